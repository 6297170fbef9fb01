"""A number is right however it is written, and wrong or malformed for a reason that is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizzes.domain.marking import mark
from quizzes.domain.responses import MalformedResponseError
from quizzes.domain.values.quantities import Bound, Quantity
from tests.domain.marking.items import numeric
from tests.domain.values.samples import quantity

TRAINED = quantity("9500", bound=Bound.OVER)
SHARE = quantity("80", "percent")
DISTANCE = quantity("5000", "km")
VALUE = quantity("3e9", "yuan", Bound.OVER)
GDP = quantity("1.3e12", "yuan")
WAGE = quantity("3500", "yuan", Bound.ABOUT)

RIGHT: list[tuple[Quantity, object, str]] = [
    (TRAINED, "9500", "digits"),
    (TRAINED, 9500, "digits"),
    (TRAINED, 9500.0, "digits"),
    (TRAINED, Decimal("9500"), "digits"),
    (TRAINED, "9,500", "digits"),
    (TRAINED, "９５００", "digits"),
    (TRAINED, "9 500", "digits"),
    (TRAINED, "9500多", "digits"),
    (TRAINED, "9500余人", "digits"),
    (TRAINED, "more than 9,500", "digits"),
    (TRAINED, "9500人", "digits"),
    (TRAINED, "9500名", "digits"),
    (TRAINED, "9500名电商人才", "digits"),
    (TRAINED, "9,500 people", "digits"),
    (TRAINED, "九千五百", "chinese"),
    (TRAINED, "九千五", "chinese"),
    (TRAINED, "玖仟伍佰", "chinese"),
    (TRAINED, "九五〇〇", "chinese_digits"),
    (TRAINED, "0.95万", "scaled"),
    (TRAINED, "9.5k", "scaled"),
    (TRAINED, "9.5e3", "scientific"),
    (TRAINED, "nine thousand five hundred", "words"),
    (SHARE, "80", "digits"),
    (SHARE, 80, "digits"),
    (SHARE, "80%", "percent"),
    (SHARE, "８０％", "percent"),
    (SHARE, "百分之八十", "percent"),
    (SHARE, "80 percent", "percent"),
    (SHARE, "八成", "tenths"),
    (SHARE, "五分之四", "fraction"),
    (DISTANCE, "5000公里", "digits"),
    (DISTANCE, "5000千米", "digits"),
    (DISTANCE, "5,000 km", "digits"),
    (DISTANCE, "五千公里", "chinese"),
    (DISTANCE, "5,000,000米", "converted"),
    (DISTANCE, "500万米", "converted"),
    (VALUE, "30多亿元", "scaled"),
    (VALUE, "三十多亿", "chinese"),
    (VALUE, "3 billion yuan", "scaled"),
    (VALUE, "¥3,000,000,000", "digits"),
    (GDP, "1.3万亿", "scaled"),
    (GDP, "一万三千亿元", "chinese"),
    (GDP, "13000亿", "scaled"),
    (quantity("200"), "两百", "chinese"),
    (quantity("200"), "二百", "chinese"),
    (quantity("250"), "二百五", "chinese"),
    (quantity("30000"), "3万多", "scaled"),
    (quantity("30", "percent"), "三成", "tenths"),
    (quantity("1.5e8"), "一点五亿", "chinese"),
    (quantity("30"), "卅", "chinese"),
    (quantity("1200"), "1,200", "digits"),
    (quantity("15", "mu"), "1公顷", "converted"),
    (WAGE, "3500左右", "digits"),
    (WAGE, "3400", "tolerance"),
]
WRONG: list[tuple[Quantity, object]] = [
    (TRAINED, "9600"),
    (TRAINED, "9501"),
    (TRAINED, "950"),
    (TRAINED, "9500万"),
    (TRAINED, "不到9500"),
    (TRAINED, "9500-9600"),
    (TRAINED, "-9500"),
    (SHARE, "0.8"),
    (SHARE, 0.8),
    (SHARE, "0.8%"),
    (SHARE, "八"),
    (DISTANCE, "5000米"),
    (DISTANCE, "5,000,400米"),
    (VALUE, "30"),
    (VALUE, "3亿"),
    (GDP, "1.3亿"),
    (quantity("250"), "205"),
    (quantity("250"), "二百零五"),
    (WAGE, "3200"),
]
OTHER_UNIT: list[tuple[Quantity, str]] = [
    (TRAINED, "9500公里"),
    (TRAINED, "9500%"),
    (SHARE, "80人"),
    (DISTANCE, "5000 kg"),
    (VALUE, "$3 billion"),
]
MALFORMED = [
    ("abc", "number", "unreadable"),
    ("很多", "number", "unreadable"),
    ("几千", "number", "unreadable"),
    ("9,50", "number", "unreadable"),
    ("9500 or 9600", "number", "unreadable"),
    ("1e99", "number", "unreadable"),
    (float("nan"), "number", "unreadable"),
    (float("inf"), "number", "unreadable"),
    pytest.param(10**5000, "number", "unreadable", id="an integer of 5001 digits"),
    pytest.param("9" * 201, "number", "too_long", id="201 digits"),
    (True, "number", "wrong_type"),
    (["9500"], "number", "wrong_type"),
    ("9500 blorps", "number", "unit_unknown"),
]


@pytest.mark.parametrize(("reported", "number", "rule"), RIGHT)
def test_the_figure_reported_is_right_however_it_is_written(
    reported: Quantity, number: object, rule: str
) -> None:
    found = mark(numeric(reported), {"number": number})
    assert (found.score, found.rule) == (1.0, rule)


@pytest.mark.parametrize(("reported", "number"), WRONG)
def test_another_figure_is_wrong(reported: Quantity, number: object) -> None:
    found = mark(numeric(reported), {"number": number})
    assert (found.score, found.rule, found.is_blank) == (0.0, None, False)


@pytest.mark.parametrize(("reported", "number"), OTHER_UNIT)
def test_a_unit_of_another_kind_is_wrong_and_says_so(reported: Quantity, number: str) -> None:
    found = mark(numeric(reported), {"number": number})
    assert (found.score, found.params) == (0.0, {"reason": "other_unit"})


@pytest.mark.parametrize(("number", "field", "code"), MALFORMED)
def test_what_cannot_be_scored_is_malformed_not_wrong(
    number: object, field: str, code: str
) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(numeric(TRAINED), {"number": number})
    assert (malformed.value.field, malformed.value.code) == (field, code)


def test_an_unreadable_number_says_why_and_where() -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(numeric(TRAINED), {"number": "12,34"})
    assert malformed.value.params == {"reason": "bad_separators", "position": 2}


def test_the_unit_may_be_given_on_its_own() -> None:
    distance = numeric(DISTANCE)
    assert mark(distance, {"number": "5000", "unit": "km"}).score == 1.0
    assert mark(distance, {"number": "5000000", "unit": "米"}).rule == "converted"
    assert mark(distance, {"number": "5000", "unit": "米"}).score == 0.0
    assert mark(distance, {"number": "5000", "unit": ""}).score == 1.0
    assert mark(distance, {"number": "5000公里", "unit": "km"}).score == 1.0
    assert mark(numeric(quantity("30000")), {"number": 3, "unit": "万人"}).score == 1.0


@pytest.mark.parametrize(
    ("number", "unit", "code"),
    [
        ("5000公里", "米", "unit_conflict"),
        ("5000", "blorps", "unit_unknown"),
        ("5", 7, "wrong_type"),
    ],
)
def test_a_unit_that_is_unclear_is_malformed(number: str, unit: object, code: str) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(numeric(DISTANCE), {"number": number, "unit": unit})
    assert (malformed.value.field, malformed.value.code) == ("unit", code)


def test_a_teacher_may_allow_a_tolerance() -> None:
    tolerant = numeric(quantity("9500"), tolerance="100")
    assert mark(tolerant, {"number": "9600"}).rule == "tolerance"
    assert mark(tolerant, {"number": "9500"}).rule == "digits"
    assert mark(tolerant, {"number": "9601"}).score == 0.0


def test_a_range_is_right_only_with_both_ends() -> None:
    days = numeric(quantity("3", bound=Bound.RANGE, upper="5"))
    assert mark(days, {"number": "3到5"}).score == 1.0
    assert mark(days, {"number": "3"}).score == 0.0
    assert mark(days, {"number": "3到6"}).score == 0.0


def test_the_mark_tells_how_the_answer_was_read() -> None:
    assert mark(numeric(TRAINED), {"number": "九千五百多人"}, "zh-hans").read == "9500多人"
    assert mark(numeric(TRAINED), {"number": "nine people"}, "en").read == "9 people"
    assert mark(numeric(SHARE), {"number": "八成"}, "en").read == "80%"
