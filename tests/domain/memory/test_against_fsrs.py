"""Our schedules are those of the `fsrs` package, given the same study days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import fsrs
import pytest

from quizzes.domain.memory.fuzz import fuzz_bounds
from quizzes.domain.memory.scheduling import answer, exact_interval, preview
from quizzes.domain.memory.settings import PARAMETERS, Rating, Settings, days_between
from quizzes.domain.memory.state import MemoryState, State

HISTORIES = 10_000
START = datetime(2025, 1, 1, 12, tzinfo=UTC)
NO_STEPS: tuple[timedelta, ...] = ()
STATES = {
    State.LEARNING: fsrs.State.Learning,
    State.REVIEW: fsrs.State.Review,
    State.RELEARNING: fsrs.State.Relearning,
}


def test_our_default_parameters_are_those_of_the_package() -> None:
    assert Settings().weights == fsrs.scheduler.DEFAULT_PARAMETERS


def test_six_times_good_without_steps_gives_the_published_sequence() -> None:
    settings = Settings(learning_steps=NO_STEPS, relearning_steps=NO_STEPS, is_fuzzed=False)
    state, now, days = None, START, []
    for _turn in range(6):
        state = answer(state, Rating.GOOD, now, settings, "seed")
        days.append(days_between(now, state.due_at, settings))
        now = state.due_at
    assert days == [2, 11, 46, 163, 497, 1346]


def in_order(
    scheduler: fsrs.Scheduler,
    cards: dict[Rating, fsrs.Card],
    moment: datetime,
    last: int,
    settings: Settings,
) -> dict[Rating, int]:
    """The package's days for each rating, with what their order and the last interval add."""
    days, floor = {}, 1
    for rating, card in cards.items():
        own = scheduler._next_interval(stability=card.stability)
        is_known = card.state == fsrs.State.Review
        if is_known:
            assert (card.due - moment).days == own
        days[rating] = own
        if rating is not Rating.AGAIN:
            exact = exact_interval(card.stability, settings)
            is_within_fuzz = own <= last <= fuzz_bounds(exact, 1, 36_500)[1]
            days[rating] = min(36_500, max(own, floor, last if is_within_fuzz else 1))
        if rating is Rating.GOOD or (is_known and rating is not Rating.AGAIN):
            floor = days[rating] + 1
    return days


def assert_same(
    ours: MemoryState, theirs: fsrs.Card, now: datetime, days: int, moment: datetime
) -> None:
    assert ours.stability == theirs.stability
    assert ours.difficulty == theirs.difficulty
    assert STATES[ours.state] == theirs.state
    assert ours.step == theirs.step
    if ours.state is State.REVIEW:
        assert days_between(now, ours.due_at, Settings()) == days
    else:
        assert ours.due_at - now == theirs.due - moment


def follow_one_history(random: Random) -> None:
    has_steps = random.random() < 0.7
    ours_settings = Settings(
        desired_retention=random.choice((0.70, 0.8, 0.9, 0.97)),
        is_fuzzed=False,
        **({} if has_steps else {"learning_steps": NO_STEPS, "relearning_steps": NO_STEPS}),
    )
    scheduler = fsrs.Scheduler(
        parameters=next(iter(PARAMETERS.values())),
        desired_retention=ours_settings.desired_retention,
        learning_steps=ours_settings.learning_steps,
        relearning_steps=ours_settings.relearning_steps,
        enable_fuzzing=False,
    )
    card = fsrs.Card(card_id=1, due=START)
    state, day, hour, last = None, 0, 12.0, 0
    for _turn in range(random.randint(1, 7)):
        # The package gets whole days; we get hours of the day between two rollovers.
        moment = START + timedelta(days=day)
        now = datetime(2025, 1, 1, 4, tzinfo=UTC) + timedelta(days=day, hours=hour)
        theirs = {
            rating: scheduler.review_card(card, fsrs.Rating(int(rating)), moment)[0]
            for rating in Rating
        }
        days = in_order(scheduler, theirs, moment, last, ours_settings)
        offered = preview(state, now, ours_settings, "seed")
        for rating in Rating:
            assert_same(offered[rating], theirs[rating], now, days[rating], moment)
        rating = random.choice(list(Rating))
        card, state = theirs[rating], offered[rating]
        last = days[rating] if state.state is State.REVIEW else 0
        passed = random.choice((0, 0, 1, 2, days[rating], days[rating] * 3))
        day += min(passed, 2000)
        hour = random.uniform(hour if passed == 0 else 0, 23.99)


@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_random_histories_are_scheduled_like_the_package(part: int) -> None:
    random = Random(part)
    for _history in range(HISTORIES // 10):
        follow_one_history(random)
