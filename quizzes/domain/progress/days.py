"""Counts by study day: the cards to come, and the days on which something was studied."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quizzes.domain.memory.settings import Settings, day_start, study_day

FORECAST_DAYS = 30
CALENDAR_WEEKS = 26


@dataclass(frozen=True)
class DayCount:
    """How much falls on a study day of the learner."""

    day: date
    count: int


@dataclass(frozen=True)
class Forecast:
    """Cards that fall due on each day from today on, if nothing is studied before.

    `overdue` of today's were due on an earlier study day.
    """

    days: tuple[DayCount, ...]
    overdue: int

    @property
    def today(self) -> int:
        """Due today or earlier."""
        return self.days[0].count

    @property
    def total(self) -> int:
        """Due on any of the days."""
        return sum(day.count for day in self.days)


def forecast(
    due: Iterable[datetime], now: datetime, settings: Settings, days: int = FORECAST_DAYS
) -> Forecast:
    """When each card is due, counted by study day from today; what is overdue counts today.

    >>> from datetime import UTC
    >>> noon = datetime(2025, 7, 6, 12, tzinfo=UTC)
    >>> found = forecast([noon - timedelta(days=3), noon, noon + timedelta(days=1)], noon,
    ...                  Settings(), days=2)
    >>> [day.count for day in found.days], found.overdue
    ([2, 1], 1)
    """
    today = study_day(now, settings)
    counts: Counter[int] = Counter()
    for due_at, cards in Counter(due).items():  # known cards share the moments when days begin
        counts[(study_day(due_at, settings) - today).days] += cards
    overdue = sum(cards for day, cards in counts.items() if day < 0)
    shown = (
        DayCount(today + timedelta(days=n), counts[n] + (0 if n else overdue)) for n in range(days)
    )
    return Forecast(tuple(shown), overdue)


def calendar_start(today: date, weeks: int = CALENDAR_WEEKS) -> date:
    """The Monday with which a calendar of whole weeks begins that ends with this one.

    >>> calendar_start(date(2025, 7, 6), weeks=2)  # a Sunday
    datetime.date(2025, 6, 23)
    """
    return today - timedelta(days=today.weekday() + 7 * (weeks - 1))


def calendar(
    moments: Iterable[datetime], now: datetime, settings: Settings, weeks: int = CALENDAR_WEEKS
) -> tuple[DayCount, ...]:
    """How many of the moments lie in each study day of whole weeks, Monday first, up to today.

    What is earlier or, by a clock that ran ahead, later than these days is left out.

    >>> from datetime import UTC
    >>> sunday = datetime(2025, 7, 6, 12, tzinfo=UTC)
    >>> days = calendar([sunday, sunday, sunday - timedelta(hours=9)], sunday, Settings(), weeks=1)
    >>> [day.count for day in days]
    [0, 0, 0, 0, 0, 1, 2]
    """
    today = study_day(now, settings)
    first = calendar_start(today, weeks)
    shown = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    starts = [day_start(day, settings) for day in (*shown, today + timedelta(days=1))]
    counts = Counter(bisect_right(starts, moment) - 1 for moment in moments)
    return tuple(DayCount(day, counts[n]) for n, day in enumerate(shown))
