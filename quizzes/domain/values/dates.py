"""Dates known to the year, the month or the day, and periods."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Precision(StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    PERIOD = "period"


@dataclass(frozen=True)
class PartialDate:
    """A date: `start` is its first day; `end` the last day of a period, else None."""

    start: date
    precision: Precision
    end: date | None = None


def date_interval(value: PartialDate) -> tuple[date, date]:
    """The first and the last day that the date covers; ValueError for a period without an end.

    >>> first, last = date_interval(PartialDate(date(2024, 2, 1), Precision.MONTH))
    >>> str(first), str(last)
    ('2024-02-01', '2024-02-29')
    """
    start = value.start
    match value.precision:
        case Precision.YEAR:
            return date(start.year, 1, 1), date(start.year, 12, 31)
        case Precision.MONTH:
            return start.replace(day=1), _month_end(start)
        case Precision.DAY:
            return start, start
        case Precision.PERIOD:
            if value.end is None or value.end < start:
                raise ValueError(f"a period that starts on {start} needs an end after it")
            return start, value.end


def contains(outer: PartialDate, inner: PartialDate) -> bool:
    """Whether every day of the inner date lies within the outer one.

    >>> year = PartialDate(date(2024, 1, 1), Precision.YEAR)
    >>> contains(year, PartialDate(date(2024, 8, 1), Precision.MONTH))
    True
    """
    (first, last), (inner_first, inner_last) = date_interval(outer), date_interval(inner)
    return first <= inner_first and inner_last <= last


def overlaps(a: PartialDate, b: PartialDate) -> bool:
    """Whether some day lies within both dates."""
    (first_a, last_a), (first_b, last_b) = date_interval(a), date_interval(b)
    return first_a <= last_b and first_b <= last_a


def same_date(a: PartialDate, b: PartialDate) -> bool:
    """Whether both cover the same days, however they are written."""
    return date_interval(a) == date_interval(b)


def write_date(value: PartialDate, language: str) -> str:
    """The date as it stands in a sentence; a period as short as it can be said.

    >>> write_date(PartialDate(date(2024, 8, 1), Precision.MONTH), "zh-hans")
    '2024年8月'
    >>> write_date(PartialDate(date(2025, 7, 6), Precision.DAY), "en")
    '6 July 2025'
    >>> spring = PartialDate(date(2024, 3, 1), Precision.PERIOD, date(2024, 5, 31))
    >>> write_date(spring, "zh-hans"), write_date(spring, "en")
    ('2024年3月至5月', 'March to May 2024')
    """
    chinese = language.lower().startswith("zh")
    parts = _parts_zh if chinese else _parts_en
    first, last = date_interval(value)
    precision = _needed_precision(first, last)
    left, right = parts(first, precision), parts(last, precision)
    if left == right:
        return _join(left, chinese)
    # What both ends share is said once: Chinese leads with it, English ends with it.
    if chinese:
        shared = next(i for i, part in enumerate(left) if part != right[i])
        return f"{''.join(left)}至{''.join(right[shared:])}"
    while left[-1] == right[len(left) - 1]:
        left = left[:-1]
    return f"{_join(left, chinese)} to {_join(right, chinese)}"


def _join(parts: tuple[str, ...], chinese: bool) -> str:
    return ("" if chinese else " ").join(parts)


def _needed_precision(first: date, last: date) -> Precision:
    """The coarsest precision at which both ends are whole."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return Precision.YEAR
    if first.day == 1 and last == _month_end(last):
        return Precision.MONTH
    return Precision.DAY


def _parts_zh(day: date, precision: Precision) -> tuple[str, ...]:
    parts = (f"{day.year}年", f"{day.month}月", f"{day.day}日")
    return parts[: 1 + [Precision.YEAR, Precision.MONTH, Precision.DAY].index(precision)]


def _parts_en(day: date, precision: Precision) -> tuple[str, ...]:
    parts = (str(day.day), MONTHS_EN[day.month - 1], str(day.year))
    return parts[2 - [Precision.YEAR, Precision.MONTH, Precision.DAY].index(precision) :]


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
