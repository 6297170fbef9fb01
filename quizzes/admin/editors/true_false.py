"""True or false: the question is the statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import side_by_side
from quizzes.admin.editors.base import Editor, Filled, register, shown, texts
from quizzes.domain.items import Form, TrueFalseBody
from quizzes.domain.text import Text

FIELDS = {
    "truth": forms.ChoiceField(
        label=_("The statement is"),
        required=False,
        choices=[("", "---------"), ("true", _("true")), ("false", _("false"))],
    ),
    **texts("reason", _("Why it is true or false")),
}


def show(body: TrueFalseBody) -> dict[str, Any]:
    """Whether it is true, and why."""
    return {"truth": "true" if body.truth else "false", **shown("reason", body.reason)}


def read(filled: Filled) -> TrueFalseBody:
    """Whether it is true, and why."""
    return TrueFalseBody(filled.cleaned_data.get("truth") == "true", reason=filled.text("reason"))


def check(filled: Filled, _stem: Text) -> None:
    """One of the two was chosen."""
    filled.require("truth", gettext("Say whether the statement is true."))


register(
    Editor(
        Form.TRUE_FALSE,
        _("True or false"),
        FIELDS,
        ["truth", *side_by_side("reason")],
        show,
        read,
        check,
    )
)
