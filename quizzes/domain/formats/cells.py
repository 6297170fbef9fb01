"""Writing and reading what stands in one cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal

from quizzes.domain.values.date_reading import read_date
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.figures import plain
from quizzes.domain.values.numerals import NumberRead, read_number
from quizzes.domain.values.quantities import Bound

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r]")
_PREFIXED = re.compile(r"'+\s*[=+\-@\t\r]")
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_PLAIN = re.compile(rf"({_NUMBER})(?:~({_NUMBER}))?")
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)\s*[~/至]\s*(\d{4}-\d\d-\d\d)")
_BETWEEN = re.compile(r"(?<!\\)[;；]")
_WITHIN = re.compile(r"(?<!\\)[|｜]")
_ESCAPED = re.compile(r"\\([\\;；|｜])")
_SPECIAL = re.compile(r"[\\;；|｜]")


def guard(text: str) -> str:
    """A text that no spreadsheet runs as a formula; `unguard` takes the mark off again.

    >>> guard("=1+1"), guard("'-5"), guard("Aksu")
    ("'=1+1", "''-5", 'Aksu')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text without the mark that `guard` put before it.

    >>> [unguard(guard(text)) for text in ("=1+1", "'-5", "it's", "'tis")]
    ['=1+1', "'-5", "it's", "'tis"]
    """
    return text[1:] if _PREFIXED.match(text) else text


def join_list(texts: Iterable[str], mark: str = "；") -> str:
    """Texts in one cell, set apart by a mark; the marks within them are escaped."""
    return mark.join(_SPECIAL.sub(lambda found: f"\\{found[0]}", text) for text in texts)


def split_list(text: str) -> list[str]:
    """The texts that stand in a cell, set apart by ; or ；, as they stand: still escaped.

    >>> split_list("甲；乙;;丙")
    ['甲', '乙', '', '丙']
    """
    return [part.strip() for part in _BETWEEN.split(text)] if text.strip() else []


def split_ways(text: str) -> list[str]:
    """The ways to write one thing, set apart by |.

    >>> split_ways("Aksu | 阿克苏")
    ['Aksu', '阿克苏']
    """
    return [unescape(part.strip()) for part in _WITHIN.split(text) if part.strip()]


def unescape(text: str) -> str:
    """The text without the backslashes that `join_list` put before its marks."""
    return _ESCAPED.sub(r"\1", text)


def read_quantity(text: str) -> NumberRead:
    """The figure of a cell with its hedge and unit; UnreadableError where there is none.

    >>> read = read_quantity("9500多人")
    >>> str(read.amount), read.bound.value, read.rest
    ('9500', 'over', '人')
    """
    if found := _PLAIN.fullmatch(text):
        upper = Decimal(found[2]) if found[2] else None
        bound = Bound.RANGE if found[2] else Bound.EXACT
        return NumberRead(Decimal(found[1]), bound, "", "digits", upper)
    return read_number(text)


def write_quantity(amount: Decimal, upper: Decimal | None) -> str:
    """The digits of a figure, the two ends of a range with ~ between them."""
    return plain(amount) if upper is None else f"{plain(amount)}~{plain(upper)}"


def read_partial_date(text: str) -> PartialDate:
    """The date or period of a cell; UnreadableError where there is none.

    >>> read_partial_date("2024年8月").precision.value, read_partial_date("2024-08").precision.value
    ('month', 'month')
    """
    if found := _PERIOD.fullmatch(text.strip()):
        try:
            first, last = map(datetime.date.fromisoformat, found.groups())
        except ValueError:
            return read_date(text)
        if first <= last:
            return PartialDate(first, Precision.PERIOD, last)
    return read_date(text)


def write_partial_date(
    start: datetime.date, precision: str, end: datetime.date | None = None
) -> str:
    """A date as it is read again in every language.

    >>> write_partial_date(datetime.date(2024, 8, 1), "month")
    '2024-08'
    """
    match precision:
        case Precision.YEAR:
            return f"{start.year:04}"
        case Precision.MONTH:
            return f"{start.year:04}-{start.month:02}"
        case Precision.PERIOD if end is not None:
            return f"{start.isoformat()}~{end.isoformat()}"
    return start.isoformat()
