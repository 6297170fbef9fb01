"""An attempt as its learner meets it while answering, and who may read one.

`AttemptView` and `QuestionView` have no member that could hold a key, a reason or an explanation;
what may be read afterwards is in `results`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from quizzes.domain.codec import decode
from quizzes.domain.items import Body, Form, NumericBody
from quizzes.domain.practice import next_worth, tries_allowed
from quizzes.models import Attempt, AttemptSlot, Quiz, Response
from quizzes.models.base import text_of
from quizzes.models.sitting import Feedback, Mode, Navigation
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


@dataclass(frozen=True)
class QuestionView:
    """One question of an attempt, with the learner's own answer so far.

    All of its text is in `language`, which is that of the attempt where the question exists in it.
    `unit` is told for numbers. Of matching, each of `left` is given one of `options`; `statement`
    is what has gaps. `revision` is 0 while there is no answer.

    Where feedback comes after each question, `tries` were checked and `tries_left` can be (None
    elsewhere), a right answer is still worth `next_worth`, and `checked_score` (0 to 1) is how
    right the kept answer is, once it was checked. Of a question that `is_settled` the answer
    stands.
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
    certainty: int | None = None
    is_flagged: bool = False
    tries: int = 0
    tries_left: int | None = None
    next_worth: float = 1.0
    is_settled: bool = False
    checked_score: float | None = None

    @property
    def flagged(self) -> bool:
        """By the name that programs read."""
        return self.is_flagged

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
    """An attempt as its learner sees it while answering.

    `total` is the number of its questions. Where one goes forward only (`is_forward`), the
    `questions` after the one at `reached` are not told yet, and those before it cannot be changed.
    """

    id: uuid.UUID
    quiz: str
    title: Words
    source: SourceView
    language: str
    started_at: datetime
    submitted_at: datetime | None
    deadline_at: datetime | None
    expired: bool
    is_forward: bool
    reached: int
    mode: str
    feedback: str
    layout: str
    total: int
    questions: tuple[QuestionView, ...]

    @property
    def seconds_left(self) -> int | None:
        """Until the deadline, by the server's clock; None without one, or after submission.

        A second that has begun counts: who waits for them all is not early.
        """
        if self.deadline_at is None or self.submitted_at is not None:
            return None
        return max(0, ceil((self.deadline_at - timezone.now()).total_seconds()))

    @property
    def clock_left(self) -> str:
        """The same as a clock shows it: "1:05:00", "12:30"; "" where nothing ends."""
        minutes, seconds = divmod(self.seconds_left or 0, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def ends_today(self) -> bool:
        """Whether the hour says enough of when it ends."""
        today = timezone.localdate()
        return self.deadline_at is not None and timezone.localdate(self.deadline_at) == today

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(question.is_answered for question in self.questions)

    @property
    def next_position(self) -> int | None:
        """The question to go on with: the first without an answer; None when every one has one."""
        if self.is_forward:
            return self.reached if self.reached <= self.total else None
        is_told = self.feedback == Feedback.EACH
        open_ones = (
            q.position for q in self.questions if not (q.is_settled if is_told else q.is_answered)
        )
        return next(open_ones, None)

    def question(self, position: int) -> QuestionView | None:
        """The question at a position, or None."""
        return next((q for q in self.questions if q.position == position), None)


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
    attempts = own_attempts(user, waiting_attempts())
    return attempts.select_related(*ATTEMPT_RELATIONS).order_by("-started_at", "pk")


def waiting_attempts() -> QuerySet[Attempt]:
    """Everybody's attempts that have not been submitted."""
    return Attempt.objects.filter(submitted_at__isnull=True)


def attempt_view(attempt: Attempt) -> AttemptView:
    """The attempt for its learner. One query, besides those that loaded the attempt."""
    return view_of(attempt, slots_of(attempt, "version__item", "response"))


def slots_of(attempt: Attempt, *relations: str) -> list[AttemptSlot]:
    """The questions of an attempt in their order, with what `relations` name. One query."""
    return list(attempt.slots.select_related(*relations).order_by("position"))


def view_of(attempt: Attempt, slots: list[AttemptSlot]) -> AttemptView:
    """The attempt for its learner, of questions that have been loaded. No query."""
    language, article = attempt.language, attempt.quiz.article
    is_forward = attempt.quiz.navigation == Navigation.FORWARD
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
        deadline_at=attempt.deadline_at,
        expired=attempt.expired,
        is_forward=is_forward,
        reached=attempt.reached,
        mode=attempt.quiz.mode,
        feedback=attempt.quiz.feedback,
        layout=attempt.quiz.layout,
        total=len(slots),
        questions=tuple(
            question_view(slot, language, attempt.quiz) for slot in slots if _is_told(slot, attempt)
        ),
    )


def _is_told(slot: AttemptSlot, attempt: Attempt) -> bool:
    is_ahead = slot.position > attempt.reached
    is_forward = attempt.quiz.navigation == Navigation.FORWARD
    return attempt.submitted_at is not None or not (is_forward and is_ahead)


def _language(slot: AttemptSlot, wanted: str) -> str:
    """A question is shown in one language throughout, rather than half in each."""
    languages = slot.version.languages
    return wanted if wanted in languages or not languages else languages[0]


def question_view(slot: AttemptSlot, wanted: str, quiz: Quiz | None = None) -> QuestionView:
    """One question for its learner, in the wanted language where it exists in that.

    With its `quiz` also how its tries stand.
    """
    language, response = _language(slot, wanted), slot.given
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
        certainty=response.certainty if response else None,
        is_flagged=slot.flagged,
        **(_tries(slot, body, response, quiz) if quiz else {}),
    )


def _tries(slot: AttemptSlot, body: Body, response: Response | None, quiz: Quiz) -> dict[str, Any]:
    if quiz.feedback != Feedback.EACH:
        return {}
    is_practice = quiz.mode == Mode.PRACTICE
    allowed = tries_allowed(Form(slot.version.item.form), body, quiz.tries if is_practice else 1)
    done = tries_done(response)
    is_settled = response is not None and response.settled_at is not None
    return {
        "tries": done,
        "tries_left": 0 if is_settled else max(0, allowed - done),  # fewer may be allowed by now
        "next_worth": next_worth(quiz.retry_penalty if is_practice else 0.0, done),
        "is_settled": is_settled,
        "checked_score": response.score if response else None,
    }


def tries_done(response: Response | None) -> int:
    """How often an answer was checked."""
    if response is None:
        return 0
    return response.tries if response.score is not None else response.tries - 1
