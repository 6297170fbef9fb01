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

MOST_WRONG, MOST_WRONG_FROM_ADDRESS = 5, 60
WAIT = 600
"""Seconds for which wrong codes are counted, and after which one may go on trying."""


def check_start(quiz: Quiz, learner: User, now: datetime, code: str = "") -> None:
    """Raises the StartRefusedError that stands in the way of a new attempt, if one does.

    One query, where attempts are counted. An attempt that is open already is not the matter here.
    """
    _check_open(quiz, now)
    if quiz.attempts_allowed is not None:
        taken = quiz.attempts.filter(learner=learner).count()
        if taken >= quiz.attempts_allowed:
            raise NoAttemptsLeftError
    _check_code(quiz, str(learner.pk), code, MOST_WRONG)


def check_visitor(quiz: Quiz, address: str, now: datetime, code: str = "") -> None:
    """The same for one who is nobody yet, before a guest is made of them. No query.

    Wrong codes are counted for their network address, which a whole class may share.
    """
    _check_open(quiz, now)
    _check_code(quiz, f"from/{address}", code, MOST_WRONG_FROM_ADDRESS)


def _check_open(quiz: Quiz, now: datetime) -> None:
    if quiz.opens_at is not None and now < quiz.opens_at:
        raise NotOpenYetError(quiz.opens_at)
    if quiz.closes_at is not None and now >= quiz.closes_at:
        raise ClosedError(quiz.closes_at)


def _check_code(quiz: Quiz, who: str, code: str, most: int) -> None:
    """Wrong codes are counted for each of those who try and quiz, so that none is found so."""
    if not quiz.access_code:
        return
    if not code.strip():
        raise CodeRequiredError
    place = f"access-code/{quiz.pk}/{who}"
    if cache.get(place, 0) >= most:
        raise TooManyCodesError(WAIT)
    if not constant_time_compare(code.strip(), quiz.access_code.strip()):
        cache.add(place, 0, WAIT)
        cache.incr(place)
        raise CodeWrongError
    cache.delete(place)
