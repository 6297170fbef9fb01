"""What may be read of attempts, in two shapes that do not mix.

`AttemptView` and `QuestionView` are for a learner who is answering: they have no member that could
hold a key, a reason or an explanation. `ResultView` and `ReviewedQuestion` are for afterwards.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from quizzes.domain.codec import decode
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.marking import cloze, matching, ordering, parts_of
from quizzes.domain.responses import MalformedResponseError, PartMark
from quizzes.domain.values.figures import is_chinese, write_quantity
from quizzes.models import Attempt, AttemptSlot, Response
from quizzes.models.base import text_of
from quizzes.permissions import Anyone, own_attempts, visible_attempts
from quizzes.selectors.asked_parts import (
    GapView,
    OptionView,
    TextPart,
    left_of,
    options_of,
    statement_of,
)
from quizzes.selectors.words import Words, words_of


class NotSubmittedError(Exception):
    """There is no result yet: the attempt has not been submitted."""

    code = "not_submitted"


@dataclass(frozen=True)
class QuestionView:
    """One question of an attempt, with the learner's own answer so far.

    All of its text is in `language`, which is that of the attempt where the question exists in it.
    `unit` is told for numbers. Of matching, each of `left` is given one of `options`; `statement`
    is what has gaps. `revision` is 0 while there is no answer.
    """

    position: int
    form: str
    language: str
    stem: str
    options: tuple[OptionView, ...] = ()
    left: tuple[OptionView, ...] = ()
    statement: tuple[TextPart, ...] = ()
    unit: str = ""
    answer: Mapping[str, Any] | None = None
    saved_at: datetime | None = None
    revision: int = 0

    @property
    def gaps(self) -> tuple[GapView, ...]:
        """The gaps of a statement, in their order."""
        return tuple(part.gap for part in self.statement if part.gap)

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer, and it is not left empty."""
        return any(part not in (None, "", [], {}) for part in (self.answer or {}).values())


@dataclass(frozen=True)
class SourceView:
    """The article that a quiz is about: its figures are what this publisher reported."""

    article: str
    title: Words
    publisher: Words
    published_on: date


@dataclass(frozen=True)
class AttemptView:
    """An attempt as its learner sees it while answering."""

    id: uuid.UUID
    quiz: str
    title: Words
    source: SourceView
    language: str
    started_at: datetime
    submitted_at: datetime | None
    questions: tuple[QuestionView, ...]

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(question.is_answered for question in self.questions)

    @property
    def next_position(self) -> int | None:
        """The first question without an answer; None when every one has one."""
        open_ones = (q.position for q in self.questions if not q.is_answered)
        return next(open_ones, None)

    def question(self, position: int) -> QuestionView | None:
        """The question at a position, or None."""
        return next((q for q in self.questions if q.position == position), None)


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
    them. `points` are the keys of the points that were asked. A `withheld` question has none of
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

    @property
    def is_right(self) -> bool:
        """Whether the answer earned everything."""
        return self.score == 1


@dataclass(frozen=True)
class ResultView:
    """A submitted attempt: its score and every question with its answer."""

    attempt: AttemptView
    score: float
    max_score: float
    questions: tuple[ReviewedQuestion, ...]

    @property
    def share(self) -> float:
        """The score as a share of what could be reached, 0 to 1."""
        return self.score / self.max_score if self.max_score else 0.0


ATTEMPT_RELATIONS = ("quiz__article",)


def own_attempt(user: Anyone, attempt_id: uuid.UUID) -> Attempt:
    """The attempt, for its learner only; raises Attempt.DoesNotExist for everybody else."""
    return own_attempts(user, Attempt.objects.select_related(*ATTEMPT_RELATIONS)).get(pk=attempt_id)


def visible_attempt(user: Anyone, attempt_id: uuid.UUID) -> Attempt:
    """The attempt, for its learner and for teachers; raises Attempt.DoesNotExist otherwise."""
    attempts = Attempt.objects.select_related(*ATTEMPT_RELATIONS)
    return visible_attempts(user, attempts).get(pk=attempt_id)


def open_attempts(user: Anyone) -> QuerySet[Attempt]:
    """A user's attempts that wait to be continued, the latest first."""
    attempts = own_attempts(user, _open())
    return attempts.select_related(*ATTEMPT_RELATIONS).order_by("-started_at", "pk")


def facts_being_asked(user: Anyone) -> set[str]:
    """Keys of the facts that a user's open attempts ask about: their answers are kept back."""
    slots = AttemptSlot.objects.filter(attempt__in=own_attempts(user, _open()))
    return _asked_in(slots)[1]


def _asked_in(slots: QuerySet[AttemptSlot]) -> tuple[set[int], set[str]]:
    """The items of some questions, and the keys of all facts that they ask. One query."""
    items, facts = set(), set()
    fields = "version__item_id", "version__item__point__fact__key", "version__asks"
    for item, fact, points in slots.values_list(*fields):
        items.add(item)
        facts |= {*map(_fact_of, points), *([fact] if fact else ())}
    return items, facts


def _fact_of(point: str) -> str:
    return point.rpartition(".")[0]


def _open() -> QuerySet[Attempt]:
    return Attempt.objects.filter(submitted_at__isnull=True)


def attempt_view(attempt: Attempt) -> AttemptView:
    """The attempt for its learner. One query, besides those that loaded the attempt."""
    return _attempt_view(attempt, _slots(attempt, "version__item", "response"))


def result_view(attempt: Attempt, is_own: bool = True) -> ResultView:
    """The attempt after submission; raises NotSubmittedError before. Two queries more at most.

    For its learner (`is_own`), questions are withheld that another open attempt of theirs asks, or
    whose facts it asks: they would tell what to answer there.
    """
    if attempt.submitted_at is None or attempt.score is None:
        raise NotSubmittedError
    slots = _slots(attempt, "version__item__point__fact__passage__article", "response")
    return ResultView(
        attempt=_attempt_view(attempt, slots),
        score=attempt.score,
        max_score=attempt.max_score,
        questions=tuple(
            _withheld(slot, attempt.language)
            if waits
            else reviewed_question(slot, attempt.language)
            for slot, waits in zip(slots, _waiting(attempt, slots, is_own), strict=True)
        ),
    )


def _waiting(attempt: Attempt, slots: list[AttemptSlot], is_own: bool) -> list[bool]:
    """Which of the questions wait until another attempt is handed in."""
    if not is_own:
        return [False] * len(slots)
    others = _open().filter(learner=attempt.learner_id)
    items, facts = _asked_in(AttemptSlot.objects.filter(attempt__in=others))
    return [
        slot.version.item_id in items or any(_fact_of(p) in facts for p in _points_of(slot))
        for slot in slots
    ]


def _points_of(slot: AttemptSlot) -> list[str]:
    point = slot.version.item.point
    return [*slot.version.asks, *([f"{point.fact.key}.{point.name}"] if point else ())]


def _withheld(slot: AttemptSlot, wanted: str) -> ReviewedQuestion:
    return ReviewedQuestion(
        question=_question(slot, wanted),
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


def _slots(attempt: Attempt, *relations: str) -> list[AttemptSlot]:
    return list(attempt.slots.select_related(*relations).order_by("position"))


def _attempt_view(attempt: Attempt, slots: list[AttemptSlot]) -> AttemptView:
    language, article = attempt.language, attempt.quiz.article
    return AttemptView(
        id=attempt.pk,
        quiz=attempt.quiz.key,
        title=words_of(attempt.quiz, "title", language),
        source=SourceView(
            article=article.key,
            title=words_of(article, "title", language),
            publisher=words_of(article, "publisher", language),
            published_on=article.published_on,
        ),
        language=language,
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at,
        questions=tuple(_question(slot, language) for slot in slots),
    )


def _response(slot: AttemptSlot) -> Response | None:
    return getattr(slot, "response", None)


def _language(slot: AttemptSlot, wanted: str) -> str:
    """A question is shown in one language throughout, rather than half in each."""
    languages = slot.version.languages
    return wanted if wanted in languages or not languages else languages[0]


def _ordered(slot: AttemptSlot, body: ChoiceBody) -> list[Option]:
    places = {option: place for place, option in enumerate(slot.option_order)}
    return sorted(body.options, key=lambda option: places.get(option.id, len(places)))


def _question(slot: AttemptSlot, wanted: str) -> QuestionView:
    language, response = _language(slot, wanted), _response(slot)
    body: Body = decode(slot.version.body)
    return QuestionView(
        position=slot.position,
        form=slot.version.item.form,
        language=language,
        stem=text_of(slot.version, "stem").best(language),
        options=options_of(body, slot.option_order, language),
        left=left_of(body, language),
        statement=statement_of(body, language),
        unit=body.unit_name.best(language) if isinstance(body, NumericBody) else "",
        answer=response.answer if response else None,
        saved_at=response.saved_at if response else None,
        revision=response.revision if response else 0,
    )


def reviewed_question(slot: AttemptSlot, wanted: str) -> ReviewedQuestion:
    """A marked question with its answer; whether it may be shown is for the caller to know."""
    question, response = _question(slot, wanted), _response(slot)
    body: Body = decode(slot.version.body)
    options = _reviewed_options(slot, body, question)
    parts = _parts(slot, question)
    return ReviewedQuestion(
        question=question,
        score=(response.score if response else None) or 0.0,
        rule=response.rule if response else "",
        read=response.read if response else "",
        right=tuple(o.text for o in options if o.is_key) or right_answer(body, question.language),
        parts=parts,
        truth=body.truth if isinstance(body, TrueFalseBody) else None,
        options=options,
        reason=body.reason.best(question.language) if isinstance(body, TrueFalseBody) else "",
        explanation=text_of(slot.version, "explanation").best(question.language),
        passage=_passage(slot, wanted),
        points=tuple(slot.version.asks),
    )


def _parts(slot: AttemptSlot, question: QuestionView) -> tuple[PartMark, ...]:
    content = slot.version.to_content()
    try:
        return parts_of(content, question.answer or {}, question.language)
    except MalformedResponseError:  # readable once, by older rules
        return parts_of(content, {}, question.language)


def _reviewed_options(
    slot: AttemptSlot, body: Body, question: QuestionView
) -> tuple[ReviewedOption, ...]:
    if not isinstance(body, ChoiceBody):
        return ()
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


def right_answer(body: Body, language: str) -> tuple[str, ...]:
    """The right answer of a form that is written or has parts, as a person would write it."""
    match body:
        case NumericBody():
            return (_with_unit(body, language),)
        case TextBody():
            return (body.answer.best(language),)
        case MatchingBody():
            pairs = matching.parts(body, None, language)
            return tuple(f"{each.label} – {each.right}" for each in pairs)
        case OrderingBody():
            return tuple(each.right for each in ordering.parts(body, None, language))
        case ClozeBody():
            return tuple(cloze.right_text(gap, language) for gap in body.gaps)
        case _:
            return ()


def _with_unit(body: NumericBody, language: str) -> str:
    figure, unit = write_quantity(body.quantity, language), body.unit_name.best(language)
    attached = is_chinese(language) or not unit[:1].isalpha()
    return f"{figure}{unit}" if attached else f"{figure} {unit}"


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
