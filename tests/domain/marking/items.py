"""Items to mark."""

from __future__ import annotations

from decimal import Decimal

from quizzes.domain.facts import Value
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    Form,
    ItemContent,
    NumericBody,
    Option,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity
from quizzes.domain.values.units import answer_units
from tests.domain.values.samples import UNITS, text


def item(form: Form, body: Body) -> ItemContent:
    return ItemContent(
        form, ("fact.point",), text("问", "Ask"), text("因", "Why"), body, languages=("en",)
    )


def choice() -> ItemContent:
    options = (
        Option("a", text("甲", "A"), is_key=False),
        Option("b", text("乙", "B"), is_key=True),
        Option("c", text("丙", "C"), is_key=False),
    )
    return item(Form.SINGLE_CHOICE, ChoiceBody(options))


def true_false(truth: bool) -> ItemContent:
    return item(Form.TRUE_FALSE, TrueFalseBody(truth))


def numeric(reported: Quantity, tolerance: str = "0") -> ItemContent:
    unit = UNITS[reported.unit]
    units = answer_units(unit, UNITS)
    return item(Form.NUMERIC, NumericBody(reported, unit.name, Decimal(tolerance), units))


def short_text(
    answer: Text, aliases: tuple[str, ...] = (), value: Value | None = None
) -> ItemContent:
    return item(Form.SHORT_TEXT, TextBody(answer, (*answer.values(), *aliases), value))
