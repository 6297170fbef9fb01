"""Handing an attempt in: by its learner, or because its time is up. Once, however often asked."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from quizzes.domain.deadlines import GRACE, is_over
from quizzes.domain.scoring import attempt_score
from quizzes.models import Attempt, User
from quizzes.permissions import own_attempts
from quizzes.services.attempt_errors import TimeUpError
from quizzes.services.response_marks import mark_responses
from quizzes.services.study_quiz import record_quiz_evidence


@transaction.atomic
def submit(attempt_id: uuid.UUID, learner: User, now: datetime) -> Attempt:
    """Mark every answer against the version that was shown, set the score, and tell the memory.

    What was corrected since it was shown is marked as a regrade would mark it. A question without
    an answer scores 0. Submitting again returns what the first time found.
    Raises Attempt.DoesNotExist.
    """
    attempt = locked_attempt(attempt_id, learner)
    if attempt.submitted_at is not None:
        return attempt
    if attempt.deadline_at is not None and now >= attempt.deadline_at:
        attempt.expired = True
        return _hand_in(attempt, attempt.deadline_at)
    return _hand_in(attempt, now)


@transaction.atomic
def submit_if_due(attempt_id: uuid.UUID, learner: User, now: datetime) -> Attempt:
    """Submit an attempt whose time is up by the clock of whoever asks, if it is by the server's.

    A device may be ahead, and the learner may have been given more time meanwhile: then nothing
    is submitted. Raises Attempt.DoesNotExist.
    """
    attempt = locked_attempt(attempt_id, learner)
    if attempt.deadline_at is None or now < attempt.deadline_at:
        return attempt
    return submit(attempt_id, learner, now)


def settle(attempt: Attempt, now: datetime) -> Attempt:
    """The attempt as it stands now: submitted, if its time is up. No query while it is not."""
    if attempt.submitted_at is None and is_over(attempt.deadline_at, now):
        found = expire(attempt.pk, now)
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
        done += expire(attempt_id, now).expired
        on_progress()
    return done


def expired_attempts(now: datetime) -> QuerySet[Attempt]:
    """Open attempts whose time is up."""
    return Attempt.objects.filter(submitted_at__isnull=True, deadline_at__lt=now - GRACE)


@transaction.atomic
def expire(attempt_id: uuid.UUID, now: datetime) -> Attempt:
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
    attempt.score = attempt_score((r.earned or 0.0 for r in responses), int(attempt.max_score))
    attempt.save(update_fields=["submitted_at", "score", "expired"])
    later = [r.slot.position for r in responses if r.tries > 1]
    record_quiz_evidence(attempt, at, after_feedback=later)
    return attempt


def locked_attempt(attempt_id: uuid.UUID, learner: User) -> Attempt:
    """The learner's attempt, which nobody else writes now. Raises Attempt.DoesNotExist."""
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("quiz")
    return own_attempts(learner, attempts).get(pk=attempt_id)


@contextmanager
def submitting_late(attempt_id: uuid.UUID, now: datetime) -> Iterator[None]:
    """Submit the attempt where what is done within comes too late; TimeUpError goes on from here.

    It stands around the transaction that refuses, which keeps nothing.
    """
    try:
        yield
    except TimeUpError:
        expire(attempt_id, now)
        raise
