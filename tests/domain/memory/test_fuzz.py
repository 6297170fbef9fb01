"""Fuzz keeps to the documented ranges, is even over them, and is always the same."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.memory.fuzz import fuzz_bounds, fuzz_factor, place
from quizzes.domain.memory.scheduling import answer
from quizzes.domain.memory.settings import Rating, Settings, days_between


@pytest.mark.parametrize(
    ("interval", "bounds"),
    [
        (1.0, (1, 1)),
        (2.49, (2, 2)),
        (2.5, (2, 4)),  # 1 day
        (7.0, (5, 9)),  # 1 + 15 % of 4.5
        (17.0, (14, 20)),  # 1 + 0.675 + 10 % of 10
        (37.0, (33, 41)),  # 1 + 0.675 + 1.3 + 5 % of 17
        (100.0, (93, 107)),
    ],
)
def test_the_range_is_the_documented_one(interval: float, bounds: tuple[int, int]) -> None:
    assert fuzz_bounds(interval, 1, 36_500) == bounds


@given(st.floats(0.01, 40_000), st.integers(1, 500), st.integers(1, 36_500), st.floats(0, 0.999999))
def test_the_limits_are_kept(interval: float, low: int, high: int, factor: float) -> None:
    day = place(interval, low, high, factor)
    assert min(low, high) <= day <= high
    first, last = fuzz_bounds(interval, min(low, high), high)
    assert first <= day <= last
    assert place(interval, low, high, None) in range(min(low, high), high + 1)


def test_every_day_of_the_range_is_as_likely_as_any_other() -> None:
    days = Counter(place(37.0, 1, 36_500, fuzz_factor(f"7:{n}", 4)) for n in range(45_000))
    assert sorted(days) == list(range(33, 42))
    # 5,000 expected on each of 9 days; 8 degrees of freedom, 26.1 is passed once in a thousand.
    assert sum((count - 5000) ** 2 / 5000 for count in days.values()) < 26.1


def test_learner_point_and_repetition_each_change_the_draw() -> None:
    draws = {
        fuzz_factor(f"{learner}:{point}", repetition)
        for learner in range(10)
        for point in range(10)
        for repetition in range(10)
    }
    assert len(draws) == 1000
    assert all(0 <= draw < 1 for draw in draws)


def test_cards_learned_together_come_apart() -> None:
    now = datetime(2025, 3, 1, 12, tzinfo=UTC)
    days = {
        days_between(now, answer(None, Rating.EASY, now, Settings(), f"7:{n}").due_at, Settings())
        for n in range(100)
    }
    assert days == {6, 7, 8, 9, 10}


def test_an_empty_load_changes_no_day() -> None:
    for number in range(200):
        factor = fuzz_factor(f"7:{number}", 1)
        assert place(30.0, 1, 36_500, factor, [0] * 100) == place(30.0, 1, 36_500, factor)


def test_days_are_drawn_by_the_cards_due_on_them() -> None:
    load = [0, 0, 0, 0, 0, 1, 2, 1, 3, 2]
    days = Counter(place(7.0, 1, 100, fuzz_factor(f"7:{n}", 4), load) for n in range(40_000))
    weights = {day: 1 / (load[day] ** 2 * day) for day in range(5, 10)}
    expected = {day: 40_000 * weight / sum(weights.values()) for day, weight in weights.items()}
    assert sorted(days) == list(expected)
    # 4 degrees of freedom: 18.5 is passed once in a thousand.
    assert sum((days[day] - n) ** 2 / n for day, n in expected.items()) < 18.5


def test_a_day_without_cards_is_preferred_and_none_outside_the_range_is_taken() -> None:
    load = [0, 0, 0, 0, 0, 40, 40, 0, 40, 40, 0, 0]
    days = Counter(place(7.0, 1, 100, fuzz_factor(f"7:{n}", 4), load) for n in range(1000))
    assert days[7] > 990
    assert set(days) <= set(range(5, 10))


def test_what_is_due_in_more_than_ninety_days_is_not_balanced() -> None:
    load = [9] * 95 + [0] * 5
    for number in range(100):
        factor = fuzz_factor(f"7:{number}", 1)
        assert place(90.5, 1, 36_500, factor, load) == place(90.5, 1, 36_500, factor)


@given(
    st.floats(0.01, 200),
    st.integers(1, 120),
    st.floats(0, 0.999999),
    st.lists(st.integers(0, 2000), max_size=100),
)
def test_balancing_keeps_to_the_range(
    interval: float, low: int, factor: float, load: list[int]
) -> None:
    first, last = fuzz_bounds(interval, low, 36_500)
    assert first <= place(interval, low, 36_500, factor, load) <= last
