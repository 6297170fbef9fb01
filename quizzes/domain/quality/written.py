"""The values of options as they can be read in their texts, where nobody stored them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from quizzes.domain.values.date_reading import read_date
from quizzes.domain.values.dates import PartialDate, Precision, overlaps
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.numerals import read_number
from quizzes.domain.values.quantities import Quantity, interval

YEARS = range(1000, 3000)
Written = Quantity | PartialDate


@lru_cache(maxsize=4096)
def written_value(text: str) -> Written | None:
    """The figure or date that a text gives; the unit of a figure is the word after it.

    >>> written_value("9.5 thousand").amount == 9500, written_value("Hotan") is None
    (True, True)
    """
    try:
        read = read_number(text)
    except UnreadableError:
        return _written_date(text)
    # 2024年8月 reads as 2024 with a rest: as a date it says more.
    if read.rest[:1] == "年" and (day := _written_date(text)):
        return day
    return Quantity(read.amount, read.rest, read.bound, read.upper)


def _written_date(text: str) -> PartialDate | None:
    try:
        return read_date(text)
    except UnreadableError:
        return None


def overlap(one: Written | None, other: Written | None) -> bool:
    """Whether both may be right at once, as far as their texts tell.

    >>> overlap(written_value("10 to 20"), written_value("15 to 25"))
    True
    >>> overlap(written_value("over 700"), written_value("over 600 km"))
    False
    >>> overlap(written_value("2024"), written_value("2024年8月"))
    True
    """
    one, other = _as_year(one, other), _as_year(other, one)
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        if one.unit != other.unit:
            return False
        first, second = interval(one), interval(other)
        return not (first.is_below(second) or second.is_below(first))
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return overlaps(one, other)
    return False


def _as_year(value: Written | None, beside: Written | None) -> Written | None:
    """A bare figure beside a date is a year, where it can be one."""
    if not (isinstance(value, Quantity) and isinstance(beside, PartialDate)):
        return value
    is_year = not value.unit and value.amount == int(value.amount) and value.amount in YEARS
    return PartialDate(date(int(value.amount), 1, 1), Precision.YEAR) if is_year else value
