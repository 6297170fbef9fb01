"""Figures as they stand in news and in answers, right ones and wrong ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.numerals import read_number
from quizzes.domain.values.quantities import Bound

READ = {
    # digits
    "9500": "9500",
    "９５００": "9500",
    "1,200": "1200",
    "1，200": "1200",
    "1 200": "1200",
    "1\u202f200": "1200",
    "1,200,000.5": "1200000.5",
    "0.95万": "9500",
    "2.9万": "29000",
    "3 万": "30000",
    "5,000万": "50000000",
    "1万2": "12000",
    "3万5千": "35000",
    "1亿2000万": "120000000",
    "1.3万亿": "1300000000000",
    "100万亿": "100000000000000",
    ".5": "0.5",
    "9500。": "9500",
    "+5": "5",
    "−5": "-5",
    "3e9": "3000000000",
    "3×10⁹": "3000000000",
    # Chinese
    "十": "10",
    "十五": "15",
    "二百": "200",
    "两百": "200",
    "兩百": "200",
    "二百五": "250",
    "三千二": "3200",
    "一万五": "15000",
    "两万五千": "25000",
    "一百零五": "105",
    "一百〇五": "105",
    "一百一十五": "115",
    "一千零一十": "1010",
    "一千零十五": "1015",
    "十万八千": "108000",
    "二十万零五百": "200500",
    "一亿零五百万": "105000000",
    "一万三千亿": "1300000000000",
    "九千五百": "9500",
    "九五〇〇": "9500",
    "二〇二四": "2024",
    "一点五亿": "150000000",
    "零点五": "0.5",
    "八十五点五": "85.5",
    "廿五": "25",
    "卅": "30",
    "卌": "40",
    "壹佰贰拾叁": "123",
    "壹萬貳仟": "12000",
    "零": "0",
    "〇": "0",
    "半": "0.5",
    "负五": "-5",
    "零下63": "-63",
    # English
    "1.2 million": "1200000",
    "3 billion": "3000000000",
    "3bn": "3000000000",
    "2k": "2000",
    "nine thousand five hundred": "9500",
    "ninety-five hundred": "9500",
    "two hundred and five": "205",
    "half a million": "500000",
    "a hundred": "100",
    "one point five million": "1500000",
    "minus five": "-5",
    # fractions
    "1/2": "0.5",
    "½": "0.5",
    "四分之三": "0.75",
}
SHARES = {
    "三成": "30",
    "3成": "30",
    "三成五": "35",
    "三成半": "35",
    "八成": "80",
    "百分之八十": "80",
    "百分之85.5": "85.5",
    "百分之百": "100",
    "百分百": "100",
    "千分之五": "0.5",
    "5‰": "0.5",
    "一半": "50",
    "80%": "80",
    "８０％": "80",
    "80 percent": "80",
    "eighty per cent": "80",
}
HEDGED = {
    "9500多": ("9500", Bound.OVER),
    "9500多人": ("9500", Bound.OVER),
    "700多": ("700", Bound.OVER),
    "七百多": ("700", Bound.OVER),
    "3万多": ("30000", Bound.OVER),
    "7.8万余人次": ("78000", Bound.OVER),
    "三十多亿": ("3000000000", Bound.OVER),
    "30多亿元": ("3000000000", Bound.OVER),
    "百余人次": ("100", Bound.OVER),
    "十几": ("10", Bound.OVER),
    "三成多": ("30", Bound.OVER),
    "3年多": ("3", Bound.OVER),
    "十来个": ("10", Bound.ABOUT),
    "约3500元": ("3500", Bound.ABOUT),
    "3500元左右": ("3500", Bound.ABOUT),
    "近百": ("100", Bound.ABOUT),
    "about 3,500": ("3500", Bound.ABOUT),
    "超95%": ("95", Bound.MORE_THAN),
    "超过95%": ("95", Bound.MORE_THAN),
    ">95%": ("95", Bound.MORE_THAN),
    "more than 9,500": ("9500", Bound.MORE_THAN),
    "过万人": ("10000", Bound.MORE_THAN),
    "95%以上": ("95", Bound.AT_LEAST),
    "至少500": ("500", Bound.AT_LEAST),
    "上百": ("100", Bound.AT_LEAST),
    "at least 9,500 people": ("9500", Bound.AT_LEAST),
    "9500 or more": ("9500", Bound.AT_LEAST),
    "不超过3000": ("3000", Bound.AT_MOST),
    "up to 30": ("30", Bound.AT_MOST),
    "不到500": ("500", Bound.LESS_THAN),
    "不足500人": ("500", Bound.LESS_THAN),
    "fewer than 20 people": ("20", Bound.LESS_THAN),
}
RANGES = {
    "3—5": ("3", "5"),
    "3至5万": ("30000", "50000"),
    "30-40亿": ("3000000000", "4000000000"),
    "3 to 5": ("3", "5"),
    "between 3 and 5": ("3", "5"),
    "10%-20%": ("10", "20"),
}
REFUSED = {
    "": "empty",
    " 。": "empty",
    "abc": "not_a_number",
    "亿": "bad_numeral",
    "万": "bad_numeral",
    "百": "bad_numeral",
    "几百": "vague",
    "数百": "vague",
    "七八十": "vague",
    "三四个": "vague",
    "三五百": "vague",
    "1,20": "bad_separators",
    "1,5": "bad_separators",
    "1.200.000": "bad_separators",
    "三亿五亿": "bad_numeral",
    "三万二亿": "bad_numeral",
    "百百": "bad_numeral",
    "二百五万": "bad_numeral",
    "9500或9600": "several_numbers",
    "9500 or 9600": "several_numbers",
    "nine five zero zero": "several_numbers",
    "2024年8月": "several_numbers",
    "2024-08": "backwards",
    "5²": "not_a_number",
    "1½": "not_a_number",
    "①②": "not_a_number",
    "٣": "not_a_number",
    "--5": "not_a_number",
    "1/0": "bad_numeral",
    "1e99": "too_large",
    "9" * 190: "too_large",
    "9" * 300: "too_long",
    "0." + "0" * 150 + "1": "too_large",
    "十" * 150: "bad_numeral",
    "亿" * 200: "bad_numeral",
}
RULES = {
    "9500": "digits",
    "9.5万": "scaled",
    "3 billion": "scaled",
    "9.5e3": "scientific",
    "九千五百": "chinese",
    "九五〇〇": "chinese_digits",
    "八成": "tenths",
    "百分之八十": "percent",
    "80%": "percent",
    "四分之三": "fraction",
    "一半": "half",
    "nine": "words",
}
RESTS = {
    "$3m": "$",
    "3m": "m",
    "一个半小时": "个小时",
    "3年半": "年",
    "9500人": "人",
    "10千米": "千米",
    "30万千瓦": "千瓦",
    "三两": "两",
    "200㎡": "m2",
    "5 km": "km",
    "¥3500": "¥",
    "￥3500元": "元",
    "$3 billion": "$",
    "9500名电商人才": "名电商人才",
}


@pytest.mark.parametrize(("text", "amount"), READ.items())
def test_a_plain_figure_is_read(text: str, amount: str) -> None:
    read = read_number(text)
    assert (read.amount, read.bound, read.rest) == (Decimal(amount), Bound.EXACT, "")


@pytest.mark.parametrize(("text", "percent"), SHARES.items())
def test_a_share_is_read_as_percent(text: str, percent: str) -> None:
    read = read_number(text)
    assert (read.amount, read.rest) == (Decimal(percent), "%")


@pytest.mark.parametrize(("text", "expected"), HEDGED.items())
def test_a_hedge_is_kept_as_bound(text: str, expected: tuple[str, Bound]) -> None:
    read = read_number(text)
    assert (read.amount, read.bound) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize(("text", "ends"), RANGES.items())
def test_a_range_has_both_ends_in_one_scale(text: str, ends: tuple[str, str]) -> None:
    read = read_number(text)
    assert read.bound is Bound.RANGE
    assert (read.amount, read.upper) == tuple(map(Decimal, ends))


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_no_single_figure_is_refused_with_its_code(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_number(text)
    assert refused.value.code == code


@pytest.mark.parametrize(("text", "rule"), RULES.items())
def test_the_rule_says_how_a_figure_was_written(text: str, rule: str) -> None:
    assert read_number(text).rule == rule


@pytest.mark.parametrize(("text", "rest"), RESTS.items())
def test_the_unit_is_left_over_as_written(text: str, rest: str) -> None:
    assert read_number(text).rest == rest


def test_a_refusal_says_where_reading_stopped() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_number("12,34")
    assert refused.value.position == 2


@pytest.mark.parametrize(
    ("text", "amount"), [("一个半小时", "1.5"), ("3年半", "3.5"), ("$3m", "3000000"), ("3m", "3")]
)
def test_what_follows_the_figure_may_change_it(text: str, amount: str) -> None:
    assert read_number(text).amount == Decimal(amount)
