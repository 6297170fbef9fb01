"""The learner of the simulation: what is really remembered, which no schedule knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random

from quizzes.domain.memory.fitting import within_bounds
from quizzes.domain.memory.scheduling import answer, retrievability
from quizzes.domain.memory.settings import CURRENT_PARAMETERS, PARAMETERS, Rating, Settings
from quizzes.domain.memory.state import MemoryState

SPREAD = 0.25
"""How far a learner's numbers lie from the published ones: the sigma of the factors' logarithms."""

FORGOTTEN_AT_ONCE = 0.2
"""The share of new points that do not stick at the first meeting."""

BY_CHOICE = 0.5
"""What choosing right strengthens, as a share of what recall would."""

OPTIONS = 3


class Learner:
    """True memories by point; every chance is drawn from one seeded generator."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        factors = (self.random.lognormvariate(0, SPREAD) for _weight in range(21))
        weights = (w * f for w, f in zip(PARAMETERS[CURRENT_PARAMETERS], factors, strict=True))
        self.weights = within_bounds(list(weights))
        self.settings = Settings(
            parameters="true", fitted=self.weights, learning_steps=(), relearning_steps=()
        )
        self.memories: dict[int, MemoryState] = {}

    def knows(self, point: int, now: datetime) -> float:
        """The chance that the point would be recalled, 0 if it was never met."""
        memory = self.memories.get(point)
        return retrievability(memory, now, self.weights) if memory else 0.0

    def recalls(self, point: int, now: datetime) -> bool:
        """An act of recall, on a card or written in a quiz; the answer is seen afterwards."""
        if point in self.memories:
            is_recalled = self.random.random() < self.knows(point, now)
        else:
            is_recalled = self.random.random() >= FORGOTTEN_AT_ONCE
        self._learn(point, now, Rating.GOOD if is_recalled else Rating.AGAIN, 1.0)
        return is_recalled

    def chooses(self, point: int, now: datetime) -> bool:
        """An answer chosen in a quiz: right when recalled, or by luck, which teaches nothing."""
        if self.random.random() < self.knows(point, now):
            self._learn(point, now, Rating.GOOD, BY_CHOICE)
            return True
        if self.random.random() < 1 / OPTIONS:
            return True
        self._learn(point, now, Rating.AGAIN, 1.0)
        return False

    def _learn(self, point: int, now: datetime, rating: Rating, share: float) -> None:
        before = self.memories.get(point)
        after = answer(before, rating, now, self.settings, "")
        if before is not None and share < 1:
            grown = before.stability + share * (after.stability - before.stability)
            after = replace(after, stability=grown)
        self.memories[point] = replace(after, reviewed_at=now)

    def remembered(self, now: datetime) -> float:
        """How many points would be recalled, expected."""
        return sum(self.knows(point, now) for point in self.memories)
