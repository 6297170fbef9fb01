"""Following a learner's events of review: the memory is derived from them, and only from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizzes.domain.memory.evidence import QuizAnswer, after_quiz, met
from quizzes.domain.memory.scheduling import answer
from quizzes.domain.memory.settings import Rating, Settings
from quizzes.domain.memory.state import MemoryState


@dataclass(frozen=True)
class Event:
    """One review as it counted when it was made: with the settings that were in force then.

    `quiz` holds what a quiz answer tells; it is None for a card.
    """

    rating: Rating
    at: datetime
    settings: Settings
    quiz: QuizAnswer | None = None


def follow(state: MemoryState | None, event: Event, seed: str) -> MemoryState | None:
    """The memory after an event."""
    if event.quiz is None:
        return answer(state, event.rating, event.at, event.settings, seed)
    return after_quiz(state, event.quiz, event.at, event.settings, seed)


def corrected(
    state: MemoryState | None, at: datetime, settings: Settings, seed: str
) -> MemoryState | None:
    """The memory after the truth was corrected: what was known was wrong, and is asked anew.

    A point that was not met stays so; any other one is due at once, as one that was only met.
    """
    return met(at, settings, seed) if state is not None else None
