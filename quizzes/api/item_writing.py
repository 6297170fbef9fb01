"""From what a teacher sent to the content of a question."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from quizzes.domain.generation.units import unit_text
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
from quizzes.models import Article, Point, Unit
from quizzes.models.base import content_languages
from quizzes.services.validation import unit_value
from quizzes.services.writing import option_ids

Given = Mapping[str, Any]
MOST_OPTIONS = 10
NEEDED = {
    Form.SINGLE_CHOICE: ("options",),
    Form.TRUE_FALSE: ("truth",),
    Form.NUMERIC: ("amount", "unit"),
    Form.SHORT_TEXT: ("answer",),
}


def content_of(given: Given, point: Point | None) -> ItemContent:
    """The content of a question; ValidationError where the form lacks a member."""
    form = Form(given["form"])
    if len(given.get("options", ())) > MOST_OPTIONS:
        error = serializers.ErrorDetail(
            _("At most %(count)d options.") % {"count": MOST_OPTIONS}, code="max_length"
        )
        raise serializers.ValidationError({"options": error})
    missing = [name for name in NEEDED[form] if given.get(name) in (None, [], Text())]
    if missing:
        error = serializers.ErrorDetail(_("This form needs it."), code="required")
        raise serializers.ValidationError(dict.fromkeys(missing, error))
    return ItemContent(
        form=form,
        points=(f"{point.fact.key}.{point.name}",) if point else (),
        stem=given["stem"],
        explanation=given.get("explanation", Text()),
        body=_body(form, given),
    )


def find_point(article: Article, key: str | None) -> Point | None:
    """The point of the article; ValidationError where it has none of that key."""
    if not key:
        return None
    fact, _dot, name = key.rpartition(".")
    points = Point.objects.select_related("fact").filter(fact__article=article)
    found = points.filter(fact__key=fact, name=name).first()
    if found is None:
        message = _("The article has no such point.")
        raise serializers.ValidationError(
            {"point": serializers.ErrorDetail(message, code="does_not_exist")}
        )
    return found


def _body(form: Form, given: Given) -> Body:
    match form:
        case Form.TRUE_FALSE:
            return TrueFalseBody(given["truth"], reason=given.get("reason", Text()))
        case Form.NUMERIC:
            return _numeric(given)
        case Form.SHORT_TEXT:
            accepted = (*given["answer"].values(), *given.get("accepted", ()))
            return TextBody(given["answer"], tuple(dict.fromkeys(accepted)))
        case _:
            return _choice(given)


def _choice(given: Given) -> ChoiceBody:
    options = given["options"]
    ids = option_ids([option["text"] for option in options])
    return ChoiceBody(
        tuple(
            Option(letter, each["text"], each["is_key"], reason=each.get("reason", Text()))
            for letter, each in zip(ids, options, strict=True)
        ),
        given["in_order"],
    )


def _numeric(given: Given) -> NumericBody:
    known = {unit.key: value for unit in Unit.objects.all() if (value := unit_value(unit))}
    unit = known[given["unit"].key]
    quantity = Quantity(given["amount"].normalize(), unit.key)
    named = {code: unit.symbol or unit_text(unit, quantity, code) for code in content_languages()}
    return NumericBody(
        quantity=quantity,
        unit_name=Text.of(named),
        tolerance=given.get("tolerance") or Decimal(0),
        units=answer_units(unit, known),
    )
