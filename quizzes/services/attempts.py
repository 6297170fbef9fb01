"""Taking a quiz: start, answer, submit. Each is one transaction, and safe to repeat.

Two requests at once wait for each other: on PostgreSQL by the row locks taken here, on SQLite
because a transaction that will write is alone from its beginning (IMMEDIATE).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from quizzes.domain.deadlines import GRACE, is_over
from quizzes.domain.marking import mark
from quizzes.models import Attempt, AttemptSlot, Quiz, Response, User
from quizzes.models.sitting import Navigation
from quizzes.permissions import own_attempts
from quizzes.selectors.asked_parts import option_order
from quizzes.services.access import check_start
from quizzes.services.attempt_errors import (
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
from quizzes.services.response_marks import mark_responses
from quizzes.services.study_events import lock_learner
from quizzes.services.study_quiz import record_quiz_evidence

__all__ = [
    "MAX_REVISION",
    "AttemptError",
    "AttemptSubmittedError",
    "NoSuchQuestionError",
    "NothingToDrawError",
    "StaleAnswerError",
    "move_on",
    "save_response",
    "settle",
    "start_attempt",
    "submit",
    "submit_expired",
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
) -> Attempt:
    """The learner's open attempt at the quiz, or a new one with its questions drawn.

    The same seed and bank draw the same questions in the same order. `code` is the access code,
    which each new attempt needs where the quiz has one. Raises NothingToDrawError, and what
    `access.check_start` does. An open attempt whose time is up is submitted before.
    """
    lock_learner(learner.pk)  # one start at a time
    opened = Attempt.objects.filter(quiz=quiz, learner=learner, submitted_at__isnull=True).first()
    if opened is not None:
        if not is_over(opened.deadline_at, now):
            return opened
        _expire(opened.pk, now)
    check_start(quiz, learner, now, code)
    seed = secrets.randbits(62) if seed is None else seed
    versions = versions_for(quiz, language, seed, learner)
    if not versions:
        raise NothingToDrawError
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        language=language,
        seed=seed,
        started_at=now,
        deadline_at=deadline_of(quiz, learner.pk, now),
        max_score=len(versions),
    )
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt,
            position=position,
            version=version,
            option_order=option_order(version, Random(f"{seed}/{position}")),
        )
        for position, version in enumerate(versions, 1)
    )
    return attempt


def save_response(
    attempt_id: uuid.UUID,
    learner: User,
    position: int,
    answer: Mapping[str, Any],
    now: datetime,
    revision: int | None = None,
) -> Response:
    """Keep the learner's answer to one question: one row, however often it is sent.

    `revision` is the number that the sender gives to this answer (the last it knew of, plus one).
    An answer that is not newer than the kept one changes nothing: the same answer again returns
    the kept row, another one raises StaleAnswerError. Without a revision the last to come wins.

    What comes after the deadline and its grace is not kept, and the attempt is submitted.

    Raises Attempt.DoesNotExist, NoSuchQuestionError, NotThisQuestionError, AttemptSubmittedError,
    TimeUpError and MalformedResponseError.
    """
    try:
        return _save(attempt_id, learner, position, answer, now, revision)
    except TimeUpError:
        _expire(attempt_id, now)  # after the transaction that refused the answer
        raise


@transaction.atomic
def _save(
    attempt_id: uuid.UUID,
    learner: User,
    position: int,
    answer: Mapping[str, Any],
    now: datetime,
    revision: int | None,
) -> Response:
    attempt = _locked(attempt_id, learner)
    slot = attempt.slots.select_related("version__item", "response").filter(position=position)
    if (found := slot.first()) is None:
        raise NoSuchQuestionError
    _refuse_late(attempt, position, now)
    answer = dict(answer)
    mark(found.version.to_content(), answer)  # what cannot be marked later is refused now
    return _keep(found, answer, now, revision)


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

    Leaving it a second time changes nothing. Raises Attempt.DoesNotExist, and what is in the way.
    """
    attempt = _locked(attempt_id, learner)
    if attempt.submitted_at is not None or is_over(attempt.deadline_at, now):
        raise AttemptSubmittedError
    if attempt.quiz.navigation == Navigation.FORWARD:
        if position > attempt.reached:
            raise NotThisQuestionError(attempt.reached)
        if position == attempt.reached and position <= attempt.max_score:
            attempt.reached = position + 1
            attempt.save(update_fields=["reached"])
    return attempt


def _keep(
    slot: AttemptSlot, answer: dict[str, Any], now: datetime, revision: int | None
) -> Response:
    kept: Response | None = getattr(slot, "response", None)
    if kept is None:
        number = min(revision or 1, MAX_REVISION)
        return Response.objects.create(slot=slot, answer=answer, saved_at=now, revision=number)
    is_newer = revision is None or revision > kept.revision
    if kept.answer == answer and (revision is None or not is_newer):
        return kept
    if not is_newer:
        raise StaleAnswerError(kept)
    if kept.answer != answer:
        kept.answer, kept.saved_at = answer, now
    # The number goes up for the same answer too: one that came between them is older now.
    kept.revision = min(revision or kept.revision + 1, MAX_REVISION)
    kept.save(update_fields=["answer", "saved_at", "revision"])
    return kept


@transaction.atomic
def submit(attempt_id: uuid.UUID, learner: User, now: datetime) -> Attempt:
    """Mark every answer against the version that was shown, set the score, and tell the memory.

    What was corrected since it was shown is marked as a regrade would mark it. A question without
    an answer scores 0. Submitting again returns what the first time found.
    Raises Attempt.DoesNotExist.
    """
    attempt = _locked(attempt_id, learner)
    if attempt.submitted_at is not None:
        return attempt
    if attempt.deadline_at is not None and now >= attempt.deadline_at:
        attempt.expired = True
        return _hand_in(attempt, attempt.deadline_at)
    return _hand_in(attempt, now)


def settle(attempt: Attempt, now: datetime) -> Attempt:
    """The attempt as it stands now: submitted, if its time is up. No query while it is not."""
    if attempt.submitted_at is None and is_over(attempt.deadline_at, now):
        found = _expire(attempt.pk, now)
        for name in ("submitted_at", "score", "expired", "deadline_at"):
            setattr(attempt, name, getattr(found, name))
    return attempt


def submit_expired(
    now: datetime,
    learner: User | None = None,
    on_progress: Callable[[], object] = lambda: None,
) -> int:
    """Submit all attempts (of a learner) whose time is up. Returns how many there were.

    Each is a transaction of its own: what was done stays done, and two of these at once, or a
    learner who comes back meanwhile, submit each attempt once.
    """
    waiting = expired_attempts(now)
    if learner is not None:
        waiting = waiting.filter(learner=learner)
    done = 0
    for attempt_id in list(waiting.order_by("deadline_at").values_list("pk", flat=True)):
        done += _expire(attempt_id, now).expired
        on_progress()
    return done


def expired_attempts(now: datetime) -> QuerySet[Attempt]:
    """Open attempts whose time is up."""
    return Attempt.objects.filter(submitted_at__isnull=True, deadline_at__lt=now - GRACE)


@transaction.atomic
def _expire(attempt_id: uuid.UUID, now: datetime) -> Attempt:
    """Submit an attempt as of its deadline, unless it has been, or has been given more time."""
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)
    ends = attempt.deadline_at
    if attempt.submitted_at is not None or ends is None or not is_over(ends, now):
        return attempt
    attempt.expired = True
    return _hand_in(attempt, ends)


def _hand_in(attempt: Attempt, at: datetime) -> Attempt:
    """Mark a locked attempt; `at` is when it counts as handed in."""
    responses = mark_responses(attempt, at)
    attempt.submitted_at = at
    attempt.score = min(sum(r.score or 0.0 for r in responses), attempt.max_score)
    attempt.save(update_fields=["submitted_at", "score", "expired"])
    record_quiz_evidence(attempt, at)
    return attempt


def _locked(attempt_id: uuid.UUID, learner: User) -> Attempt:
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("quiz")
    return own_attempts(learner, attempts).get(pk=attempt_id)
