"""A number to enter, with its unit and how far off an answer may be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.editors.base import Editor, Filled, register
from quizzes.admin.fields import FigureField, shortened
from quizzes.domain.items import Form, NumericBody
from quizzes.domain.text import Text
from quizzes.models import Unit
from quizzes.services.writing import known_units, number_body

FIELDS = {
    "amount": FigureField(label=_("Right number"), required=False, max_digits=28, decimal_places=8),
    "unit": forms.ModelChoiceField(Unit.objects.all(), label=_("Unit"), required=False),
    "tolerance": FigureField(
        label=_("Tolerance"),
        required=False,
        min_value=0,
        max_digits=28,
        decimal_places=8,
        help_text=_("How far off an answer may be and still be right. Empty: not at all."),
    ),
}


def show(body: NumericBody) -> dict[str, Any]:
    """The figure, its unit and its tolerance."""
    return {
        "amount": shortened(body.quantity.amount),
        "tolerance": shortened(body.tolerance) or None,
        "unit": Unit.objects.filter(key=body.quantity.unit).first(),
    }


def read(filled: Filled) -> NumericBody:
    """The figure, with every unit that converts."""
    given = filled.cleaned_data
    unit = given["unit"].key
    return number_body(given["amount"], unit, known_units(), given.get("tolerance"))


def check(filled: Filled, _stem: Text) -> None:
    """There is a figure, and it has a unit."""
    filled.require("amount", gettext("Write the right number."))
    filled.require("unit", gettext("Choose the unit of the number."))


register(
    Editor(
        Form.NUMERIC,
        _("Number"),
        FIELDS,
        [("amount", "unit"), "tolerance"],
        show,
        read,
        check,
        needed=("amount", "unit"),
    )
)
