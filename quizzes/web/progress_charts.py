"""Geometry of the charts of a learner's progress; lengths are per cent of the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log

from quizzes.domain.progress.days import DayCount
from quizzes.domain.progress.mastery import Mastery
from quizzes.domain.progress.retention import Retention
from quizzes.domain.progress.spread import Spread

LEFT, RIGHT, TOP, BOTTOM = 12.0, 100.0, 12.0, 86.0


def _scale(share: float, start: float, end: float) -> float:
    return round(start + min(max(share, 0.0), 1.0) * (end - start), 2)


@dataclass(frozen=True)
class Bar:
    """One day's column; `x` is its left edge, `middle` where a word above it is centred."""

    day: DayCount
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Grid:
    """A line across the drawing, and what it stands for."""

    y: float
    value: float


@dataclass(frozen=True)
class BarChart:
    bars: tuple[Bar, ...]
    grid: tuple[Grid, ...]
    base: float = BOTTOM


def bar_chart(days: Sequence[DayCount]) -> BarChart:
    """Columns from today on, and lines at nothing, half and the top.

    >>> from datetime import date
    >>> chart = bar_chart([DayCount(date(2025, 7, 6), 3), DayCount(date(2025, 7, 7), 0)])
    >>> [(bar.x, bar.width, bar.height) for bar in chart.bars], [line.value for line in chart.grid]
    ([(16.4, 35.2, 55.5), (60.4, 35.2, 0.0)], [0, 2, 4])
    """
    top = round_top(max(day.count for day in days))
    step = (RIGHT - LEFT) / len(days)
    bars = []
    for n, day in enumerate(days):
        height = round(day.count / top * (BOTTOM - TOP), 2)
        x, width = round(LEFT + step * (n + 0.1), 2), round(step * 0.8, 2)
        bars.append(Bar(day, x, round(BOTTOM - height, 2), width, height))
    grid = (Grid(_scale(n / 2, BOTTOM, TOP), top * n // 2) for n in (0, 1, 2))
    return BarChart(tuple(bars), tuple(grid))


def round_top(most: int) -> int:
    """The next even number that is quickly read: where the axis ends.

    >>> [round_top(most) for most in (0, 1, 3, 9, 11, 47, 120)]
    [2, 2, 4, 10, 20, 60, 200]
    """
    if most <= 2:
        return 2
    unit = 2 if most <= 10 else 2 * 10 ** (len(str(most)) - 1)
    return ceil(most / unit) * unit


@dataclass(frozen=True)
class Square:
    """A day of the calendar in units of a cell: the more was studied, the larger it is."""

    day: DayCount
    x: float
    y: float
    size: float
    level: int


LEVELS = (1, 10, 25, 50)
"""From how many answers on a day's square is one size larger."""
SIZES = (0.2, 0.4, 0.56, 0.72, 0.9)


def level_of(count: int) -> int:
    """
    >>> [level_of(count) for count in (0, 1, 9, 10, 200)]
    [0, 1, 1, 2, 4]
    """
    return sum(count >= least for least in LEVELS)


def squares(days: Sequence[DayCount]) -> tuple[Square, ...]:
    """A column for each week, Monday above."""
    return tuple(_square(day, n // 7, n % 7) for n, day in enumerate(days))


def _square(day: DayCount, column: int, row: int) -> Square:
    level = level_of(day.count)
    margin = (1 - SIZES[level]) / 2
    return Square(day, round(column + margin, 2), round(row + margin, 2), SIZES[level], level)


@dataclass(frozen=True)
class Reached:
    """One period of retention: where its share, interval and what was desired stand."""

    period: Retention
    x: float
    share: float
    low: float
    high: float
    desired: float
    left: float
    right: float


@dataclass(frozen=True)
class RetentionChart:
    periods: tuple[Reached, ...]
    grid: tuple[Grid, ...]


def retention_chart(periods: Sequence[Retention]) -> RetentionChart:
    """Periods with enough recalls; the axis begins at one half unless some interval is below."""
    lows = [period.interval[0] for period in periods if period.is_enough and period.interval]
    floor = 0.0 if any(low < 0.5 for low in lows) else 0.5
    step = (RIGHT - LEFT) / len(periods)

    def height(share: float) -> float:
        return _scale((share - floor) / (1 - floor), BOTTOM, TOP)

    drawn = []
    for n, period in enumerate(periods):
        if not period.is_enough or not period.interval or period.desired is None:
            continue
        x = LEFT + step * (n + 0.5)
        low, high = map(height, period.interval)
        reached = Reached(
            *(period, round(x, 2), height(period.recalled / period.n), low, high),
            *(height(period.desired), round(x - step * 0.35, 2), round(x + step * 0.35, 2)),
        )
        drawn.append(reached)
    shares = (floor, (1 + floor) / 2, 1.0)
    return RetentionChart(tuple(drawn), tuple(Grid(height(share), share) for share in shares))


SHORTEST, LONGEST = 0.5, 730.0
MARKS = (1, 7, 30, 365)
"""Days that the axis of stability names."""


def place_of_days(days: float) -> float:
    """Where a stability stands on an axis from half a day to two years, in equal ratios.

    >>> [place_of_days(days) for days in (0.1, 0.5, 30, 10_000)]
    [0.0, 0.0, 56.19, 100.0]
    """
    share = log(max(days, SHORTEST) / SHORTEST) / log(LONGEST / SHORTEST)
    return round(100 * min(share, 1.0), 2)


@dataclass(frozen=True)
class Range:
    """Where the quartiles and the median stand."""

    low: float
    median: float
    high: float

    @property
    def width(self) -> float:
        return round(self.high - self.low, 2)


def range_of(found: Spread) -> Range:
    return Range(*(place_of_days(days) for days in (found.low, found.median, found.high)))


@dataclass(frozen=True)
class Part:
    """A piece of a bar that stands for the whole."""

    mastery: str
    x: float
    width: float


ORDER = (
    *(Mastery.KNOWN, Mastery.SLIPPING, Mastery.LEARNING),
    *(Mastery.NEW, Mastery.KEPT_BACK),
)


def parts(counts: Mapping[Mastery, int]) -> tuple[Part, ...]:
    """How the points are divided, from known to new.

    >>> [(part.mastery, part.x, part.width) for part in parts({Mastery.KNOWN: 1, Mastery.NEW: 3})]
    [('known', 0.0, 25.0), ('new', 25.0, 75.0)]
    """
    total = sum(counts.values())
    found, start = [], 0.0
    for mastery in ORDER:
        if count := counts.get(mastery, 0):
            width = 100 * count / total
            found.append(Part(mastery.value, round(start, 2), round(width, 2)))
            start += width
    return tuple(found)
