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
MOST_WRONG_BY_ACCOUNTS = 300
"""From one address: a whole school may sit behind it, and anyone may make accounts."""
WAIT = 600
"""Seconds for which wrong codes are counted, and after which one may go on trying."""


def check_start(
    quiz: Quiz, learner: User, now: datetime, code: str = "", address: str = ""
) -> None:
    """Raises the StartRefusedError that stands in the way of a new attempt, if one does.

    Wrong codes are counted for the learner, and for the network address that they come from, where
    it is told. One query, where attempts are counted. An attempt that is open already is not the
    matter here.
    """
    _check_open(quiz, now)
    if quiz.attempts_allowed is not None:
        taken = quiz.attempts.filter(learner=learner).count()
        if taken >= quiz.attempts_allowed:
            raise NoAttemptsLeftError
    most = {str(learner.pk): MOST_WRONG}
    if address and learner.is_guest:
        most |= _by_address(address)
    elif address:
        most[f"accounts-from/{address}"] = MOST_WRONG_BY_ACCOUNTS
    _check_code(quiz, most, code)


def check_visitor(quiz: Quiz, address: str, now: datetime, code: str = "") -> None:
    """The same for one who is nobody yet, before a guest is made of them. No query.

    Wrong codes are counted for their network address, which a whole class may share.
    """
    _check_open(quiz, now)
    _check_code(quiz, _by_address(address), code)


def _by_address(address: str) -> dict[str, int]:
    """Guests are counted as visitors are: a new one is quickly made."""
    return {f"from/{address}": MOST_WRONG_FROM_ADDRESS}


def _check_open(quiz: Quiz, now: datetime) -> None:
    if quiz.opens_at is not None and now < quiz.opens_at:
        raise NotOpenYetError(quiz.opens_at)
    if quiz.closes_at is not None and now >= quiz.closes_at:
        raise ClosedError(quiz.closes_at)


def _check_code(quiz: Quiz, most: dict[str, int], code: str) -> None:
    """Wrong codes are counted for each of those who try, with the most that each may give, so that
    none is found so. The right one lets the next begin anew where it is known who gave it.
    """
    if not quiz.access_code:
        return
    if not code.strip():
        raise CodeRequiredError
    places = {f"access-code/{quiz.pk}/{who}": allowed for who, allowed in most.items()}
    counted = cache.get_many(places)
    if any(counted.get(place, 0) >= allowed for place, allowed in places.items()):
        raise TooManyCodesError(WAIT)
    if not constant_time_compare(code.strip(), quiz.access_code.strip()):
        for place in places:
            cache.add(place, 0, WAIT)
            cache.incr(place)
        raise CodeWrongError
    cache.delete_many(place for place, allowed in places.items() if allowed == MOST_WRONG)
