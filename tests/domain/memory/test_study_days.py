"""A study day runs from 4 a.m. to 4 a.m. by the learner's clock, also when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.memory.scheduling import answer
from quizzes.domain.memory.settings import (
    Rating,
    Settings,
    day_start,
    days_between,
    study_day,
)

SHANGHAI = Settings(zone=ZoneInfo("Asia/Shanghai"), is_fuzzed=False)
FIRST = datetime(2015, 1, 1)  # noqa: DTZ001 - hypothesis takes bounds without a zone
BERLIN = Settings(zone=ZoneInfo("Europe/Berlin"), is_fuzzed=False)


def at(settings: Settings, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=settings.zone)


def test_the_small_hours_belong_to_the_day_before() -> None:
    assert study_day(at(SHANGHAI, 2025, 7, 6, 0, 30), SHANGHAI) == date(2025, 7, 5)
    assert study_day(at(SHANGHAI, 2025, 7, 6, 3, 59), SHANGHAI) == date(2025, 7, 5)
    assert study_day(at(SHANGHAI, 2025, 7, 6, 4, 0), SHANGHAI) == date(2025, 7, 6)


def test_studying_across_midnight_is_one_day_of_study() -> None:
    before, after = at(SHANGHAI, 2025, 7, 5, 23, 50), at(SHANGHAI, 2025, 7, 6, 0, 10)
    assert days_between(before, after, SHANGHAI) == 0
    assert days_between(before, at(SHANGHAI, 2025, 7, 6, 4, 0), SHANGHAI) == 1


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    evening, morning = at(SHANGHAI, 2025, 7, 5, 22, 0), at(SHANGHAI, 2025, 7, 6, 7, 0)
    assert days_between(evening, morning, SHANGHAI) == 1


def test_a_card_answered_after_midnight_is_due_when_the_coming_day_begins() -> None:
    settings = Settings(zone=SHANGHAI.zone, learning_steps=(), is_fuzzed=False)
    now = at(SHANGHAI, 2025, 7, 6, 1, 0)
    due = answer(None, Rating.HARD, now, settings, "seed").due_at
    assert due == at(SHANGHAI, 2025, 7, 6, 4, 0)


def test_the_same_moment_can_be_another_study_day_elsewhere() -> None:
    moment = datetime(2025, 7, 5, 21, tzinfo=UTC)  # 5 a.m. in Shanghai, 11 p.m. in Berlin
    assert study_day(moment, SHANGHAI) == date(2025, 7, 6)
    assert study_day(moment, BERLIN) == date(2025, 7, 5)


def test_days_are_whole_when_clocks_go_forward_and_back() -> None:
    for last_evening, lengths in (
        (at(BERLIN, 2025, 3, 29, 20), timedelta(hours=23)),
        (at(BERLIN, 2025, 10, 25, 20), timedelta(hours=25)),
    ):
        today = study_day(last_evening, BERLIN)
        tomorrow = today + timedelta(days=1)
        assert day_start(tomorrow, BERLIN) - day_start(today, BERLIN) == lengths
        assert days_between(last_evening, day_start(tomorrow, BERLIN), BERLIN) == 1
        wall = day_start(tomorrow, BERLIN).astimezone(BERLIN.zone)
        assert (wall.hour, wall.date()) == (4, tomorrow)


@given(
    st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone)),
    st.datetimes(FIRST, FIRST.replace(year=2035), timezones=st.just(UTC)),
    st.integers(0, 3000),
)
def test_a_day_begins_on_itself_in_every_zone(zone: str, moment: datetime, days: int) -> None:
    settings = Settings(zone=ZoneInfo(zone))
    day = study_day(moment, settings) + timedelta(days=days)
    start = day_start(day, settings)
    assert study_day(start, settings) == day
    assert study_day(start - timedelta(seconds=1), settings) < day
    assert days_between(moment, start, settings) == days
