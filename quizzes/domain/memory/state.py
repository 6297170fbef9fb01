"""The memory of one learner for one point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a card stands: on its first steps, known, or forgotten and on steps again."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True)
class MemoryState:
    """Stability in days, difficulty 1 to 10, and when the card is due; times know their zone.

    `step` is the position among the steps, None for a known card. `repetitions` counts the answers
    that told of the memory; a state with none was met in a quiz and waits to be recalled. `lapses`
    counts how often a known card was forgotten.
    """

    stability: float
    difficulty: float
    state: State
    step: int | None
    due_at: datetime
    reviewed_at: datetime
    repetitions: int = 0
    lapses: int = 0

    def to_json(self) -> dict[str, Any]:
        """The state as JSON: `MemoryState.from_json(state.to_json()) == state`, to the last bit."""
        members = asdict(self)
        return {
            **members,
            "state": self.state.value,
            "due_at": self.due_at.isoformat(),
            "reviewed_at": self.reviewed_at.isoformat(),
        }

    @classmethod
    def from_json(cls, members: Mapping[str, Any]) -> MemoryState:
        """The state that `to_json` wrote."""
        return cls(
            **{
                **members,
                "state": State(members["state"]),
                "due_at": datetime.fromisoformat(members["due_at"]),
                "reviewed_at": datetime.fromisoformat(members["reviewed_at"]),
            }
        )
