"""A short text to enter, and other ways to write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import side_by_side
from quizzes.admin.editors.base import Editor, Filled, register, shown, texts
from quizzes.domain.items import Form, TextBody
from quizzes.domain.text import Text
from quizzes.models.base import lines

FIELDS = {
    **texts("answer", _("Answer")),
    "accepted": forms.CharField(
        label=_("Also accepted"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Other ways to write the answer, one on each line, in any language."),
    ),
}


def show(body: TextBody) -> dict[str, Any]:
    """The answer, and what else is accepted, a line each."""
    others = [text for text in body.accepted if text not in body.answer.values()]
    return {**shown("answer", body.answer), "accepted": "\n".join(others)}


def read(filled: Filled) -> TextBody:
    """The answer with all that is accepted."""
    answer = filled.text("answer")
    accepted = (*answer.values(), *lines(filled.cleaned_data.get("accepted", "")))
    return TextBody(answer, tuple(dict.fromkeys(accepted)))


def check(filled: Filled, stem: Text) -> None:
    """There is an answer in every language of the question."""
    filled.need("answer", stem)


register(
    Editor(
        Form.SHORT_TEXT,
        _("Short text"),
        FIELDS,
        [*side_by_side("answer"), "accepted"],
        show,
        read,
        check,
    )
)
