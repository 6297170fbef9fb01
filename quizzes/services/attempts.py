"""Taking a quiz: start and answer. Each is one transaction, and safe to repeat.

Two requests at once wait for each other: on PostgreSQL by the row locks taken here, on SQLite
because a transaction that will write is alone from its beginning (IMMEDIATE).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction

from quizzes.domain.deadlines import is_over
from quizzes.domain.marking import mark
from quizzes.models import Attempt, AttemptSlot, ItemVersion, Quiz, Response, User
from quizzes.models.sitting import Navigation
from quizzes.selectors.asked_parts import option_order
from quizzes.services.access import check_start
from quizzes.services.attempt_errors import (
    AnswerShownError,
    AttemptError,
    AttemptSubmittedError,
    NoSuchQuestionError,
    NothingToDrawError,
    NotThisQuestionError,
    StaleAnswerError,
    TimeUpError,
)
from quizzes.services.deadlines import deadline_of
from quizzes.services.drawing import versions_for
from quizzes.services.handing_in import (
    expire,
    expired_attempts,
    locked_attempt,
    settle,
    submit,
    submit_expired,
    submit_if_due,
    submitting_late,
)
from quizzes.services.study_events import lock_learner

__all__ = [
    "MAX_REVISION",
    "AnswerShownError",
    "AttemptError",
    "AttemptSubmittedError",
    "Given",
    "NoSuchQuestionError",
    "NothingToDrawError",
    "StaleAnswerError",
    "expired_attempts",
    "locked_slot",
    "move_on",
    "save_response",
    "set_flag",
    "settle",
    "start_attempt",
    "submit",
    "submit_expired",
    "submit_if_due",
    "submitting_late",
]
MAX_REVISION = 1_000_000
"""Above what a person could save, below what the column holds."""


@transaction.atomic
def start_attempt(
    learner: User,
    quiz: Quiz,
    language: str,
    now: datetime,
    seed: int | None = None,
    code: str = "",
    address: str = "",
) -> Attempt:
    """The learner's open attempt at the quiz, or a new one with its questions drawn.

    The same seed and bank draw the same questions in the same order. `code` is the access code,
    which each new attempt needs where the quiz has one, and `address` where it comes from. Raises
    NothingToDrawError, and what `access.check_start` does. An open attempt whose time is up is
    submitted before.
    """
    lock_learner(learner.pk)  # one start at a time
    opened = Attempt.objects.filter(quiz=quiz, learner=learner, submitted_at__isnull=True).first()
    if opened is not None:
        if not is_over(opened.deadline_at, now):
            return opened
        expire(opened.pk, now)
    check_start(quiz, learner, now, code, address)
    seed = secrets.randbits(62) if seed is None else seed
    versions = versions_for(quiz, language, seed, learner)
    if not versions:
        raise NothingToDrawError
    if quiz.shuffle_questions:
        Random(f"{seed}/questions").shuffle(versions)
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        language=language,
        seed=seed,
        started_at=now,
        deadline_at=deadline_of(quiz, learner.pk, now),
        max_score=len(versions),
    )
    _place(attempt, versions)
    return attempt


def _place(attempt: Attempt, versions: Sequence[ItemVersion]) -> None:
    """The questions of a new attempt, with the order in which each shows its options."""
    shuffled = attempt.quiz.shuffle_options
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            position=position,
            version=version,
            option_order=option_order(version, Random(f"{attempt.seed}/{position}"), shuffled),
        )
        for position, version in enumerate(versions, 1)
    )


def save_response(
    attempt_id: uuid.UUID,
    learner: User,
    position: int,
    answer: Mapping[str, Any],
    now: datetime,
    revision: int | None = None,
    certainty: int | None = None,
) -> Response:
    """Keep the learner's answer to one question: one row, however often it is sent.

    `revision` is the number that the sender gives to this answer (the last it knew of, plus one).
    An answer that is not newer than the kept one changes nothing: the same answer again returns
    the kept row, another one raises StaleAnswerError. Without a revision the last to come wins.

    `certainty` says how sure the learner is; without it what was said before stays.

    What comes after the deadline and its grace is not kept, and the attempt is submitted.

    Raises Attempt.DoesNotExist, NoSuchQuestionError, NotThisQuestionError, AttemptSubmittedError,
    TimeUpError, AnswerShownError and MalformedResponseError.
    """
    with submitting_late(attempt_id, now):
        return _save(attempt_id, learner, position, Given(dict(answer), revision, certainty), now)


@dataclass(frozen=True)
class Given:
    """An answer as it was sent; see `save_response`."""

    answer: dict[str, Any]
    revision: int | None = None
    certainty: int | None = None

    def is_in(self, kept: Response) -> bool:
        """Whether this is what is kept already."""
        is_as_sure = self.certainty is None or self.certainty == kept.certainty
        return kept.answer == self.answer and is_as_sure


@transaction.atomic
def _save(
    attempt_id: uuid.UUID, learner: User, position: int, given: Given, now: datetime
) -> Response:
    _attempt, slot = locked_slot(attempt_id, learner, position, now)
    mark(slot.version.to_content(), given.answer)  # what cannot be marked later is refused now
    return _keep(slot, given, now)


def locked_slot(
    attempt_id: uuid.UUID, learner: User, position: int, now: datetime
) -> tuple[Attempt, AttemptSlot]:
    """The attempt, which nobody else writes now, and its question that may be answered.

    Raises Attempt.DoesNotExist, NoSuchQuestionError, NotThisQuestionError, AttemptSubmittedError
    and TimeUpError.
    """
    attempt = locked_attempt(attempt_id, learner)
    slots = attempt.slots.select_related("version__item", "response").filter(position=position)
    if (slot := slots.first()) is None:
        raise NoSuchQuestionError
    _refuse_late(attempt, position, now)
    return attempt, slot


@transaction.atomic
def set_flag(
    attempt_id: uuid.UUID, learner: User, position: int, is_flagged: bool, now: datetime
) -> AttemptSlot:
    """Mark a question to come back to, or no longer. Raises what `locked_slot` does."""
    _attempt, slot = locked_slot(attempt_id, learner, position, now)
    slot.flagged = is_flagged
    slot.save(update_fields=["flagged"])
    return slot


def _refuse_late(attempt: Attempt, position: int, now: datetime) -> None:
    """Answers come while the attempt is open, and in their order where one goes forward only."""
    if attempt.submitted_at is not None:
        raise TimeUpError if attempt.expired else AttemptSubmittedError
    if is_over(attempt.deadline_at, now):
        raise TimeUpError
    if attempt.quiz.navigation == Navigation.FORWARD and position != attempt.reached:
        raise NotThisQuestionError(attempt.reached)


@transaction.atomic
def move_on(attempt_id: uuid.UUID, learner: User, position: int, now: datetime) -> Attempt:
    """Leave the question at a position for the next one: where one goes forward only, for good.

    Leaving it a second time changes nothing. Raises Attempt.DoesNotExist, NoSuchQuestionError, and
    what is in the way.
    """
    attempt = locked_attempt(attempt_id, learner)
    if not 1 <= position <= attempt.max_score:
        raise NoSuchQuestionError
    if attempt.submitted_at is not None or is_over(attempt.deadline_at, now):
        raise AttemptSubmittedError
    if attempt.quiz.navigation == Navigation.FORWARD:
        if position > attempt.reached:
            raise NotThisQuestionError(attempt.reached)
        if position == attempt.reached:
            attempt.reached = position + 1
            attempt.save(update_fields=["reached"])
    return attempt


def _keep(slot: AttemptSlot, given: Given, now: datetime) -> Response:
    kept = slot.given
    if kept is None:
        return Response.objects.create(
            slot=slot,
            answer=given.answer,
            certainty=given.certainty,
            saved_at=now,
            revision=min(given.revision or 1, MAX_REVISION),
        )
    is_newer = given.revision is None or given.revision > kept.revision
    is_same = given.is_in(kept)
    if is_same and (given.revision is None or not is_newer):
        return kept
    if not is_newer:
        raise StaleAnswerError(kept)
    if not is_same:
        _replace(kept, given, now)
    # The number goes up for the same answer too: one that came between them is older now.
    kept.revision = min(given.revision or kept.revision + 1, MAX_REVISION)
    kept.save(update_fields=["answer", "certainty", "saved_at", "revision", "tries", "score"])
    return kept


def _replace(kept: Response, given: Given, now: datetime) -> None:
    if kept.settled_at is not None:
        raise AnswerShownError
    if kept.score is not None:  # that one was checked: what follows is the next try
        kept.tries, kept.score = kept.tries + 1, None
    kept.answer, kept.saved_at = given.answer, now
    kept.certainty = given.certainty or kept.certainty
