"""Single and multiple choice share their rows of options."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from quizzes.admin.editors.base import Editor, Filled, register
from quizzes.admin.options import OptionsField, missing_texts, to_body, to_rows
from quizzes.domain.items import ChoiceBody, Form
from quizzes.domain.text import Text

FIELDS = {
    "options": OptionsField(
        label=_("Options"),
        help_text=_("Two to six. Mark what is right by the box in front of it."),
    )
}


def show(body: ChoiceBody) -> dict[str, Any]:
    """The rows of the options."""
    return {"options": to_rows(body)}


def read(filled: Filled) -> ChoiceBody:
    """The options that were filled in."""
    return to_body(filled.cleaned_data.get("options", []))


def check(filled: Filled, stem: Text) -> None:
    """Every option exists in every language of the question."""
    for text in missing_texts(filled.cleaned_data.get("options", []), stem):
        filled.add_error("options", text)


for _form in (Form.SINGLE_CHOICE, Form.MULTIPLE_CHOICE):
    register(Editor(_form, _("Options"), FIELDS, ["options"], show, read, check))
