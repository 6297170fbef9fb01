"""Answering a card: FSRS-6 by the `fsrs` package, in study days, ordered and fuzzed by us.

The package is given only whole study days between two answers (its own count of 24-hour periods
lets a card studied at 9 one evening and at 8 the next count as "the same day"), and is never asked
for fuzz (its own is unseeded, and reaches one day too far).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import fsrs

from quizzes.domain.memory.fuzz import fuzz_bounds, fuzz_factor, place
from quizzes.domain.memory.settings import (
    CURRENT_PARAMETERS,
    PARAMETERS,
    Rating,
    Settings,
    day_start,
    days_between,
    study_day,
)
from quizzes.domain.memory.state import MemoryState, State

# The package counts from a moment of ours: only the days since the last answer reach it.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
PACKAGE_STATES = {
    State.LEARNING: fsrs.State.Learning,
    State.REVIEW: fsrs.State.Review,
    State.RELEARNING: fsrs.State.Relearning,
}
OUR_STATES = {theirs: ours for ours, theirs in PACKAGE_STATES.items()}


@dataclass(frozen=True)
class Outcome:
    """What FSRS makes of one rating; `wait` counts only where the card is on a step."""

    stability: float
    difficulty: float
    state: State
    step: int | None
    wait: timedelta

    @property
    def is_known(self) -> bool:
        return self.state is State.REVIEW


def answer(
    state: MemoryState | None, rating: Rating, now: datetime, settings: Settings, seed: str
) -> MemoryState:
    """The memory after an answer: what `preview` showed for that rating.

    `state` is None for a card never met; `seed` stands for the learner and the point. A clock that
    runs backwards counts as standing still.
    """
    return preview(state, now, settings, seed)[rating]


def preview(
    state: MemoryState | None, now: datetime, settings: Settings, seed: str
) -> dict[Rating, MemoryState]:
    """The memory after each rating, with hard < good < easy among days, unless the maximum binds.

    After recall, chance alone brings no card back sooner than the last time: see `_least`.
    """
    if state is not None:
        now = max(now, state.reviewed_at)
    outcomes = {rating: _review(state, rating, now, settings) for rating in Rating}
    factor = fuzz_factor(seed, state.repetitions if state else 0) if settings.is_fuzzed else None
    days = _days(outcomes, _last_interval(state, settings), settings, factor)
    return {
        rating: _after(state, rating, outcome, days[rating], now, settings)
        for rating, outcome in outcomes.items()
    }


def retrievability(
    state: MemoryState,
    now: datetime,
    weights: Sequence[float] = PARAMETERS[CURRENT_PARAMETERS],
) -> float:
    """The chance of recall at a moment, 0 to 1: R = (1 + F·t/S)^-d, F such that R(S) = 0.9.

    t is in days, fractions included. Formula: FSRS-6, "The Algorithm", open-spaced-repetition.
    """
    decay = -weights[20]
    elapsed = max(0.0, (now - state.reviewed_at) / timedelta(days=1))
    return float((1 + (0.9 ** (1 / decay) - 1) * elapsed / state.stability) ** decay)


def exact_interval(stability: float, settings: Settings) -> float:
    """Days, fractions included, until retrievability falls to the desired retention."""
    decay = -settings.weights[20]
    factor = 0.9 ** (1 / decay) - 1
    return float(stability / factor * (settings.desired_retention ** (1 / decay) - 1))


def days_until_due(
    stability: float, state: MemoryState | None, settings: Settings, seed: str
) -> int:
    """The days that a stability alone gives, fuzzed like an answer's but compared with no other."""
    factor = fuzz_factor(seed, state.repetitions if state else 0) if settings.is_fuzzed else None
    return place(
        exact_interval(stability, settings), 1, settings.maximum_interval, factor, settings.load
    )


def due_in(days: int, now: datetime, settings: Settings) -> datetime:
    """The start of the study day that is so many days after that of `now`."""
    return day_start(study_day(now, settings) + timedelta(days=days), settings)


@lru_cache(maxsize=256)
def _scheduler(
    weights: tuple[float, ...],
    retention: float,
    learning_steps: tuple[timedelta, ...],
    relearning_steps: tuple[timedelta, ...],
    maximum_interval: int,
) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        parameters=weights,
        desired_retention=retention,
        learning_steps=learning_steps,
        relearning_steps=relearning_steps,
        maximum_interval=maximum_interval,
        enable_fuzzing=False,
    )


def _review(
    state: MemoryState | None, rating: Rating, now: datetime, settings: Settings
) -> Outcome:
    scheduler = _scheduler(
        settings.weights,
        settings.desired_retention,
        settings.learning_steps,
        settings.relearning_steps,
        settings.maximum_interval,
    )
    moment = EPOCH
    if state is not None:
        moment += timedelta(days=days_between(state.reviewed_at, now, settings))
    card, _log = scheduler.review_card(_card(state), fsrs.Rating(int(rating)), moment)
    assert card.stability is not None
    assert card.difficulty is not None
    return Outcome(
        card.stability, card.difficulty, OUR_STATES[card.state], card.step, card.due - moment
    )


def _card(state: MemoryState | None) -> fsrs.Card:
    # With an id given the package does not wait a millisecond to make one.
    if state is None or not state.repetitions:
        return fsrs.Card(card_id=0, due=EPOCH)
    return fsrs.Card(
        card_id=0,
        state=PACKAGE_STATES[state.state],
        step=state.step,
        stability=state.stability,
        difficulty=state.difficulty,
        due=EPOCH,
        last_review=EPOCH,
    )


def _last_interval(state: MemoryState | None, settings: Settings) -> int:
    if state is None or state.state is not State.REVIEW:
        return 0
    return days_between(state.reviewed_at, state.due_at, settings)


def _days(
    outcomes: dict[Rating, Outcome], last: int, settings: Settings, factor: float | None
) -> dict[Rating, int]:
    maximum = settings.maximum_interval
    days: dict[Rating, int] = {}
    floor = 1
    for rating, outcome in outcomes.items():
        interval = exact_interval(outcome.stability, settings)
        if rating is Rating.AGAIN:
            days[rating] = place(interval, 1, maximum, factor, settings.load)
            continue
        least = max(floor, _least(interval, last, maximum))
        days[rating] = place(interval, least, maximum, factor, settings.load)
        # A button that leads to a step counts in minutes, so that any day is longer; only easy,
        # which skips the steps, must still be longer than good would be without them.
        if outcome.is_known or rating is Rating.GOOD:
            floor = days[rating] + 1
    return days


def _least(interval: float, last: int, maximum: int) -> int:
    """The fewest days after recall: chance alone brings no card back sooner than the last time.

    An interval that grows is at least a day longer. One that has fallen by no more than fuzz could
    account for stays as it was; one that has fallen further (the desired retention was raised, or
    the card came back early) is free. This is how Anki 26.9 behaves.
    """
    if round(interval) > last:
        return last + 1
    return last if last <= fuzz_bounds(interval, 1, maximum)[1] else 1


def _after(
    state: MemoryState | None,
    rating: Rating,
    outcome: Outcome,
    days: int,
    now: datetime,
    settings: Settings,
) -> MemoryState:
    due_at = due_in(days, now, settings) if outcome.is_known else now + outcome.wait
    was_known = state is not None and state.state is State.REVIEW
    after = MemoryState(
        stability=outcome.stability,
        difficulty=outcome.difficulty,
        state=outcome.state,
        step=outcome.step,
        due_at=due_at,
        reviewed_at=now,
        repetitions=1,
        lapses=int(was_known and rating is Rating.AGAIN),
    )
    if state is None:
        return after
    return replace(after, repetitions=state.repetitions + 1, lapses=state.lapses + after.lapses)
