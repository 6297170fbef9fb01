"""What may be read of an attempt after it has been submitted: scores, keys and reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from quizzes.domain.certainty import Certainty, LevelOutcome, calibration
from quizzes.domain.grading import is_passed
from quizzes.domain.items import ChoiceBody, Option, TrueFalseBody
from quizzes.domain.marking.corrected import Corrected
from quizzes.domain.responses import MalformedResponseError, PartMark
from quizzes.models import Attempt, AttemptSlot, Response
from quizzes.models.sitting import ReviewScope
from quizzes.selectors.answer_keys import (
    KEY_RELATIONS,
    AnswerKey,
    AnswerKeys,
    CorrectedKey,
    ScoreNote,
    regrades_of,
    score_notes,
)
from quizzes.selectors.attempts import (
    AttemptView,
    QuestionView,
    question_view,
    slots_of,
    view_of,
)
from quizzes.selectors.kept_back import (
    open_attempt_alike,
    scores_kept_back,
    waiting_questions,
)
from quizzes.selectors.withheld import ResultWithheldError, is_withheld
from quizzes.selectors.words import Words, words_of


class NotSubmittedError(Exception):
    """There is no result yet: the attempt has not been submitted."""

    code = "not_submitted"


@dataclass(frozen=True)
class ReviewedOption:
    """One option after the answer: whether it is right, whether it was chosen, and why."""

    id: str
    text: str
    is_key: bool
    is_chosen: bool
    reason: str


@dataclass(frozen=True)
class PassageView:
    """The passage that a question goes back to, and who says so in it ("": the publisher)."""

    number: int
    text: str
    language: str
    attributed_to: Words


@dataclass(frozen=True)
class ReviewedQuestion:
    """One question after submission, with all that may then be read.

    `right` are the right answers as a person would write them (several for multiple choice);
    `truth` is set for true/false only, which has no words of its own. `reason` says why, where the
    form has a single reason. `parts` tell the pairs, places or gaps apart, for the forms that have
    them. `points` are the keys of the points that were asked. Where the key was corrected since,
    all this is as of today, and `correction` tells what it was. A `withheld` question has none of
    this, nor a score, while another open attempt asks the same.
    """

    question: QuestionView
    score: float | None
    rule: str
    read: str
    right: tuple[str, ...]
    truth: bool | None
    options: tuple[ReviewedOption, ...]
    parts: tuple[PartMark, ...]
    reason: str
    explanation: str
    passage: PassageView | None
    points: tuple[str, ...]
    withheld: bool = False
    earned: float | None = None
    tries: int = 1
    certainty: int | None = None
    correction: CorrectedKey | None = None

    @property
    def is_right(self) -> bool:
        """Whether the answer earned everything."""
        return self.score == 1


@dataclass(frozen=True)
class ResultView:
    """A submitted attempt: its score and every question with its answer.

    With `only_score` the quiz tells no more than that: every question is withheld. There is no
    `score` while it would tell of answers to another attempt: `waits_for`, where that is open.
    `score_notes` tell how the score was changed since, the first change first.
    """

    attempt: AttemptView
    score: float | None
    max_score: float
    pass_mark: float | None
    only_score: bool
    questions: tuple[ReviewedQuestion, ...]
    score_notes: tuple[ScoreNote, ...] = ()
    waits_for: UUID | None = None

    @property
    def share(self) -> float | None:
        """The score as a share of what could be reached, 0 to 1."""
        if self.score is None:
            return None
        return self.score / self.max_score if self.max_score else 0.0

    @property
    def calibration(self) -> tuple[LevelOutcome, ...]:
        """How sure against how right, where certainty was asked."""
        told = [q for q in self.questions if q.certainty and q.score is not None]
        return calibration((Certainty(q.certainty or 1), q.score or 0.0) for q in told)

    @property
    def is_passed(self) -> bool | None:
        """Whether this attempt passes; None where nothing is to be passed, or told."""
        return is_passed(self.share, self.pass_mark)


def result_view(attempt: Attempt, is_own: bool = True) -> ResultView:
    """The attempt after submission; raises NotSubmittedError before. A constant number of
    queries: three where nothing was corrected and nothing waits, twelve at most.

    Raises ResultWithheldError for its learner while the quiz, which tells at its close, is open.

    For its learner (`is_own`), questions are withheld that another open attempt of theirs asks, or
    whose facts it asks: they would tell what to answer there. So would the score, unless it could
    be seen before.
    """
    if attempt.submitted_at is None or attempt.score is None:
        raise NotSubmittedError
    if is_own and is_withheld(attempt):
        raise ResultWithheldError(attempt.quiz.closes_at)
    only_score = is_own and attempt.quiz.review == ReviewScope.SCORE
    slots = slots_of(attempt, *KEY_RELATIONS, "response")
    regrades = regrades_of(attempt)
    keys = AnswerKeys(slots, regrades)
    waiting = waiting_questions(attempt, slots, is_own)
    is_told = not (any(waiting) and attempt.pk in scores_kept_back(attempt.learner))
    return ResultView(
        attempt=view_of(attempt, slots),
        score=attempt.score if is_told else None,
        max_score=attempt.max_score,
        pass_mark=attempt.quiz.pass_mark,
        only_score=only_score,
        questions=tuple(
            _withheld(slot, attempt.language)
            if waits or only_score
            else reviewed_question(slot, attempt.language, keys)
            for slot, waits in zip(slots, waiting, strict=True)
        ),
        score_notes=score_notes(regrades) if is_told else (),
        waits_for=None if is_told else open_attempt_alike(attempt, slots),
    )


def _withheld(slot: AttemptSlot, wanted: str) -> ReviewedQuestion:
    return ReviewedQuestion(
        question=question_view(slot, wanted),
        score=None,
        rule="",
        read="",
        right=(),
        truth=None,
        options=(),
        parts=(),
        reason="",
        explanation="",
        passage=None,
        points=tuple(slot.version.asks),
        withheld=True,
    )


def _ordered(slot: AttemptSlot, body: ChoiceBody) -> list[Option]:
    places = {option: place for place, option in enumerate(slot.option_order)}
    return sorted(body.options, key=lambda option: places.get(option.id, len(places)))


def reviewed_question(slot: AttemptSlot, wanted: str, keys: AnswerKeys) -> ReviewedQuestion:
    """A marked question with its answer; whether it may be shown is for the caller to know."""
    question, response = question_view(slot, wanted), slot.given
    key = keys.key(slot, question.language)
    body = key.content.body
    options = _reviewed_options(slot, body, question) if isinstance(body, ChoiceBody) else ()
    return ReviewedQuestion(
        question=question,
        score=(response.score if response else None) or 0.0,
        rule=response.rule if response else "",
        read=response.read if response else "",
        right=tuple(o.text for o in options if o.is_key) or key.right,
        parts=_parts(key, question),
        truth=key.truth,
        options=options,
        reason=body.reason.best(question.language) if isinstance(body, TrueFalseBody) else "",
        explanation=key.content.explanation.best(question.language),
        passage=_passage(slot, wanted),
        points=tuple(slot.version.asks),
        earned=_earned(slot, response),
        tries=response.tries if response else 1,
        certainty=response.certainty if response else None,
        correction=key.correction,
    )


def _earned(slot: AttemptSlot, response: Response | None) -> float:
    if response is None:
        return 0.0
    return (response.score or 0.0) if response.earned is None else response.earned


def _parts(key: AnswerKey, question: QuestionView) -> tuple[PartMark, ...]:
    """The parts of the answer; of one that has no right answer any more, what was given stands."""
    marked = Corrected(key.content)
    try:
        parts = marked.parts(question.answer or {}, question.language)
    except MalformedResponseError:  # readable once, by older rules
        parts = marked.parts({}, question.language)
    all_credited = key.correction is not None and key.correction.is_credited and not key.credited
    return tuple(
        replace(part, is_right=True, right=part.given or "–")
        if all_credited or place in key.credited
        else part
        for place, part in enumerate(parts)
    )


def _reviewed_options(
    slot: AttemptSlot, body: ChoiceBody, question: QuestionView
) -> tuple[ReviewedOption, ...]:
    answer = question.answer or {}
    chosen = {answer.get("option"), *(answer.get("options") or ())}
    return tuple(
        ReviewedOption(
            id=option.id,
            text=option.text.best(question.language),
            is_key=option.is_key,
            is_chosen=option.id in chosen,
            reason=option.reason.best(question.language),
        )
        for option in _ordered(slot, body)
    )


def _passage(slot: AttemptSlot, language: str) -> PassageView | None:
    point = slot.version.item.point
    if point is None:
        return None
    fact = point.fact
    return PassageView(
        number=fact.passage.number,
        text=fact.passage.text,
        language=fact.passage.article.language,
        attributed_to=words_of(fact, "attributed_to", language),
    )
