"""How well parameters foretell the reviews that were made: what fitted ones are judged by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import log

import fsrs

from quizzes.domain.memory.scheduling import answer, retrievability
from quizzes.domain.memory.settings import Rating, Settings
from quizzes.domain.memory.state import MemoryState

LEAST_REVIEWS = 512
"""With fewer, fitted numbers follow chance more than the learner."""

HELD_OUT = 0.2
"""The share of the reviews, the latest, that parameters are judged by and not fitted to."""

START = datetime(2000, 1, 1, 12, tzinfo=UTC)
SURE = 1e-6
"""No prediction counts as surer than this: one mistake would outweigh all the rest."""


@dataclass(frozen=True)
class Recall:
    """One review of a card: its rating, and the study days since the one before (0 for the first).

    `is_held_out` marks those that parameters are judged by.
    """

    rating: Rating
    days: int
    is_held_out: bool = False


History = Sequence[Recall]
"""The reviews of one card by one learner, in their order."""


def within_bounds(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights, each moved into the range that FSRS-6 allows; ValueError if they are not 21."""
    bounds = zip(
        weights,
        fsrs.scheduler.LOWER_BOUNDS_PARAMETERS,
        fsrs.scheduler.UPPER_BOUNDS_PARAMETERS,
        strict=True,
    )
    return tuple(min(max(float(weight), least), most) for weight, least, most in bounds)


def predictions(history: History, weights: tuple[float, ...]) -> list[tuple[float, bool, bool]]:
    """For each review at least a day after the last: the chance foretold, and whether recalled.

    The third member says whether it is held out. Reviews of the same day are followed but not
    foretold: FSRS takes recall within a day for granted.
    """
    settings = Settings(parameters="fitted", fitted=weights, is_fuzzed=False)
    state: MemoryState | None = None
    now, found = START, []
    for recall in history:
        now += timedelta(days=recall.days)
        if state is not None and recall.days > 0:
            chance = retrievability(state, now, weights)
            found.append((chance, recall.rating is not Rating.AGAIN, recall.is_held_out))
        state = replace(answer(state, recall.rating, now, settings, ""), reviewed_at=now)
    return found


def log_loss(histories: Iterable[History], weights: tuple[float, ...]) -> tuple[float, int]:
    """The mean log loss of the held-out reviews and their number; the less the better.

    The loss of a review is -ln p where it was foretold with chance p: 0 for certainty, 0.69 for a
    guess between two. Without held-out reviews it is 0 of 0.
    """
    losses = [
        -log(min(max(chance if is_recalled else 1 - chance, SURE), 1 - SURE))
        for history in histories
        for chance, is_recalled, is_held_out in predictions(history, weights)
        if is_held_out
    ]
    return (sum(losses) / len(losses) if losses else 0.0), len(losses)
