"""Questions as rows of a sheet, one row each."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.domain.formats import words
from quizzes.domain.formats.cells import split_list, unescape
from quizzes.domain.formats.columns import MOST_OPTIONS
from quizzes.domain.formats.reading import Reader
from quizzes.domain.formats.tables import CellProblem, Row, Sheet
from quizzes.domain.items import Form
from quizzes.domain.text import Text

READ_FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)
"""The forms that a row can hold."""


@dataclass(frozen=True)
class OptionRow:
    """One option as it was typed."""

    text: Text
    is_key: bool
    reason: Text = Text()


@dataclass
class ItemRow:
    """A question as its row gives it; `point` and `unit` are not yet looked up.

    `status` is "" where it is left as it is, `form` where it cannot be read.
    """

    row: Row
    key: str
    article: str
    point: str
    form: str
    status: str
    stem: Text
    explanation: Text
    options: tuple[OptionRow, ...] = ()
    truth: bool | None = None
    reason: Text = Text()
    amount: Decimal | None = None
    unit: str = ""
    tolerance: Decimal = Decimal(0)
    answer: Text = Text()
    accepted: tuple[str, ...] = ()
    problems: list[CellProblem] = field(default_factory=list)


def read_items(sheet: Sheet) -> list[ItemRow]:
    """The questions of a sheet, each with the problems of its cells."""
    seen: set[str] = set()
    items = []
    for row in sheet.rows:
        item = _read_item(sheet, row)
        if item.key and item.key in seen:
            item.problems.append(sheet.problem(row, "key", "key_again", key=item.key))
        seen.add(item.key)
        items.append(item)
    return items


def _read_item(sheet: Sheet, row: Row) -> ItemRow:
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
        problems=reader.problems,
    )
    item.problems += sheet.errors(row)
    match item.form:
        case Form.SINGLE_CHOICE:
            item.options = _options(reader)
        case Form.TRUE_FALSE:
            truth = reader.word("answer", words.TRUTH, needed=True)
            item.truth = truth == "true" if truth else None
            item.reason = reader.text("reason")
        case Form.NUMERIC:
            if reader.needed("answer"):
                item.amount = reader.number("answer")
            item.unit = reader.needed("unit")
            item.tolerance = reader.number("tolerance") or Decimal(0)
        case Form.SHORT_TEXT:
            item.answer = reader.text("answer_text") or _loose_answer(reader, item.stem)
            others = (unescape(each) for each in split_list(reader.get("accepted")))
            item.accepted = tuple(each for each in others if each)
        case str() as other if other:
            reader.problem("form", "form_not_read", value=other)
    return item


def _loose_answer(reader: Reader, stem: Text) -> Text:
    """An answer in the column for all forms: in every language of the question the same."""
    answer = reader.needed("answer")
    return Text.of(dict.fromkeys(stem, answer))


def _options(reader: Reader) -> tuple[OptionRow, ...]:
    filled: Mapping[int, tuple[Text, Text]] = {
        number: (text, reader.text(f"why_{number}"))
        for number in range(1, MOST_OPTIONS + 1)
        if (text := reader.text(f"option_{number}"))
    }
    right = _right_option(reader)
    if right is not None and right not in filled:
        reader.problem("answer", "no_such_option", value=reader.get("answer"))
    return tuple(
        OptionRow(text, number == right, reason) for number, (text, reason) in filled.items()
    )


def _right_option(reader: Reader) -> int | None:
    """The number of the option that the key names: "2", "B" or "b"."""
    text = reader.needed("answer").strip().upper()
    if len(text) == 1 and text in string.ascii_uppercase[:MOST_OPTIONS]:
        return string.ascii_uppercase.index(text) + 1
    if text.isdecimal() and len(text) < 3:
        return int(text)
    if text:
        reader.problem("answer", "not_an_option", value=text)
    return None
