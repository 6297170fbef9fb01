"""How a learner stands with a point, in one word."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from quizzes.domain.memory.scheduling import retrievability
from quizzes.domain.memory.settings import Settings, day_start, study_day
from quizzes.domain.memory.state import MemoryState, State

SLACK = 0.05
"""How far below the desired retention a known point may stand before it is said to slip.

Days are whole and fuzzed: a card that is not even due may have fallen below it by some hundredths.
"""


class Mastery(StrEnum):
    """From never met to known, and back; `KEPT_BACK` where an open quiz asks about it."""

    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"
    SLIPPING = "slipping"
    KEPT_BACK = "kept_back"


def mastery_of(state: MemoryState | None, now: datetime, settings: Settings) -> Mastery:
    """How a learner stands with a point whose memory is `state` (None: never met).

    - **new**: never met, in a quiz or on a card.
    - **learning**: met, but its first steps are not passed: in a quiz only, or on a card today.
    - **slipping**: was known, and was forgotten since and is on steps again; or is due since an
      earlier study day; or its chance of recall is more than `SLACK` below what is desired.
    - **known**: passed its steps, and is none of these.
    """
    if state is None:
        return Mastery.NEW
    if state.state is State.LEARNING:
        return Mastery.LEARNING
    is_overdue = state.due_at < day_start(study_day(now, settings), settings)
    if state.state is State.RELEARNING or is_overdue:
        return Mastery.SLIPPING
    chance = retrievability(state, now, settings.weights)
    return Mastery.KNOWN if chance >= settings.desired_retention - SLACK else Mastery.SLIPPING
