"""Reading dates as people write them, in Chinese or English."""

from __future__ import annotations

import re
from datetime import date

from quizzes.domain.values.chinese_numbers import DIGITS, read_mixed
from quizzes.domain.values.dates import MONTHS_EN, PartialDate, Precision, date_interval
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.readings import prepare

_NUMERAL = f"[{''.join(DIGITS)}十廿卅]"
_YEAR_ZH = rf"(?P<year>[0-9]{{3,4}}|{_NUMERAL}{{4}})\s*年"
_MONTH_ZH = rf"(?P<month>[0-9]{{1,2}}|{_NUMERAL}{{1,3}})\s*月份?"
_DAY_ZH = rf"(?P<day>[0-9]{{1,2}}|初?{_NUMERAL}{{1,3}})\s*[日号]"
_NAMES = {name.lower(): number for number, name in enumerate(MONTHS_EN, 1)}
_MONTHS = _NAMES | {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_NAME = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?(?![a-z])"
_DAY_EN = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![a-z0-9])"
_YEAR_EN = r"(?P<year>[0-9]{4})"

# Each form of a date, with what it is called; the first that fits whole is taken.
_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR_ZH}(?:\s*{_MONTH_ZH}(?:\s*{_DAY_ZH})?)?",
        _YEAR_EN,
        rf"(?P<year>{_NUMERAL}{{4}})",
        r"(?P<year>[0-9]{4})\s?[-/.]\s?(?P<month>[0-9]{1,2})(?:\s?[-/.]\s?(?P<day>[0-9]{1,2}))?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})",
        rf"{_NAME},?\s*(?:of\s+)?{_YEAR_EN}",
        rf"{_DAY_EN}\s*(?:of\s+)?{_NAME},?\s*(?:of\s+)?{_YEAR_EN}",
        rf"{_NAME}\s*(?:the\s+)?{_DAY_EN}\s*,?\s*{_YEAR_EN}",
        rf"{_YEAR_EN},?\s+{_NAME}(?:\s+{_DAY_EN})?",
    )
]
_DAY_OR_MONTH_FIRST = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
_NAMED = _NAME.replace("?P<name>", "?:")
_WITHOUT_YEAR = re.compile(
    rf"{_MONTH_ZH}(?:\s*{_DAY_ZH})?|(?:[0-9]+\w*\s+)?{_NAMED}(?:\s*[0-9]{{1,2}}[a-z]*)?"
)
_LEAD = re.compile(r"(?:公元|于|在|(?:in|on|during|the|year)\s+)+")
_JOINTS = (re.compile(r"\s*(?:至|到|~|〜|--)\s*"), re.compile(r"\s+(?:to|until|-)\s+|\s*-\s*"))
_RANGE_LEAD = re.compile(r"^(?:从|自|from\s+|between\s+)")
_END_MARKS = " \t\r\n。．.,，、!！?？;；"
_FIRST_YEAR, _LAST_YEAR = 100, 2999


def read_date(text: str) -> PartialDate:
    """The date or period that a text gives; UnreadableError with a code where it gives none.

    Codes: empty, too_long, not_a_date, no_year (8月6日), ambiguous_date (6/7/2025),
    impossible_date (2024-13), backwards (a period that ends before it starts).

    >>> for text in ("二〇二四年八月", "2024/8", "Aug 2024", "August, 2024"):
    ...     assert read_date(text) == PartialDate(date(2024, 8, 1), Precision.MONTH)
    >>> read_date("July 6th, 2025").start, read_date("2024").precision
    (datetime.date(2025, 7, 6), <Precision.YEAR: 'year'>)
    >>> read_date("2024年3月至5月").end
    datetime.date(2024, 5, 31)
    """
    prepared = prepare(text).rstrip(_END_MARKS)
    if not prepared:
        raise UnreadableError("empty")
    prepared = _strip_lead(prepared)
    found = _read_single(prepared) or _read_period(_RANGE_LEAD.sub("", prepared))
    if found is not None:
        return found
    if _DAY_OR_MONTH_FIRST.fullmatch(prepared):
        raise UnreadableError("ambiguous_date")
    raise UnreadableError("no_year" if _WITHOUT_YEAR.fullmatch(prepared) else "not_a_date")


def _strip_lead(text: str) -> str:
    """The date without "in", "on the", 于 before it: only whole words are dropped."""
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead else text


def _read_single(text: str) -> PartialDate | None:
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            return _date_of(found.groupdict())
    return None


def _date_of(parts: dict[str, str | None]) -> PartialDate:
    year = _number(parts["year"] or "")
    name = parts.get("name")
    month = _MONTHS[name] if name else _number(parts.get("month") or "")
    day = _number((parts.get("day") or "").removeprefix("初"))
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UnreadableError("impossible_date")
    try:
        start = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise UnreadableError("impossible_date") from None
    if month is None:
        return PartialDate(start, Precision.YEAR)
    return PartialDate(start, Precision.MONTH if day is None else Precision.DAY)


def _number(written: str) -> int | None:
    if not written:
        return None
    if written.isascii():
        return int(written)
    try:
        found = read_mixed(written, 0)
    except UnreadableError:
        raise UnreadableError("impossible_date") from None
    if found is None or found.end != len(written) or found.amount % 1:
        raise UnreadableError("impossible_date")
    return int(found.amount)


def _read_period(text: str) -> PartialDate | None:
    """Two dates with a joint between; what the right one shares may be left out on one side."""
    for pattern in _JOINTS:
        for joint in pattern.finditer(text):
            left, right = text[: joint.start()], text[joint.end() :]
            if ends := _read_ends(left, right):
                return _period(*ends)
    return None


def _read_ends(left: str, right: str) -> tuple[PartialDate, PartialDate] | None:
    last = next(filter(None, map(_read_single, _completed_right(left, right))), None)
    if last is None:
        return None
    first = next(filter(None, map(_read_single, _completed_left(left, right, last))), None)
    return (first, last) if first and first.precision is last.precision else None


def _completed_right(left: str, right: str) -> list[str]:
    """The right end as it stands, then with the year, or year and month, of the left one."""
    shared = (left[: left.index(unit) + 1] for unit in "年月" if unit in left)
    return [right, *(part + right for part in shared)]


def _completed_left(left: str, right: str, last: PartialDate) -> list[str]:
    """The left end as it stands, then with the year, or month and year, of the right one."""
    month = MONTHS_EN[last.start.month - 1].lower()
    year = last.start.year
    return [left, f"{left} {year}", f"{left} {month} {year}", f"{left}年"]


def _period(first: PartialDate, last: PartialDate) -> PartialDate:
    start, end = date_interval(first)[0], date_interval(last)[1]
    if date_interval(last)[0] <= start:
        raise UnreadableError("backwards")
    return PartialDate(start, Precision.PERIOD, end)
