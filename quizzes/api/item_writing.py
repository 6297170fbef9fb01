"""From what a teacher sent to the content of a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from quizzes.domain.items import (
    Body,
    ClozeBody,
    Form,
    Gap,
    ItemContent,
    NumericBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.quality.authored import MOST_ENTRIES
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity
from quizzes.domain.writing.bodies import WrittenOption, choice_of, matching_of, ordering_of
from quizzes.domain.writing.gaps import read_gaps, stem_of
from quizzes.models import Article, Point
from quizzes.services.writing import known_units, number_body

Given = Mapping[str, Any]
LISTS = ("options", "pairs", "spares", "order", "gaps")


def content_of(given: Given, point: Point | None) -> ItemContent:
    """The content of a question; ValidationError where the form lacks a member."""
    form = Form(given["form"])
    needed, make = WRITERS[form]
    _refuse_long_lists(given)
    missing = [name for name in needed if given.get(name) in (None, [], Text())]
    if missing:
        error = serializers.ErrorDetail(_("This form needs it."), code="required")
        raise serializers.ValidationError(dict.fromkeys(missing, error))
    body = make(given)
    return ItemContent(
        form=form,
        points=(f"{point.fact.key}.{point.name}",) if point else (),
        stem=stem_of(body) if isinstance(body, ClozeBody) else given["stem"],
        explanation=given.get("explanation", Text()),
        body=body,
    )


def _refuse_long_lists(given: Given) -> None:
    for name in LISTS:
        if len(given.get(name, ())) > MOST_ENTRIES:
            text = _("At most %(count)d of them.") % {"count": MOST_ENTRIES}
            error = serializers.ErrorDetail(text, code="max_length")
            raise serializers.ValidationError({name: error})


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


def _choice(given: Given) -> Body:
    options = [
        WrittenOption(each["text"], each["is_key"], each.get("reason", Text()))
        for each in given["options"]
    ]
    return choice_of(options, given["in_order"])


def _true_false(given: Given) -> Body:
    return TrueFalseBody(given["truth"], reason=given.get("reason", Text()))


def _numeric(given: Given) -> NumericBody:
    amount, unit = given["amount"].normalize() + 0, given["unit"].key
    return number_body(amount, unit, known_units(), given.get("tolerance"))


def _short_text(given: Given) -> TextBody:
    accepted = (*given["answer"].values(), *given.get("accepted", ()))
    return TextBody(given["answer"], tuple(dict.fromkeys(accepted)))


def _matching(given: Given) -> Body:
    pairs = [(pair["left"], pair["right"]) for pair in given["pairs"]]
    return matching_of(pairs, given.get("spares", ()))


def _ordering(given: Given) -> Body:
    return ordering_of(given["order"])


def _cloze(given: Given) -> Body:
    if not given.get("gaps"):
        return read_gaps(given["stem"])
    gaps = (Gap(each["id"], _gap(each), "", each.get("hint", Text())) for each in given["gaps"])
    return ClozeBody(given["stem"], tuple(gaps))


def _gap(given: Given) -> NumericBody | TextBody:
    if given.get("amount") is not None:
        if given.get("unit"):
            return _numeric(given)
        quantity = Quantity(given["amount"].normalize() + 0, "")
        return NumericBody(quantity, tolerance=given.get("tolerance") or quantity.amount * 0)
    return _short_text({"answer": Text(), **given})


WRITERS: dict[Form, tuple[tuple[str, ...], Callable[[Given], Body]]] = {
    Form.SINGLE_CHOICE: (("options",), _choice),
    Form.MULTIPLE_CHOICE: (("options",), _choice),
    Form.TRUE_FALSE: (("truth",), _true_false),
    Form.NUMERIC: (("amount", "unit"), _numeric),
    Form.SHORT_TEXT: (("answer",), _short_text),
    Form.CLOZE: ((), _cloze),
    Form.MATCHING: (("pairs",), _matching),
    Form.ORDERING: (("order",), _ordering),
}
"""For each form the members it needs, and how its body is made of what was sent."""
