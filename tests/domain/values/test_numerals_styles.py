"""A number written in any style is read back as the same number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.figures import write_quantity
from quizzes.domain.values.numerals import read_number
from quizzes.domain.values.quantities import Bound, Quantity
from tests.domain.values.styles import SHARES, STYLES

# Round figures, as news has them, beside arbitrary ones.
_ROUND = st.builds(
    lambda digits, zeros: Decimal(digits) * 10**zeros, st.integers(1, 9999), st.integers(0, 9)
)
NUMBERS = st.one_of(
    _ROUND,
    st.integers(0, 10**13).map(Decimal),
    st.integers(0, 10**7).map(lambda hundredths: Decimal(hundredths) / 100),
)
# What a hedge of the writer may be read as: English has one word for over and more than.
_READ_AS = {Bound.OVER: {Bound.OVER, Bound.MORE_THAN}}


@pytest.mark.parametrize("style", STYLES)
@given(number=NUMBERS)
def test_a_number_in_any_style_is_read_back(style: str, number: Decimal) -> None:
    written = STYLES[style](number)
    if written is None:
        return
    read = read_number(written)
    assert (read.amount, read.rest, read.bound) == (number, "", Bound.EXACT), written


@pytest.mark.parametrize("style", STYLES)
@given(number=NUMBERS, unit=st.sampled_from(["人", "亩", "家企业", " people", " km"]))
def test_the_unit_after_a_number_in_any_style_is_what_is_left(
    style: str, number: Decimal, unit: str
) -> None:
    written = STYLES[style](number)
    if written is None:
        return
    read = read_number(written + unit)
    assert (read.amount, read.rest) == (number, unit.strip()), written


@pytest.mark.parametrize("style", SHARES)
@given(tenths=st.integers(0, 1000))
def test_a_share_in_any_style_is_read_as_percent(style: str, tenths: int) -> None:
    share = Decimal(tenths) / 10
    written = SHARES[style](share)
    if written is None:
        return
    read = read_number(written)
    assert (read.amount, read.rest) == (share, "%"), written


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@given(number=NUMBERS.filter(bool), bound=st.sampled_from(list(Bound)))
def test_a_hedged_figure_as_we_write_it_is_read_back(
    language: str, number: Decimal, bound: Bound
) -> None:
    upper = number * 2 if bound is Bound.RANGE else None
    written = write_quantity(Quantity(number, "person", bound, upper), language)
    read = read_number(written)
    assert (read.amount, read.upper) == (number, upper), written
    assert read.bound in _READ_AS.get(bound, {bound}), written


@given(number=NUMBERS.filter(bool), style=st.sampled_from(["digits", "Chinese", "万", "commas"]))
def test_a_minus_sign_in_any_style_makes_the_number_negative(number: Decimal, style: str) -> None:
    written = STYLES[style](number)
    if written is None:
        return
    for minus in ("-", "−", "－", "负", "零下"):
        assert read_number(minus + written).amount == -number


def _code_or_number(text: str) -> str | Decimal:
    try:
        return read_number(text).amount
    except UnreadableError as error:
        return error.code


@given(text=st.text(max_size=220))
def test_any_text_is_read_or_refused_with_a_code(text: str) -> None:
    found = _code_or_number(text)
    assert found if isinstance(found, str) else abs(found) < 10**26


@given(
    text=st.text(
        alphabet="零〇一二两三九十百千万亿廿卅点多余几半成分之0123456789.,%-e ^x/", max_size=24
    )
)
def test_any_heap_of_numerals_is_read_or_refused_with_a_code(text: str) -> None:
    found = _code_or_number(text)
    assert found if isinstance(found, str) else abs(found) < 10**26
