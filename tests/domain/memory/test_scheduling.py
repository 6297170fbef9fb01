"""Buttons promise what answers do; hard comes before good before easy; days begin at 4 a.m."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.memory.scheduling import (
    answer,
    exact_interval,
    preview,
    retrievability,
)
from quizzes.domain.memory.settings import (
    Rating,
    Settings,
    day_start,
    days_between,
    study_day,
)
from quizzes.domain.memory.state import MemoryState, State

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
ZONES = ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Auckland")

FIRST = datetime(2020, 1, 1)  # noqa: DTZ001 - hypothesis takes bounds without a zone
moments = st.datetimes(FIRST, FIRST.replace(year=2040), timezones=st.just(UTC))
settings_of_learners = st.builds(
    Settings,
    desired_retention=st.floats(0.70, 0.97),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    learning_steps=st.sampled_from([(), (timedelta(minutes=1), timedelta(minutes=10))]),
    relearning_steps=st.sampled_from([(), (timedelta(minutes=10),)]),
    maximum_interval=st.sampled_from([1, 30, 36_500]),
    is_fuzzed=st.booleans(),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[MemoryState | None, datetime, Settings]:
    """A memory after some answers, and a later moment."""
    settings, now = draw(settings_of_learners), draw(moments)
    state = None
    for rating in draw(st.lists(st.sampled_from(Rating), max_size=6)):
        state = answer(state, rating, now, settings, "seed")
        now += timedelta(hours=draw(st.integers(0, 24 * 400)))
    return state, now, settings


def test_a_button_promises_exactly_what_the_answer_does() -> None:
    @given(histories(), st.sampled_from(Rating))
    def promises(history: tuple[MemoryState | None, datetime, Settings], rating: Rating) -> None:
        state, now, settings = history
        offered = preview(state, now, settings, "seed")
        assert offered[rating] == answer(state, rating, now, settings, "seed")

    promises()


@given(histories())
def test_hard_is_due_before_good_and_good_before_easy(
    history: tuple[MemoryState | None, datetime, Settings],
) -> None:
    state, now, settings = history
    offered = preview(state, now, settings, "seed")
    longest = day_start(
        study_day(max(now, state.reviewed_at if state else now), settings)
        + timedelta(days=settings.maximum_interval),
        settings,
    )
    hard, good, easy = (offered[r].due_at for r in (Rating.HARD, Rating.GOOD, Rating.EASY))
    assert hard < good or good >= longest
    assert good < easy or easy >= longest
    assert easy <= longest


@given(histories(), st.integers(1, 10_000))
def test_a_clock_that_ran_backwards_counts_as_standing_still(
    history: tuple[MemoryState | None, datetime, Settings], hours: int
) -> None:
    state, _now, settings = history
    state = state or answer(None, Rating.GOOD, NOW, settings, "seed")
    back = state.reviewed_at - timedelta(hours=hours)
    for rating, after in preview(state, back, settings, "seed").items():
        assert after == answer(state, rating, state.reviewed_at, settings, "seed")
        assert after.due_at >= after.reviewed_at == state.reviewed_at


@given(histories(), st.sampled_from(Rating))
def test_a_memory_stays_within_its_bounds(
    history: tuple[MemoryState | None, datetime, Settings], rating: Rating
) -> None:
    state, now, settings = history
    after = answer(state, rating, now, settings, "seed")
    assert after.stability > 0
    assert 1 <= after.difficulty <= 10
    assert after.repetitions == (state.repetitions if state else 0) + 1
    assert (after.step is None) == (after.state is State.REVIEW)
    assert MemoryState.from_json(after.to_json()) == after


def test_the_result_is_the_same_in_another_process() -> None:
    code = (
        "from datetime import *\n"
        "from quizzes.domain.memory.scheduling import *\n"
        "from quizzes.domain.memory.settings import *\n"
        "s = None\n"
        "now = datetime(2025, 3, 1, 12, tzinfo=UTC)\n"
        "for _ in range(6):\n"
        "    s = answer(s, Rating.EASY, now, Settings(), '7:9'); now = s.due_at\n"
        "print(s)\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_a_known_card_that_is_forgotten_has_lapsed_once_and_is_learned_again() -> None:
    known = answer(None, Rating.EASY, NOW, Settings(), "seed")
    forgotten = answer(known, Rating.AGAIN, known.due_at, Settings(), "seed")
    again = answer(forgotten, Rating.AGAIN, forgotten.due_at, Settings(), "seed")
    assert (known.state, known.lapses) == (State.REVIEW, 0)
    assert (forgotten.state, forgotten.step, forgotten.lapses) == (State.RELEARNING, 0, 1)
    assert again.lapses == 1
    assert forgotten.due_at == known.due_at + timedelta(minutes=10)


def test_the_chance_of_recall_falls_to_nine_in_ten_after_the_stability() -> None:
    state = replace(answer(None, Rating.EASY, NOW, Settings(), "seed"), stability=20.0)
    assert retrievability(state, NOW) == 1
    assert retrievability(state, NOW + timedelta(days=20)) == pytest.approx(0.9)
    assert retrievability(state, NOW - timedelta(days=1)) == 1


def test_a_card_is_due_when_recall_has_fallen_to_the_desired_retention() -> None:
    for retention in (0.70, 0.85, 0.97):
        settings = Settings(desired_retention=retention, is_fuzzed=False)
        state = replace(
            answer(None, Rating.EASY, NOW, settings, "seed"),
            stability=300.0,
            due_at=NOW + timedelta(days=300),
        )
        after = answer(state, Rating.GOOD, NOW + timedelta(days=300), settings, "seed")
        days = days_between(after.reviewed_at, after.due_at, settings)
        reached = retrievability(after, after.reviewed_at + timedelta(days=days))
        assert reached == pytest.approx(retention, abs=0.002)


@pytest.mark.parametrize(
    "wrong",
    [
        {"desired_retention": 0.69},
        {"desired_retention": 0.98},
        {"parameters": "unheard-of"},
        {"maximum_interval": 0},
        {"rollover_hour": 24},
    ],
)
def test_settings_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Settings(**wrong)


@pytest.mark.parametrize("days_early", [3, 5, 7])
def test_fuzz_never_takes_back_the_growth_of_an_interval(days_early: int) -> None:
    settings, checked = Settings(), 0
    for number in range(300):
        seed = f"7:{number}"
        first = answer(None, Rating.EASY, NOW, settings, seed)
        known = answer(first, Rating.GOOD, first.due_at, settings, seed)
        last = days_between(first.due_at, known.due_at, settings)
        # Early, so that the interval grows by less than the fuzz is wide.
        now = known.due_at - timedelta(days=last - days_early)
        for rating, after in preview(known, now, settings, seed).items():
            has_grown = round(exact_interval(after.stability, settings)) > last
            if rating is not Rating.AGAIN and has_grown:
                checked += 1
                assert days_between(now, after.due_at, settings) > last
    assert checked > 100


@pytest.mark.parametrize(
    ("last", "days"), [(9, 12), (12, 12), (13, 13), (14, 14), (15, 12), (40, 12)]
)
def test_an_interval_that_fell_by_no_more_than_fuzz_stays_as_it_was(last: int, days: int) -> None:
    settings = Settings(is_fuzzed=False)
    known = replace(
        answer(None, Rating.EASY, NOW, settings, "seed"),
        stability=11.6,  # the whole of its fuzz ends after 14 days
        difficulty=9.9,
        due_at=day_start(study_day(NOW, settings) + timedelta(days=last), settings),
    )
    after = answer(known, Rating.HARD, NOW + timedelta(hours=1), settings, "seed")
    assert days_between(NOW, after.due_at, settings) == days
