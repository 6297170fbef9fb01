"""How a learner's cards are scheduled, and their memory as the domain reads it."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings as site

from quizzes.domain.memory.settings import CURRENT_PARAMETERS, Settings
from quizzes.domain.memory.state import MemoryState, State
from quizzes.models import Memory, Review, User


def settings_for(learner: User) -> Settings:
    """What is in force for a learner's next review."""
    return Settings(
        desired_retention=learner.desired_retention,
        zone=_zone(learner.time_zone),
        parameters=CURRENT_PARAMETERS,
    )


def settings_at(review: Review) -> Settings:
    """What was in force when a review was made."""
    return Settings(
        desired_retention=review.desired_retention,
        zone=_zone(review.time_zone),
        parameters=review.parameters,
    )


def zone_name(learner: User) -> str:
    """The name of the zone in which a learner's study day begins."""
    return learner.time_zone or site.TIME_ZONE


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or site.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        # Zones get renamed and removed; a learner who kept an old name can still study.
        return ZoneInfo(site.TIME_ZONE)


def seed_of(learner_id: int, point_id: int) -> str:
    """What the fuzz of a learner's card for a point is drawn from, with the repetition."""
    return f"{learner_id}:{point_id}"


def state_of(memory: Memory) -> MemoryState:
    """A stored memory as the domain reads it."""
    return MemoryState(
        stability=memory.stability,
        difficulty=memory.difficulty,
        state=State(memory.state),
        step=memory.step,
        due_at=memory.due_at,
        reviewed_at=memory.reviewed_at,
        repetitions=memory.repetitions,
        lapses=memory.lapses,
    )
