"""Matching: pairs, and spare choices that belong to none."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.editors.base import Editor, Filled, register
from quizzes.admin.editors.rows import Row, RowsField, missing_languages
from quizzes.domain.items import Form, MatchingBody
from quizzes.domain.text import Text
from quizzes.domain.writing.bodies import matching_of, rows_of

FIELDS = {
    "pairs": RowsField(
        (("left", _("Left")), ("right", _("belongs to"))),
        _("Pairs"),
        _(
            "What belongs together stands in one row. A row with an empty left side is a spare"
            " choice that belongs to none: it keeps the last pair from being known by what is left."
        ),
    )
}


def show(body: MatchingBody) -> dict[str, Any]:
    """The pairs, and then the spare ones."""
    pairs, spares = rows_of(body)
    rows: list[Row] = [*pairs, *((Text(), text) for text in spares)]
    return {"pairs": rows}


def read(filled: Filled) -> MatchingBody:
    """Rows with both sides are pairs; those with the right one alone are spare."""
    rows = filled.cleaned_data.get("pairs", [])
    return matching_of(
        [(left, right) for left, right in rows if left],
        [right for left, right in rows if not left],
    )


def check(filled: Filled, stem: Text) -> None:
    """Whatever stands on the left belongs to something, and all is said in every language."""
    rows = filled.cleaned_data.get("pairs", [])
    for number, (left, right) in enumerate(rows, 1):
        if left and not right:
            message = gettext("Row %(row)s: write what belongs to “%(left)s”.")
            filled.add_error("pairs", message % {"row": number, "left": left.best("en")})
    for text in missing_languages(rows, stem):
        filled.add_error("pairs", text)


register(Editor(Form.MATCHING, _("Pairs"), FIELDS, ["pairs"], show, read, check))
