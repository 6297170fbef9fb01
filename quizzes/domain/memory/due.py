"""When a card is due: a step by its minutes, a known card from the beginning of a study day."""

from __future__ import annotations

from datetime import datetime, timedelta

from quizzes.domain.memory.settings import Settings, day_start, study_day
from quizzes.domain.memory.state import MemoryState, State


def bounds_of_today(now: datetime, settings: Settings) -> tuple[datetime, datetime]:
    """The moments at which the study day of `now` began, and at which the next one begins."""
    today = study_day(now, settings)
    return day_start(today, settings), day_start(today + timedelta(days=1), settings)


def is_due(state: MemoryState, now: datetime, settings: Settings) -> bool:
    """Whether a card is to be asked now.

    A known card is due on a study day. Who has travelled since begins that day at another moment
    than `due_at`, which was the beginning where the card was answered: the day where the learner is
    now counts. What was recalled on this day already waits for the moment itself.
    """
    if state.due_at <= now:
        return True
    start, end = bounds_of_today(now, settings)
    return state.state is State.REVIEW and state.due_at < end and state.reviewed_at < start
