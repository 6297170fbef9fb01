"""Whether a learner may start a quiz now."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import constant_time_compare

from quizzes.models import Quiz, User
from quizzes.services.attempt_errors import (
    ClosedError,
    CodeRequiredError,
    CodeWrongError,
    NoAttemptsLeftError,
    NotOpenYetError,
    TooManyCodesError,
)

MOST_WRONG = 5
WAIT = 600
"""Seconds for which wrong codes are counted, and after which one may go on trying."""


def check_start(quiz: Quiz, learner: User, now: datetime, code: str = "") -> None:
    """Raises the StartRefusedError that stands in the way of a new attempt, if one does.

    One query, where attempts are counted. An attempt that is open already is not the matter here.
    """
    if quiz.opens_at is not None and now < quiz.opens_at:
        raise NotOpenYetError(quiz.opens_at)
    if quiz.closes_at is not None and now >= quiz.closes_at:
        raise ClosedError(quiz.closes_at)
    if quiz.attempts_allowed is not None:
        taken = quiz.attempts.filter(learner=learner).count()
        if taken >= quiz.attempts_allowed:
            raise NoAttemptsLeftError
    if quiz.access_code:
        _check_code(quiz, learner, code)


def _check_code(quiz: Quiz, learner: User, code: str) -> None:
    """Wrong codes are counted for each learner and quiz, so that none is found by trying."""
    if not code.strip():
        raise CodeRequiredError
    place = f"access-code/{quiz.pk}/{learner.pk}"
    if cache.get(place, 0) >= MOST_WRONG:
        raise TooManyCodesError(WAIT)
    if not constant_time_compare(code.strip(), quiz.access_code.strip()):
        cache.add(place, 0, WAIT)
        cache.incr(place)
        raise CodeWrongError
    cache.delete(place)
