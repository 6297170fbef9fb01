"""Cards to come and days of study, counted in the study days of the learner's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.memory.settings import Settings, study_day
from quizzes.domain.progress.days import calendar, forecast

SHANGHAI = Settings(zone=ZoneInfo("Asia/Shanghai"))
NOON = datetime(2025, 7, 6, 4, tzinfo=UTC)  # in Shanghai, a Sunday
ZONES = st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York", "Asia/Kathmandu"])
START = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.lists(
    st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    max_size=30,
)


def test_a_card_due_at_3_in_the_morning_belongs_to_the_day_before() -> None:
    three, four = datetime(2025, 7, 6, 19, tzinfo=UTC), datetime(2025, 7, 6, 20, tzinfo=UTC)
    found = forecast([three, four], NOON, SHANGHAI)
    assert [day.count for day in found.days[:3]] == [1, 1, 0]
    assert found.days[1].day == date(2025, 7, 7)


def test_what_is_overdue_counts_today_and_what_is_far_off_not_at_all() -> None:
    day = timedelta(days=1)
    found = forecast(
        [NOON - 9 * day, NOON - day, NOON, NOON + 29 * day, NOON + 30 * day], NOON, SHANGHAI
    )
    assert (found.today, found.overdue, found.total) == (3, 2, 4)
    assert len(found.days) == 30
    assert found.days[29].count == 1


def test_at_1_in_the_morning_it_is_still_yesterday() -> None:
    night = datetime(2025, 7, 6, 17, tzinfo=UTC)  # 1 a.m. on Monday in Shanghai
    assert forecast([], night, SHANGHAI).days[0].day == date(2025, 7, 6)
    assert calendar([night], night, SHANGHAI)[-1].day == date(2025, 7, 6)
    assert calendar([night], night, SHANGHAI)[-1].count == 1


@given(MOMENTS, ZONES)
def test_each_card_due_within_the_days_is_counted_once(due: list[datetime], zone: str) -> None:
    settings = Settings(zone=ZoneInfo(zone))
    found = forecast(due, NOON, settings)
    last = found.days[-1].day
    assert found.total == sum(study_day(each, settings) <= last for each in due)
    assert found.overdue <= found.today
    assert all(
        b.day - a.day == timedelta(days=1) for a, b in zip(found.days, found.days[1:], strict=False)
    )


@given(MOMENTS, ZONES)
def test_each_answer_is_counted_on_its_study_day(moments: list[datetime], zone: str) -> None:
    """Also on the days when clocks change."""
    settings = Settings(zone=ZoneInfo(zone))
    days = calendar(moments, NOON, settings)
    assert days[0].day.weekday() == 0
    assert days[-1].day == study_day(NOON, settings)
    for day in days:
        assert day.count == sum(study_day(each, settings) == day.day for each in moments)
