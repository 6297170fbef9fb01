"""Questions as rows of a sheet, one row each."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzes.domain.formats import words
from quizzes.domain.formats.item_bodies import SHEET_FORMS, Number
from quizzes.domain.formats.reading import Reader
from quizzes.domain.formats.tables import CellProblem, Row, Sheet
from quizzes.domain.items import Body, ClozeBody, Form
from quizzes.domain.text import Text
from quizzes.domain.writing.gaps import stem_of


@dataclass
class ItemRow:
    """A question as its row gives it; `point` is not yet looked up.

    `status` is "" where it is left as it is, `form` where it cannot be read, `body` None where
    something is wrong with it. `in_order` is None where it is left as it is.
    """

    row: Row
    key: str
    article: str
    point: str
    form: str
    status: str
    stem: Text
    explanation: Text
    body: Body | None = None
    in_order: bool | None = None
    problems: list[CellProblem] = field(default_factory=list)


def read_items(sheet: Sheet, number: Number) -> list[ItemRow]:
    """The questions of a sheet, each with the problems of its cells; `number` knows the units."""
    seen: set[str] = set()
    items = []
    for row in sheet.rows:
        item = _read_item(sheet, row, number)
        if item.key and item.key in seen:
            item.problems.append(sheet.problem(row, "key", "key_again", key=item.key))
        seen.add(item.key)
        items.append(item)
    return items


def _read_item(sheet: Sheet, row: Row, number: Number) -> ItemRow:
    reader = Reader(sheet, row)
    item = ItemRow(
        row=row,
        key=reader.get("key"),
        article=reader.needed("article"),
        point=reader.get("point"),
        form=reader.word("form", words.FORM, needed=True),
        status=reader.word("status", words.ITEM_STATUS),
        stem=reader.text("stem"),
        explanation=reader.text("explanation"),
        in_order=reader.yes("in_order") if reader.get("in_order") else None,
        problems=reader.problems,
    )
    item.problems += sheet.errors(row)
    if item.form:
        item.body = SHEET_FORMS[Form(item.form)].read(reader, number)
    if isinstance(item.body, ClozeBody):
        item.stem = stem_of(item.body)
    return item
