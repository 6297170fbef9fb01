"""A hedged figure says where the true number may lie, and so what is certainly another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.values.quantities import (
    Bound,
    Interval,
    Quantity,
    about_tolerance,
    disjoint,
    interval,
    roundness,
    same_figure,
)
from quizzes.domain.values.units import DimensionError, answer_units, convert, is_capped
from tests.domain.values.samples import UNITS, quantity

OVER_ENDS = {"700": "800", "9500": "9600", "3e9": "4e9", "78000": "79000", "7.8": "7.9", "10": "20"}

_AMOUNTS = st.builds(
    lambda digits, zeros: Decimal(digits) * 10**zeros, st.integers(1, 999), st.integers(0, 6)
)
QUANTITIES = st.builds(
    lambda amount, bound, unit: Quantity(
        amount, unit, bound, amount * 2 if bound is Bound.RANGE else None
    ),
    _AMOUNTS,
    st.sampled_from(list(Bound)),
    st.sampled_from(["km", "m", "person", "mu", "hectare"]),
)


@pytest.mark.parametrize(("amount", "end"), OVER_ENDS.items())
def test_over_ends_below_the_next_round_figure(amount: str, end: str) -> None:
    found = interval(quantity(amount, bound=Bound.OVER))
    assert found == Interval(Decimal(amount), Decimal(end), lower_open=True, upper_open=True)


@pytest.mark.parametrize(
    ("bound", "inside", "outside"),
    [
        (Bound.EXACT, ["500"], ["499", "501"]),
        (Bound.ABOUT, ["450", "550"], ["449", "551"]),
        (Bound.OVER, ["501", "599"], ["500", "600"]),
        (Bound.AT_LEAST, ["500", "100000"], ["499"]),
        (Bound.MORE_THAN, ["501", "100000"], ["500"]),
        (Bound.AT_MOST, ["0", "500"], ["501", "-1"]),
        (Bound.LESS_THAN, ["0", "499"], ["500"]),
        (Bound.RANGE, ["500", "700"], ["499", "701"]),
    ],
)
def test_each_bound_holds_its_numbers_and_no_others(
    bound: Bound, inside: list[str], outside: list[str]
) -> None:
    upper = "700" if bound is Bound.RANGE else None
    found = interval(quantity("500", bound=bound, upper=upper), UNITS["person"])
    assert all(Decimal(each) in found for each in inside)
    assert not any(Decimal(each) in found for each in outside)


def test_a_share_ends_at_a_hundred_and_growth_does_not() -> None:
    share = interval(quantity("95", "percent", Bound.MORE_THAN), UNITS["percent"])
    growth = interval(quantity("95", "growth", Bound.MORE_THAN), UNITS["growth"])
    assert (share.upper, growth.upper) == (Decimal(100), None)
    assert is_capped(UNITS["percent"])
    assert not is_capped(UNITS["growth"])


def test_at_most_has_no_lower_end_where_figures_may_be_below_zero() -> None:
    assert interval(quantity("5", "celsius", Bound.AT_MOST), UNITS["celsius"]).lower is None
    assert interval(quantity("5", "km", Bound.AT_MOST), UNITS["km"]).lower == 0


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (quantity("700", bound=Bound.OVER), quantity("800"), True),
        (quantity("700", bound=Bound.OVER), quantity("750"), False),
        (quantity("700", bound=Bound.OVER), quantity("700"), True),
        (quantity("700", bound=Bound.OVER), quantity("600", bound=Bound.AT_LEAST), False),
        (quantity("500", bound=Bound.AT_MOST), quantity("500", bound=Bound.AT_LEAST), False),
        (quantity("500", bound=Bound.LESS_THAN), quantity("500", bound=Bound.AT_LEAST), True),
        (quantity("3500", bound=Bound.ABOUT), quantity("3600"), False),
        (quantity("3500", bound=Bound.ABOUT), quantity("4000"), True),
        (quantity("1.5", "km"), quantity("1500", "m"), False),
        (quantity("1.5", "km"), quantity("1600", "m"), True),
        (quantity("15", "mu"), quantity("1", "hectare"), False),
        (quantity("15", "mu"), quantity("2", "hectare"), True),
        (quantity("5", "km"), quantity("9", "person"), False),
    ],
)
def test_figures_are_apart_only_where_no_number_fits_both(
    a: Quantity, b: Quantity, apart: bool
) -> None:
    assert disjoint(a, b, UNITS) is apart
    assert disjoint(b, a, UNITS) is apart


@pytest.mark.parametrize(
    ("amount", "tolerance"), [("3500", "175"), ("500", "50"), ("10", "1"), ("12756", "637.8")]
)
def test_about_allows_from_five_to_ten_per_cent(amount: str, tolerance: str) -> None:
    assert about_tolerance(Decimal(amount)) == Decimal(tolerance)


def test_the_same_figure_is_known_in_other_units_and_by_both_ends() -> None:
    assert same_figure(quantity("1.5", "km"), quantity("1500", "m", Bound.OVER), UNITS)
    assert same_figure(quantity("15", "mu"), quantity("1", "hectare"), UNITS)
    assert not same_figure(quantity("5", "km"), quantity("5", "person"), UNITS)
    three_to_five = quantity("3", bound=Bound.RANGE, upper="5")
    assert not same_figure(three_to_five, quantity("3"), UNITS)
    assert not same_figure(three_to_five, quantity("3", bound=Bound.RANGE, upper="6"), UNITS)


@given(a=QUANTITIES, b=QUANTITIES)
def test_being_apart_goes_both_ways_and_never_holds_of_one_figure(a: Quantity, b: Quantity) -> None:
    assert disjoint(a, b, UNITS) == disjoint(b, a, UNITS)
    assert not disjoint(a, a, UNITS)


@given(a=QUANTITIES, b=QUANTITIES, share=st.integers(0, 100))
def test_no_number_lies_in_two_figures_that_are_apart(a: Quantity, b: Quantity, share: int) -> None:
    """Any number of the one, sampled between its ends, is outside the other."""
    if not disjoint(a, b, UNITS):
        return
    one, other = interval(a, UNITS[a.unit]), interval(b, UNITS[b.unit])
    lower = one.lower or Decimal(0)
    upper = one.upper if one.upper is not None else lower * 10
    sample = lower + (upper - lower) * share / 100
    converted = convert(sample, UNITS[a.unit], UNITS[b.unit])
    assert not (sample in one and converted in other)


@given(amount=_AMOUNTS)
def test_converting_there_and_back_changes_nothing(amount: Decimal) -> None:
    there = convert(amount, UNITS["km"], UNITS["m"])
    assert convert(there, UNITS["m"], UNITS["km"]) == amount


def test_another_dimension_is_not_converted() -> None:
    with pytest.raises(DimensionError):
        convert(Decimal(1), UNITS["km"], UNITS["person"])


@pytest.mark.parametrize(("amount", "digits"), [("3000", 1), ("9500", 2), ("12345", 5), ("0", 1)])
def test_roundness_counts_the_digits_that_carry_the_figure(amount: str, digits: int) -> None:
    assert roundness(Decimal(amount)) == digits


def test_what_may_be_written_after_a_number_includes_synonyms_and_the_bare_name() -> None:
    length, companies = answer_units(UNITS["km"], UNITS), answer_units(UNITS["company"], UNITS)
    assert (length["千米"], length["km"], length["米"]) == (1, 1, Decimal("0.001"))
    assert companies.keys() >= {"家", "企业", "家企业", "company", "companies"}
    assert "人" not in companies


def test_a_word_of_two_meanings_stands_for_either_but_they_not_for_each_other() -> None:
    temperature, angle = answer_units(UNITS["celsius"], UNITS), answer_units(UNITS["degree"], UNITS)
    assert temperature.keys() >= {"度", "摄氏度", "°c"}
    assert "度" in angle
    assert "°c" not in angle
