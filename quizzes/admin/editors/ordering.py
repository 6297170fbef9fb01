"""Ordering: things in their right order, which learners see in another one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from quizzes.admin.editors.base import Editor, Filled, register
from quizzes.admin.editors.rows import RowsField, missing_languages
from quizzes.domain.items import Form, OrderingBody
from quizzes.domain.text import Text
from quizzes.domain.writing.bodies import order_of, ordering_of

FIELDS = {
    "order": RowsField(
        (("what", _("Text")),),
        _("In the right order"),
        _("First to last, three at least. Learners see them in another order."),
    )
}


def show(body: OrderingBody) -> dict[str, Any]:
    """The things, first to last."""
    return {"order": [(text,) for text in order_of(body)]}


def read(filled: Filled) -> OrderingBody:
    """The rows in the order they stand in."""
    return ordering_of([text for (text,) in filled.cleaned_data.get("order", [])])


def check(filled: Filled, stem: Text) -> None:
    """All is said in every language of the question."""
    for text in missing_languages(filled.cleaned_data.get("order", []), stem):
        filled.add_error("order", text)


register(Editor(Form.ORDERING, _("In the right order"), FIELDS, ["order"], show, read, check))
