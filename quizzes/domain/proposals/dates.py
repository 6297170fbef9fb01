"""Dates in running text, absolute, and relative ones read against the article's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from quizzes.domain.facts import PointKind
from quizzes.domain.proposals.found import FoundValue, Language
from quizzes.domain.values.date_reading import read_date
from quizzes.domain.values.dates import MONTHS_EN, PartialDate, Precision
from quizzes.domain.values.errors import UnreadableError

_NUM = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR_ZH = r"(?<![0-9])(?:[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3})年"
_REST_ZH = rf"(?:{_NUM}月份?(?:{_NUM}[日号])?)?"
_ABSOLUTE_ZH = re.compile(
    rf"{_YEAR_ZH}{_REST_ZH}(?:(?:至|到|-|—|~){{1,2}}(?:{_YEAR_ZH}{_REST_ZH}|{_NUM}月份?(?:{_NUM}[日号])?|{_NUM}[日号]))?"
    r"|(?<![0-9])[12][0-9]{3}-[01][0-9](?:-[0-3][0-9])?(?![0-9-])"
)
_RELATIVE_ZH = re.compile(
    rf"(?P<year>去年|今年|前年|明年|本年度?|上年)(?:(?P<month>{_NUM})月份?(?:(?P<day>{_NUM})[日号])?)?"
    rf"|(?P<near>上个月|上月|本月|下个月|下月|这个月)(?:(?P<near_day>{_NUM})[日号])?"
    r"|(?P<whole>昨天|昨日|今天|今日|前天|明天|明日)(?!的(?:中国|世界|孩子))"
    rf"|(?<![0-9年个第一二三四五六七八九十])(?P<bare>{_NUM})月份?(?:(?P<bare_day>{_NUM})[日号])"
    rf"|(?<![0-9年个第一二三四五六七八九十])(?P<alone>{_NUM})月份?(?![球饼份\d])(?=[，、。末初底中以起至的]|$)"
)
_YEARS = {"去年": -1, "今年": 0, "前年": -2, "明年": 1, "本年": 0, "本年度": 0, "上年": -1}
_MONTHS_AWAY = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
_DAYS_AWAY = {
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "前天": -2,
    "明天": 1,
    "明日": 1,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
}

_MONTH_EN = "|".join(
    (
        *MONTHS_EN,
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sept",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    )
)
_DAY_EN = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR_EN = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9,.]?[0-9]|%)"
_ABSOLUTE_EN = re.compile(
    rf"\b(?:{_DAY_EN}\s(?:of\s)?(?:{_MONTH_EN})\b\.?,?\s{_YEAR_EN}"
    rf"|(?:{_MONTH_EN})\b\.?\s{_DAY_EN},?\s{_YEAR_EN}|(?:{_MONTH_EN})\b\.?,?\s{_YEAR_EN}"
    r"|[12][0-9]{3}-[01][0-9](?:-[0-3][0-9])?(?![0-9-]))"
)
_BARE_YEAR_EN = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|[Oo]f|[Ee]arly|"
    r"[Ll]ate|[Yy]ear|[Bb]etween|[Tt]o|[Aa]nd)\s|^)"
    rf"(?P<year>{_YEAR_EN})(?!\s?(?:people|km|kilomet|met|tonne|yuan|-?year|[A-Za-z]+s\b))"
)
_RELATIVE_EN = re.compile(
    rf"\b(?:(?:(?P<day>{_DAY_EN})\s)?(?P<month>{_MONTH_EN})\b(?:\s(?P<after>{_DAY_EN})(?![0-9A-Za-z:]))?,?"
    r"\s(?P<year>last|this|next)\s(?:year)"
    rf"|(?P<before>[Ll]ast|[Tt]his|[Nn]ext)\s(?P<named>{_MONTH_EN}|year|month)\b"
    rf"|[Ii]n\s(?P<bare>{'|'.join(m for m in MONTHS_EN)})(?=[,.;]|\s(?!last|this|next)[a-z]|$)"
    rf"|(?:[Oo]n\s)?(?P<d1>{_DAY_EN})\s(?P<m1>{'|'.join(MONTHS_EN)})\b"
    rf"|(?:[Oo]n\s)?(?P<m2>{'|'.join(MONTHS_EN)})\s(?P<d2>{_DAY_EN})(?![0-9A-Za-z])"
    r"|(?P<whole>[Yy]esterday|[Tt]oday|[Tt]omorrow))"
)
_AHEAD = timedelta(days=31)
"""A day without a year is the last one so called, or one that comes within a month."""


def find_dates(text: str, language: Language, published: date) -> Iterator[FoundValue]:
    """The dates of a sentence; relative ones are resolved and say so. May overlap: first wins."""
    chinese = language is Language.CHINESE
    for match in (_ABSOLUTE_ZH if chinese else _ABSOLUTE_EN).finditer(text):
        if (value := _read(match[0])) is not None:
            yield FoundValue(PointKind.DATE, match.start(), match.end(), value)
    if not chinese:
        for match in _BARE_YEAR_EN.finditer(text):
            if (value := _read(match["year"])) is not None:
                yield FoundValue(PointKind.DATE, match.start("year"), match.end(), value)
    resolve = _resolve_chinese if chinese else _resolve_english
    for match in (_RELATIVE_ZH if chinese else _RELATIVE_EN).finditer(text):
        try:
            value = resolve(match, published)
        except (ValueError, OverflowError):
            continue
        if value is not None:
            start = match.start() + _lead(match[0])
            yield FoundValue(PointKind.DATE, start, match.end(), value, resolved=True)


def _lead(text: str) -> int:
    """The length of "in" or "on" at the start: it is not part of the date."""
    return 3 if text[:3].lower() in {"in ", "on "} else 0


def _read(text: str) -> PartialDate | None:
    try:
        return read_date(text.replace("—", "-"))
    except UnreadableError:
        return None


def _resolve_chinese(match: re.Match[str], published: date) -> PartialDate | None:
    if word := match["whole"]:
        return _day(published + timedelta(days=_DAYS_AWAY[word]))
    if word := match["near"]:
        months = published.year * 12 + published.month - 1 + _MONTHS_AWAY[word]
        return _of(months // 12, months % 12 + 1, _number(match["near_day"]))
    if word := match["year"]:
        year = published.year + _YEARS[word]
        return _of(year, _number(match["month"]), _number(match["day"]))
    return _latest(_number(match["bare"] or match["alone"]), _number(match["bare_day"]), published)


def _resolve_english(match: re.Match[str], published: date) -> PartialDate | None:
    if word := match["whole"]:
        return _day(published + timedelta(days=_DAYS_AWAY[word.lower()]))
    if word := match["year"]:
        year = published.year + {"last": -1, "this": 0, "next": 1}[word]
        return _of(year, _month(match["month"]), _number(match["day"] or match["after"]))
    if word := match["before"]:
        return _near(word.lower(), match["named"], published)
    if word := match["bare"]:
        return _latest(_month(word), None, published)
    return _latest(
        _month(match["m1"] or match["m2"]), _number(match["d1"] or match["d2"]), published
    )


def _near(word: str, named: str, published: date) -> PartialDate | None:
    """This year, last month, last August: the August before the article, not that of last year."""
    step = {"last": -1, "this": 0, "next": 1}[word]
    if named == "year":
        return _of(published.year + step, None, None)
    if named == "month":
        months = published.year * 12 + published.month - 1 + step
        return _of(months // 12, months % 12 + 1, None)
    month = _month(named)
    if step == 0 or month is None:
        return _of(published.year, month, None)
    passed = month < published.month
    return _of(published.year + (0 if passed == (step < 0) else step), month, None)


def _latest(month: int | None, day: int | None, published: date) -> PartialDate | None:
    if month is None:
        return None
    value = _of(published.year, month, day)
    is_ahead = value is not None and value.start > published + _AHEAD
    return _of(published.year - 1, month, day) if is_ahead else value


def _of(year: int, month: int | None, day: int | None) -> PartialDate | None:
    if not 100 <= year <= 2999:
        return None
    start = date(year, 1 if month is None else month, 1 if day is None else day)
    if month is None:
        return PartialDate(start, Precision.YEAR)
    return PartialDate(start, Precision.MONTH if day is None else Precision.DAY)


def _day(value: date) -> PartialDate:
    return PartialDate(value, Precision.DAY)


def _month(name: str | None) -> int | None:
    if not name:
        return None
    return next((n for n, month in enumerate(MONTHS_EN, 1) if month[:3] == name[:3]), None)


def _number(written: str | None) -> int | None:
    if not written:
        return None
    digits = re.match(r"[0-9]+", written)
    if digits:
        return int(digits[0])
    tens, ten, ones = written.partition("十")
    value = {char: n for n, char in enumerate("一二三四五六七八九", 1)}
    if not ten:
        return value.get(tens)
    return value.get(tens, 1) * 10 + value.get(ones, 0)
