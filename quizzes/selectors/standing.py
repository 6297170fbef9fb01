"""How a learner stands with a quiz: whether they can take it now, and which score counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizzes.domain.grading import counting_share, is_passed
from quizzes.models import Attempt, Quiz

if TYPE_CHECKING:
    from quizzes.selectors.withheld import TellableAttempt

EARLY, CLOSED, USED_UP, OPEN = "early", "closed", "used_up", "open"


@dataclass(frozen=True)
class Standing:
    """`state` says whether an attempt can be started: "early", "closed", "used_up" or "open".

    `share` is the score that counts by `grading`, 0 to 1; None while there is none to be told.
    `is_passed` is None where nothing is to be passed, or nothing has been told. `untold` attempts
    are submitted, and their results wait. `time_limit` is in minutes, without extra time.
    """

    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    time_limit: int | None
    attempts_allowed: int | None
    attempts_left: int | None
    needs_code: bool
    grading: str
    pass_mark: float | None
    share: float | None
    is_passed: bool | None
    untold: int


def standing(quiz: Quiz, attempts: Sequence[TellableAttempt], now: datetime) -> Standing:
    """How a learner stands with their attempts. No query."""
    told = sorted((each for each in attempts if _is_told(each)), key=_handed_in)
    share = counting_share([share_of(each) for each in told], quiz.grading)
    allowed = quiz.attempts_allowed
    left = None if allowed is None else max(0, allowed - len(attempts))
    return Standing(
        state=_state(quiz, left, now),
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        time_limit=quiz.time_limit,
        attempts_allowed=allowed,
        attempts_left=left,
        needs_code=bool(quiz.access_code),
        grading=quiz.grading,
        pass_mark=quiz.pass_mark,
        share=share,
        is_passed=is_passed(share, quiz.pass_mark),
        untold=sum(each.submitted_at is not None for each in attempts) - len(told),
    )


def share_of(attempt: Attempt) -> float:
    """What a submitted attempt earned of what could be earned, 0 to 1."""
    return (attempt.score or 0.0) / attempt.max_score if attempt.max_score else 0.0


def _is_told(attempt: TellableAttempt) -> bool:
    return attempt.submitted_at is not None and not attempt.is_withheld


def _handed_in(attempt: Attempt) -> tuple[datetime, datetime]:
    assert attempt.submitted_at is not None
    return attempt.submitted_at, attempt.started_at


def _state(quiz: Quiz, left: int | None, now: datetime) -> str:
    if quiz.opens_at is not None and now < quiz.opens_at:
        return EARLY
    if quiz.closes_at is not None and now >= quiz.closes_at:
        return CLOSED
    return USED_UP if left == 0 else OPEN
