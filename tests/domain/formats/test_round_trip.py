"""A question that is written into a spreadsheet is read from it as the same question."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.domain.formats import words
from quizzes.domain.formats.columns import MOST_OPTIONS
from quizzes.domain.formats.item_bodies import SHEET_FORMS, cells_of
from quizzes.domain.formats.item_columns import ITEMS
from quizzes.domain.formats.item_rows import ItemRow, read_items
from quizzes.domain.formats.reading import Reader
from quizzes.domain.formats.tables import read_table
from quizzes.domain.formats.workbooks import Page, read_book, write_csv, write_workbook
from quizzes.domain.items import (
    Body,
    ClozeBody,
    Form,
    MatchingBody,
    NumericBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity
from quizzes.domain.writing.bodies import (
    WrittenOption,
    choice_of,
    matching_of,
    ordering_of,
    rows_of,
)
from quizzes.domain.writing.gaps import read_gaps, write_gaps

HOSTILE = [
    "=1+1",
    "-5",
    "'tis",
    "@home",
    "甲；乙",
    "a;b",
    'say "so"',
    "a\\b|c",
    "1,200",
    "{x}",
    "一\n二",
]
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"])
SAID = (st.sampled_from(HOSTILE) | st.text(CHARACTERS, min_size=1, max_size=20)).map(str.strip)
WORDS = SAID.filter(bool)
TEXTS = st.builds(lambda en, zh: Text.of({"zh-hans": zh, "en": en}), WORDS, WORDS)
MAYBE = TEXTS | st.just(Text())
AMOUNTS = st.decimals(-(10**9), 10**9, places=3).map(lambda each: each.normalize() + 0)


def several(least: int, most: int = MOST_OPTIONS) -> st.SearchStrategy[list[Text]]:
    return st.lists(TEXTS, min_size=least, max_size=most, unique_by=lambda text: text["en"])


@st.composite
def choices(draw: st.DrawFn, most_right: int) -> Body:
    texts = draw(several(2))
    right = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=most_right))
    options = [WrittenOption(each, n in right, draw(MAYBE)) for n, each in enumerate(texts)]
    return choice_of(options, draw(st.booleans()))


@st.composite
def short_texts(draw: st.DrawFn) -> Body:
    answer, others = draw(TEXTS), draw(st.lists(WORDS, max_size=4))
    return TextBody(answer, tuple(dict.fromkeys((*answer.values(), *others))))


@st.composite
def matchings(draw: st.DrawFn) -> Body:
    left, right = draw(several(2, 4)), draw(several(4, MOST_OPTIONS))
    count = len(left)
    return matching_of(list(zip(left, right[:count], strict=True)), right[count:])


GAPS = ["{Aksu City | Aksu} had {9500 ± 50} workers.", "In {2024-08} it was {hot}."]
BODIES: dict[Form, st.SearchStrategy[Any]] = {
    Form.SINGLE_CHOICE: choices(1),
    Form.MULTIPLE_CHOICE: choices(3),
    Form.TRUE_FALSE: st.builds(
        lambda truth, why: TrueFalseBody(truth, reason=why), st.booleans(), MAYBE
    ),
    Form.NUMERIC: st.builds(
        lambda amount, tolerance: NumericBody(Quantity(amount, "km"), tolerance=tolerance),
        AMOUNTS,
        AMOUNTS.map(abs),
    ),
    Form.SHORT_TEXT: short_texts(),
    Form.CLOZE: st.sampled_from(GAPS).map(lambda said: read_gaps(Text.of({"en": said}))),
    Form.MATCHING: matchings(),
    Form.ORDERING: several(2).map(ordering_of),
}


def number(_reader: Reader, amount: Decimal, unit: str, tolerance: Decimal) -> NumericBody:
    return NumericBody(Quantity(amount, unit), tolerance=tolerance)


def taken_out_and_in(form: Form, body: Body, stem: Text, language: str, kind: str) -> ItemRow:
    """The row that is read from the file into which the question was written."""
    cells = {
        "article": "news",
        "form": words.write_word(form.value, words.FORM, language),
        **cells_of("stem", write_gaps(body) if isinstance(body, ClozeBody) else stem),
        **SHEET_FORMS[form].write(body, language),
    }
    headings = [column.heading.best(language) for column in ITEMS.columns]
    page = Page("Questions", headings, [[cells.get(column.name) for column in ITEMS.columns]])
    content = write_csv(page) if kind == "csv" else write_workbook([page])
    (grid,) = read_book(content, f"questions.{kind}").grids
    sheet = read_table(grid)
    assert sheet is not None
    (row,) = read_items(sheet, number)
    return row


def meant(body: Body | None) -> object:
    """What is asked: the spare choices of a matching have no order, their ids are by lot."""
    if not isinstance(body, MatchingBody):
        return body
    pairs, spares = rows_of(body)
    return pairs, sorted(spares, key=lambda text: text["en"])


def test_every_form_is_tried() -> None:
    assert set(BODIES) == set(Form)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("form", BODIES, ids=lambda form: form.value)
@settings(max_examples=10)
@given(data=st.data())
def test_a_question_comes_back_as_it_went_out(form: Form, kind: str, data: st.DataObject) -> None:
    body, stem = data.draw(BODIES[form]), data.draw(TEXTS)
    row = taken_out_and_in(form, body, stem, data.draw(st.sampled_from(["en", "zh-hans"])), kind)
    assert not row.problems
    assert row.form == form.value
    assert meant(row.body) == meant(body)
    if form is not Form.CLOZE:
        assert row.stem == stem
