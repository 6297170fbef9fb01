"""Feedback after each question: an answer is checked, tried again, or given up.

What a learner was told of the right answer is settled: from then on the answer stands.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from quizzes.domain.codec import decode
from quizzes.domain.items import Form
from quizzes.domain.practice import tries_allowed
from quizzes.models import Attempt, AttemptSlot, Response, User
from quizzes.models.sitting import Feedback, Mode
from quizzes.selectors.kept_back import waiting_questions
from quizzes.services.attempt_errors import FeedbackLaterError, NothingToCheckError
from quizzes.services.attempts import Given, locked_slot, save_response, submitting_late
from quizzes.services.response_marks import mark_one
from quizzes.services.study_quiz import record_quiz_evidence


def check_answer(
    attempt_id: uuid.UUID,
    learner: User,
    position: int,
    now: datetime,
    answer: Mapping[str, Any] | None = None,
    revision: int | None = None,
    certainty: int | None = None,
) -> Response:
    """Mark the answer to one question now, and settle it when it is right or was the last try.

    With `answer` that is saved first, as `save_response` does. Checking the same answer again is
    no further try. Only the first answer to a question tells of the memory.

    What comes after the deadline and its grace is not checked, and the attempt is submitted.

    Raises what `save_response` raises, FeedbackLaterError and NothingToCheckError.
    """
    given = Given(dict(answer), revision, certainty) if answer is not None else None
    with submitting_late(attempt_id, now):
        return _check(attempt_id, learner, position, now, given)


@transaction.atomic
def _check(
    attempt_id: uuid.UUID, learner: User, position: int, now: datetime, given: Given | None
) -> Response:
    attempt, slot = locked_slot(attempt_id, learner, position, now)
    _check_told(attempt, slot)
    if given is not None:
        save_response(
            *(attempt_id, learner, position, given.answer, now), given.revision, given.certainty
        )
        slot = attempt.slots.select_related("version__item", "response").get(pk=slot.pk)
    response = slot.given
    if response is None or _is_blank(response.answer):
        raise NothingToCheckError
    if response.score is None:
        _try(attempt, response, now)
    return response


def give_up(attempt_id: uuid.UUID, learner: User, position: int, now: datetime) -> Response:
    """Settle a question, so that its answer is shown; an answer not yet checked still counts.

    Safe to repeat. After the deadline and its grace the attempt is submitted instead. Raises
    Attempt.DoesNotExist, NoSuchQuestionError, AttemptSubmittedError, TimeUpError and
    FeedbackLaterError.
    """
    with submitting_late(attempt_id, now):
        return _give_up(attempt_id, learner, position, now)


@transaction.atomic
def _give_up(attempt_id: uuid.UUID, learner: User, position: int, now: datetime) -> Response:
    attempt, slot = locked_slot(attempt_id, learner, position, now)
    _check_told(attempt, slot)
    response = slot.given or Response(slot=slot, answer={}, saved_at=now)
    if response.settled_at is None:
        _try(attempt, response, now, is_last=True)
    return response


def _check_told(attempt: Attempt, slot: AttemptSlot) -> None:
    """Another attempt of the learner that asks the same must be handed in before."""
    if attempt.quiz.feedback != Feedback.EACH or waiting_questions(attempt, [slot], True)[0]:
        raise FeedbackLaterError


def _is_blank(answer: Mapping[str, Any]) -> bool:
    """Whether nothing was answered."""
    return not any(value not in (None, "", [], {}) for value in answer.values())


def _try(attempt: Attempt, response: Response, now: datetime, is_last: bool = False) -> None:
    """Mark an answer that was not marked, settle it if nothing may follow, and tell the memory."""
    if response.score is None:
        mark_one(response.slot, response, attempt.quiz)
    if is_last or response.score == 1 or response.tries >= _most_tries(attempt, response.slot):
        response.settled_at = now
    response.save()
    later = [response.slot.position] if response.tries > 1 else []
    record_quiz_evidence(attempt, now, after_feedback=later)


def _most_tries(attempt: Attempt, slot: AttemptSlot) -> int:
    """How often one question of an attempt may be answered."""
    tries = attempt.quiz.tries if attempt.quiz.mode == Mode.PRACTICE else 1
    return tries_allowed(Form(slot.version.item.form), decode(slot.version.body), tries)
