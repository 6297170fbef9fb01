"""Figures are written as news writes them, with the hedge where grammar puts it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizzes.domain.values.figures import write_figure, write_quantity
from quizzes.domain.values.quantities import Bound
from tests.domain.values.samples import UNITS, quantity

BARE = [
    ("9500", "9500", "9,500"),
    ("29000", "2.9万", "29,000"),
    ("30000", "3万", "30,000"),
    ("300000", "30万", "300,000"),
    ("12345", "12345", "12,345"),
    ("384400", "38.44万", "384,400"),
    ("1500000", "150万", "1.5 million"),
    ("3e9", "30亿", "3 billion"),
    ("123450000", "12345万", "123.45 million"),
    ("1.3e12", "1.3万亿", "1.3 trillion"),
    ("0.50", "0.5", "0.5"),
    ("-63", "−63", "−63"),
    ("0", "0", "0"),
]
HEDGED = [
    ("9500", Bound.OVER, "9500多", "more than 9,500"),
    ("700", Bound.OVER, "700多", "more than 700"),
    ("3e9", Bound.OVER, "30多亿", "more than 3 billion"),
    ("3e8", Bound.OVER, "3亿多", "more than 300 million"),
    ("78000", Bound.OVER, "7.8万多", "more than 78,000"),
    ("200000", Bound.OVER, "20多万", "more than 200,000"),
    ("3", Bound.OVER, "超过3", "more than 3"),
    ("35", Bound.OVER, "超过35", "more than 35"),
    ("3500", Bound.ABOUT, "约3500", "about 3,500"),
    ("500", Bound.AT_LEAST, "至少500", "at least 500"),
    ("500", Bound.MORE_THAN, "超过500", "more than 500"),
    ("500", Bound.AT_MOST, "最多500", "at most 500"),
    ("500", Bound.LESS_THAN, "不到500", "under 500"),
]


@pytest.mark.parametrize(("amount", "zh", "en"), BARE)
def test_a_bare_figure_takes_a_scale_only_where_it_stays_exact(
    amount: str, zh: str, en: str
) -> None:
    assert write_figure(Decimal(amount), "zh-hans") == zh
    assert write_figure(Decimal(amount), "en") == en


@pytest.mark.parametrize(("amount", "bound", "zh", "en"), HEDGED)
def test_a_hedge_stands_where_grammar_puts_it(amount: str, bound: Bound, zh: str, en: str) -> None:
    assert write_quantity(quantity(amount, bound=bound), "zh-hans") == zh
    assert write_quantity(quantity(amount, bound=bound), "en") == en


def test_a_symbol_is_attached_to_the_number_and_to_both_ends_of_a_range() -> None:
    share = quantity("95", "percent", Bound.MORE_THAN)
    assert write_quantity(share, "zh-hans", UNITS["percent"]) == "超过95%"
    assert write_quantity(share, "en", UNITS["percent"]) == "more than 95%"
    between = quantity("3", "percent", Bound.RANGE, "5")
    assert write_quantity(between, "zh-hans", UNITS["percent"]) == "3%—5%"
    assert write_quantity(between, "en", UNITS["percent"]) == "3% to 5%"
    over = quantity("90", "percent", Bound.OVER)
    assert write_quantity(over, "zh-hans", UNITS["percent"]) == "90%多"


def test_a_name_of_a_unit_is_left_to_the_sentence() -> None:
    assert write_figure(Decimal(5000), "en", UNITS["km"]) == "5,000"
