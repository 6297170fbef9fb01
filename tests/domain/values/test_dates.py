"""Dates are written as a sentence needs them, read as people write them, and compared by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.values.date_reading import read_date
from quizzes.domain.values.dates import (
    PartialDate,
    Precision,
    contains,
    date_interval,
    overlaps,
    same_date,
    write_date,
)
from quizzes.domain.values.errors import UnreadableError
from tests.domain.values.styles import chinese

YEAR_2024 = PartialDate(date(2024, 1, 1), Precision.YEAR)
AUGUST_2024 = PartialDate(date(2024, 8, 1), Precision.MONTH)
SIXTH_OF_JULY = PartialDate(date(2025, 7, 6), Precision.DAY)

MONTHS = [
    "2024年8月",
    "2024年8月份",
    "２０２４年８月",
    "二〇二四年八月",
    "二零二四年八月",
    "2024-08",
    "2024/8",
    "2024.8",
    "8/2024",
    "Aug 2024",
    "Aug. 2024",
    "AUGUST 2024",
    "August, 2024",
    "august of 2024",
    "2024 Aug",
    "in August 2024",
    "2024年 8月",
]
DAYS = [
    "2025年7月6日",
    "2025年7月6号",
    "二〇二五年七月六日",
    "2025-07-06",
    "2025/7/6",
    "2025.7.6",
    "20250706",
    "6 July 2025",
    "6 Jul 2025",
    "July 6, 2025",
    "July 6th, 2025",
    "6th July 2025",
    "the 6th of July 2025",
    "on 6 July 2025",
]
REFUSED = {
    "": "empty",
    "明年": "not_a_date",
    "2024年底": "not_a_date",
    "24年": "not_a_date",
    "summer 2024": "not_a_date",
    "8月6日": "no_year",
    "8月": "no_year",
    "August": "no_year",
    "6 July": "no_year",
    "6/7/2025": "ambiguous_date",
    "2024-13": "impossible_date",
    "2024年0月": "impossible_date",
    "2024年2月30日": "impossible_date",
    "30 February 2024": "impossible_date",
    "2023年2月29日": "impossible_date",
    "2024年5月至3月": "backwards",
    "2024" * 60: "too_long",
}
PERIODS = {
    (date(2023, 1, 1), date(2024, 12, 31)): ("2023年至2024年", "2023 to 2024"),
    (date(2024, 1, 1), date(2024, 12, 31)): ("2024年", "2024"),
    (date(2024, 3, 1), date(2024, 3, 31)): ("2024年3月", "March 2024"),
    (date(2024, 3, 1), date(2024, 5, 31)): ("2024年3月至5月", "March to May 2024"),
    (date(2023, 3, 1), date(2024, 3, 31)): ("2023年3月至2024年3月", "March 2023 to March 2024"),
    (date(2024, 3, 5), date(2024, 3, 8)): ("2024年3月5日至8日", "5 to 8 March 2024"),
    (date(2024, 3, 5), date(2024, 4, 5)): ("2024年3月5日至4月5日", "5 March to 5 April 2024"),
    (date(2023, 1, 1), date(2025, 7, 6)): (
        "2023年1月1日至2025年7月6日",
        "1 January 2023 to 6 July 2025",
    ),
}

_DAYS = st.dates(date(1000, 1, 1), date(2990, 12, 31))
_PRECISIONS = st.sampled_from([Precision.YEAR, Precision.MONTH, Precision.DAY])
_PERIODS = st.builds(
    lambda start, days: PartialDate(start, Precision.PERIOD, start + timedelta(days)),
    _DAYS,
    st.integers(1, 1500),
)
DATES = st.one_of(st.builds(PartialDate, _DAYS, _PRECISIONS), _PERIODS)


@pytest.mark.parametrize("text", MONTHS)
def test_a_month_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text) == AUGUST_2024


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text) == SIXTH_OF_JULY


@pytest.mark.parametrize(
    "text", ["2024", "2024年", "二〇二四年", "二〇二四", "in 2024", "公元2024年"]
)
def test_a_year_is_read_however_it_is_written(text: str) -> None:
    assert read_date(text) == YEAR_2024


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_no_date_is_refused_with_its_code(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_date(text)
    assert refused.value.code == code


@pytest.mark.parametrize(("ends", "written"), PERIODS.items())
def test_a_period_says_once_what_both_ends_share(
    ends: tuple[date, date], written: tuple[str, str]
) -> None:
    period = PartialDate(ends[0], Precision.PERIOD, ends[1])
    assert (write_date(period, "zh-hans"), write_date(period, "en")) == written


@pytest.mark.parametrize(
    "text", ["2023年至2024年", "2023—2024年", "2023-2024", "2023 to 2024", "from 2023 to 2024"]
)
def test_a_period_of_years_is_read_however_it_is_written(text: str) -> None:
    assert date_interval(read_date(text)) == (date(2023, 1, 1), date(2024, 12, 31))


@given(value=DATES, language=st.sampled_from(["zh-hans", "en"]))
def test_a_date_as_we_write_it_is_read_back(value: PartialDate, language: str) -> None:
    assert same_date(read_date(write_date(value, language)), value)


def _spoken(number: int) -> str:
    return chinese(number).removeprefix("一") if 10 <= number < 20 else chinese(number)


@given(day=_DAYS)
def test_a_day_in_every_style_is_read_back(day: date) -> None:
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{day.year}")
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day:%d %b %Y}",
        f"{day:%B %d, %Y}",
        f"{digits}年{_spoken(day.month)}月{_spoken(day.day)}日",
    ):
        assert read_date(text) == PartialDate(day, Precision.DAY), text


@given(text=st.text(alphabet="0123456789年月日号至到-/. 一二十〇JulyMarch,toof", max_size=40))
def test_any_heap_of_date_characters_is_read_or_refused(text: str) -> None:
    try:
        found = read_date(text)
    except UnreadableError:
        return
    assert date_interval(found)[0] <= date_interval(found)[1]


def test_a_month_lies_within_its_year_and_overlaps_it() -> None:
    assert contains(YEAR_2024, AUGUST_2024)
    assert not contains(AUGUST_2024, YEAR_2024)
    assert overlaps(YEAR_2024, AUGUST_2024)
    assert not overlaps(YEAR_2024, SIXTH_OF_JULY)


@given(a=DATES, b=DATES)
def test_containing_is_overlapping_and_both_ways_is_the_same(
    a: PartialDate, b: PartialDate
) -> None:
    assert overlaps(a, b) == overlaps(b, a)
    assert not contains(a, b) or overlaps(a, b)
    assert (contains(a, b) and contains(b, a)) == same_date(a, b)


def test_a_period_without_an_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs an end"):
        date_interval(PartialDate(date(2023, 1, 1), Precision.PERIOD))
