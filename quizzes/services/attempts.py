"""Taking a quiz: start, answer, submit. Each is one transaction, and safe to repeat.

Two requests at once wait for each other: on PostgreSQL by the row locks taken here, on SQLite
because a transaction that will write is alone from its beginning (IMMEDIATE).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction

from quizzes.domain.marking import mark
from quizzes.models import Attempt, AttemptSlot, Quiz, Response, User
from quizzes.permissions import own_attempts
from quizzes.selectors.asked_parts import option_order
from quizzes.services.drawing import versions_for
from quizzes.services.response_marks import mark_responses
from quizzes.services.study_events import lock_learner
from quizzes.services.study_quiz import record_quiz_evidence

MAX_REVISION = 1_000_000
"""Above what a person could save, below what the column holds."""


class AttemptError(Exception):
    """What cannot be done with an attempt; `code` is stable and machine-readable."""

    code = "attempt"


class NothingToDrawError(AttemptError):
    """The quiz has no published question to ask."""

    code = "nothing_to_draw"


class AttemptSubmittedError(AttemptError):
    """The attempt was submitted: its answers stand."""

    code = "attempt_submitted"


class NoSuchQuestionError(AttemptError):
    """The attempt has no question at this position."""

    code = "no_such_question"


class StaleAnswerError(AttemptError):
    """A newer answer is already kept: `current` is the response that stays."""

    code = "stale_answer"

    def __init__(self, current: Response) -> None:
        self.current = current
        super().__init__(self.code)


@transaction.atomic
def start_attempt(
    learner: User, quiz: Quiz, language: str, now: datetime, seed: int | None = None
) -> Attempt:
    """The learner's open attempt at the quiz, or a new one with its questions drawn.

    The same seed and bank draw the same questions in the same order. Raises NothingToDrawError.
    """
    lock_learner(learner.pk)  # one start at a time
    opened = Attempt.objects.filter(quiz=quiz, learner=learner, submitted_at__isnull=True).first()
    if opened is not None:
        return opened
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


@transaction.atomic
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

    Raises Attempt.DoesNotExist, NoSuchQuestionError, AttemptSubmittedError and
    MalformedResponseError.
    """
    attempt = _locked(attempt_id, learner)
    slot = attempt.slots.select_related("version__item", "response").filter(position=position)
    if (found := slot.first()) is None:
        raise NoSuchQuestionError
    if attempt.submitted_at is not None:
        raise AttemptSubmittedError
    answer = dict(answer)
    mark(found.version.to_content(), answer)  # what cannot be marked later is refused now
    return _keep(found, answer, now, revision)


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
    responses = mark_responses(attempt, now)
    attempt.submitted_at = now
    attempt.score = min(sum(r.score or 0.0 for r in responses), attempt.max_score)
    attempt.save(update_fields=["submitted_at", "score"])
    record_quiz_evidence(attempt, now)
    return attempt


def _locked(attempt_id: uuid.UUID, learner: User) -> Attempt:
    attempts = own_attempts(learner, Attempt.objects.select_for_update(of=("self",)))
    return attempts.get(pk=attempt_id)
