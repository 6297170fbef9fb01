"""Two values are called different only with proof, and any value can be written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from quizzes.domain.facts import EntityRef, MemberSet, Sequence, Term, Value
from quizzes.domain.values.compare import (
    provably_different,
    write_bare,
    write_reported,
    write_value,
)
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.quantities import Bound, Quantity
from tests.domain.values.samples import BASE, quantity, term, text


def members(*names: str) -> tuple[Term, ...]:
    return tuple(term(name) for name in names)


def year(number: int) -> PartialDate:
    return PartialDate(date(number, 1, 1), Precision.YEAR)


SKY, SEA = term("天山计划", "Sky Plan"), term("领航员计划", "Pilot Plan")
AUGUST = PartialDate(date(2024, 8, 1), Precision.MONTH)

DIFFERENT: list[tuple[Value, Value]] = [
    (quantity("9500"), quantity("8500")),
    (year(2024), year(2023)),
    (AUGUST, PartialDate(date(2024, 9, 1), Precision.DAY)),
    (EntityRef("hangzhou"), EntityRef("jilin")),
    (EntityRef("jilin"), EntityRef("zhejiang")),
    (SKY, SEA),
    (MemberSet(members("甲", "乙"), True), MemberSet(members("甲", "丙"), True)),
    (MemberSet(members("甲"), True), MemberSet(members("甲", "丙"), True)),
    (Sequence(members("甲", "乙")), Sequence(members("乙", "甲"))),
    (Sequence(members("甲", "乙")), Sequence(members("甲"))),
]
NOT_PROVED: list[tuple[Value, Value]] = [
    (quantity("9500"), quantity("9500")),
    (quantity("5", "km"), quantity("5000", "m")),
    (quantity("5", "km"), quantity("9", "person")),
    (year(2024), AUGUST),
    (EntityRef("hangzhou"), EntityRef("hangzhou")),
    (EntityRef("hangzhou"), EntityRef("zhejiang")),
    (EntityRef("xihu"), EntityRef("zhejiang")),
    (EntityRef("jilin"), EntityRef("jilin-city")),
    (EntityRef("aksu"), EntityRef("aksu-old")),
    (SKY, term("「天山計劃」")),
    (SKY, term("新天山计划")),
    (SKY, term("甲", "", "sky plan")),
    (SKY, Term(text(""))),
    (EntityRef("hangzhou"), term("杭州市区")),
    (SKY, quantity("5")),
    (MemberSet(members("甲", "乙"), False), MemberSet(members("甲", "丙"), True)),
    (MemberSet(members("甲", "乙"), True), MemberSet(members("乙", "甲"), True)),
    (Sequence(members("甲", "乙")), Sequence(members("甲", "乙"))),
]


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_values_that_cannot_both_be_right_are_proved_different(a: Value, b: Value) -> None:
    assert provably_different(a, b, BASE)
    assert provably_different(b, a, BASE)


@pytest.mark.parametrize(("a", "b"), NOT_PROVED)
def test_what_may_be_the_same_is_never_called_different(a: Value, b: Value) -> None:
    assert not provably_different(a, b, BASE)
    assert not provably_different(b, a, BASE)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (quantity("9500", bound=Bound.OVER), "9500多", "more than 9,500"),
        (quantity("95", "percent", Bound.MORE_THAN), "超过95%", "more than 95%"),
        (AUGUST, "2024年8月", "August 2024"),
        (EntityRef("hangzhou"), "杭州市", "Hangzhou"),
        (SKY, "天山计划", "Sky Plan"),
        (MemberSet((SKY,)), "天山计划", "Sky Plan"),
        (MemberSet((SKY, SEA)), "天山计划和领航员计划", "Sky Plan and Pilot Plan"),
        (
            MemberSet((SKY, SEA, EntityRef("hangzhou"))),
            "天山计划、领航员计划和杭州市",
            "Sky Plan, Pilot Plan and Hangzhou",
        ),
        (Sequence((SKY, SEA)), "天山计划、领航员计划", "Sky Plan, Pilot Plan"),
    ],
)
def test_a_value_is_written_as_its_language_lists_it(value: Value, zh: str, en: str) -> None:
    assert write_value(value, "zh-hans", BASE) == zh
    assert write_value(value, "en", BASE) == en


def test_a_bare_figure_has_no_hedge_but_a_range_keeps_both_ends() -> None:
    assert write_bare(quantity("3e9", "yuan", Bound.OVER), "zh-hans", BASE) == "30亿"
    assert write_bare(Quantity(Decimal(3), "km", Bound.RANGE, Decimal(5)), "en", BASE) == "3 to 5"
    assert write_bare(AUGUST, "en", BASE) == "August 2024"


def test_figures_of_one_list_share_the_least_scale_of_them() -> None:
    few, some, many = (quantity(amount) for amount in ("9500", "29000", "3e6"))
    written = [write_bare(each, "zh-hans", BASE, (few, some)) for each in (few, some)]
    assert written == ["9500", "29000"]
    assert write_bare(many, "zh-hans", BASE, (some, many)) == "300万"
    assert write_bare(many, "en", BASE, (some, many)) == "3,000,000"
    assert write_bare(many, "en", BASE, (many,)) == "3 million"
    over = quantity("29000", bound=Bound.OVER)
    assert write_reported(over, "zh-hans", BASE, (few, over)) == "29000多"
    assert write_reported(over, "zh-hans", BASE) == "2.9万多"
    assert write_reported(AUGUST, "en", BASE, (AUGUST,)) == "August 2024"
