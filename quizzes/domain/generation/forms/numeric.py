"""Numeric entry: the figure that the article gives, with its unit and precision told."""

from __future__ import annotations

from decimal import Decimal

from quizzes.domain.facts import PointKind
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.registry import register
from quizzes.domain.generation.shown import shown_points
from quizzes.domain.generation.units import unit_text
from quizzes.domain.items import Form, ItemContent, NumericBody
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import ABOUT_SHARE, Bound, Quantity
from quizzes.domain.values.units import answer_units


@register(Form.NUMERIC, {PointKind.QUANTITY})
def make(asked: Asked) -> ItemContent:
    """A figure to enter. Only "about" leaves room (5 %): all else asks for the figure given."""
    body = body_of(asked)
    quantity = body.quantity
    stem = asked.text({each: _stem(asked, quantity, each) for each in asked.languages})
    return ItemContent(
        form=Form.NUMERIC,
        points=(asked.point.key,),
        stem=stem,
        explanation=wording.explanation(asked),
        body=body,
        shows=shown_points(asked, stem),
        seed=asked.seed,
        languages=asked.languages,
    )


def body_of(asked: Asked) -> NumericBody:
    """The figure of a point as it is to be entered; RefusedError where it is not one figure."""
    quantity = asked.point.value
    assert isinstance(quantity, Quantity)
    if not asked.point.exclusive:
        raise RefusedError("not_exclusive")
    if quantity.bound is Bound.RANGE:
        raise RefusedError("range_is_two_figures")
    is_about = quantity.bound is Bound.ABOUT
    return NumericBody(
        quantity=quantity,
        unit_name=_unit_name(asked, quantity),
        tolerance=abs(quantity.amount) * ABOUT_SHARE if is_about else Decimal(0),
        units=answer_units(asked.base.units[quantity.unit], asked.base.units),
    )


def _unit_name(asked: Asked, quantity: Quantity) -> Text:
    unit = asked.base.units[quantity.unit]
    return asked.text(
        {each: unit.symbol or unit_text(unit, quantity, each) for each in asked.languages}
    )


def _stem(asked: Asked, quantity: Quantity, language: str) -> str:
    words, unit = wording.wording(language), _unit_name(asked, quantity).get(language)
    note = words.figure_and_unit.format(unit=unit) if unit else words.figure_only
    return wording.stem(asked)[language] + note
