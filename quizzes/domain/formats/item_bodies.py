"""How each form of a question stands in a row: from cells to a body, and back."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quizzes.domain.formats import words
from quizzes.domain.formats.cells import join_list, split_list, unescape
from quizzes.domain.formats.columns import LANGUAGES, MOST_OPTIONS
from quizzes.domain.formats.reading import Reader
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    Form,
    MatchingBody,
    NumericBody,
    OrderingBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.domain.writing.bodies import (
    WrittenOption,
    choice_of,
    matching_of,
    order_of,
    ordering_of,
    rows_of,
)
from quizzes.domain.writing.gaps import GapsError, read_gaps

Cells = dict[str, Any]
Number = Callable[[Reader, Decimal, str, Decimal], NumericBody | None]
"""From an amount, a unit as it is typed and a tolerance to a body; None for an unknown unit."""
_NUMBERS = range(1, MOST_OPTIONS + 1)
_KEYS = re.compile(r"[\s;；,，、/|]+")


@dataclass(frozen=True)
class SheetForm:
    """How a form is read from a row (None where something is wrong with it) and written into one.

    `write` takes the language of the words.
    """

    read: Callable[[Reader, Number], Body | None]
    write: Callable[[Any, str], Cells]


SHEET_FORMS: dict[Form, SheetForm] = {}


def cells_of(name: str, text: Text) -> Cells:
    """The cells of a text: one column for each language."""
    return {f"{name}_{each.replace('-', '_')}": text.get(each, "") for each in LANGUAGES}


# Choices -----------------------------------------------------------------------------------------


def _read_choice(reader: Reader, _number: Number) -> ChoiceBody:
    right = _right_options(reader)
    options = [
        WrittenOption(text, number in right, reader.text(f"why_{number}"))
        for number, text in _filled(reader, "option").items()
    ]
    return choice_of(options, reader.yes("in_order"))


def _filled(reader: Reader, name: str) -> Mapping[int, Text]:
    """The numbered texts that are not empty."""
    return {number: text for number in _NUMBERS if (text := reader.text(f"{name}_{number}"))}


def _right_options(reader: Reader) -> set[int]:
    """The numbers of the options that the key names: "2", "B", "A；C", "1, 3" or "ac"."""
    filled, right = _filled(reader, "option"), set()
    for each in _KEYS.split(reader.needed("answer").upper().strip()):
        for name in each if each.isascii() and each.isalpha() else filter(None, [each]):
            number = _option_number(name)
            if number is None:
                reader.problem("answer", "not_an_option", value=name)
            elif number not in filled:
                reader.problem("answer", "no_such_option", value=name)
            else:
                right.add(number)
    return right


def _option_number(name: str) -> int | None:
    if name in string.ascii_uppercase[:MOST_OPTIONS]:
        return string.ascii_uppercase.index(name) + 1
    return int(name) if name.isdecimal() and len(name) < 3 else None


def _write_choice(body: ChoiceBody, language: str) -> Cells:
    cells: Cells = {"in_order": words.write_word("yes", words.YES_NO, language)}
    cells = cells if body.in_order else {}
    for number, option in enumerate(body.options, start=1):
        cells |= cells_of(f"option_{number}", option.text)
        cells |= cells_of(f"why_{number}", option.reason)
    right = [number for number, option in enumerate(body.options, start=1) if option.is_key]
    return cells | {"answer": right[0] if len(right) == 1 else join_list(map(str, right))}


SHEET_FORMS[Form.SINGLE_CHOICE] = SheetForm(_read_choice, _write_choice)
SHEET_FORMS[Form.MULTIPLE_CHOICE] = SheetForm(_read_choice, _write_choice)

# True or false -----------------------------------------------------------------------------------


def _read_truth(reader: Reader, _number: Number) -> TrueFalseBody:
    truth = reader.word("answer", words.TRUTH, needed=True)
    return TrueFalseBody(truth == "true", reason=reader.text("reason"))


def _write_truth(body: TrueFalseBody, language: str) -> Cells:
    word = words.write_word("true" if body.truth else "false", words.TRUTH, language)
    return {"answer": word, **cells_of("reason", body.reason)}


SHEET_FORMS[Form.TRUE_FALSE] = SheetForm(_read_truth, _write_truth)

# Numbers and texts -------------------------------------------------------------------------------


def _read_number(reader: Reader, number: Number) -> NumericBody | None:
    amount = reader.number("answer") if reader.needed("answer") else None
    unit = reader.needed("unit")
    tolerance = reader.number("tolerance") or Decimal(0)
    return number(reader, amount, unit, tolerance) if amount is not None and unit else None


def _write_number(body: NumericBody, _language: str) -> Cells:
    amount, unit = body.quantity.amount, body.quantity.unit
    return {"answer": amount, "unit": unit, "tolerance": body.tolerance or None}


def _read_text(reader: Reader, _number: Number) -> TextBody:
    answer = reader.text("answer_text") or _loose_answer(reader)
    others = (unescape(each) for each in split_list(reader.get("accepted")))
    accepted = (*answer.values(), *(each for each in others if each))
    return TextBody(answer, tuple(dict.fromkeys(accepted)))


def _loose_answer(reader: Reader) -> Text:
    """An answer in the column for all forms: in every language of the question the same."""
    return Text.of(dict.fromkeys(reader.text("stem"), reader.needed("answer")))


def _write_text(body: TextBody, _language: str) -> Cells:
    others = [text for text in body.accepted if text not in body.answer.values()]
    return {"accepted": join_list(others), **cells_of("answer_text", body.answer)}


SHEET_FORMS[Form.NUMERIC] = SheetForm(_read_number, _write_number)
SHEET_FORMS[Form.SHORT_TEXT] = SheetForm(_read_text, _write_text)

# Forms in parts ----------------------------------------------------------------------------------


def _read_cloze(reader: Reader, _number: Number) -> ClozeBody | None:
    """The gaps stand in the question itself."""
    try:
        return read_gaps(reader.text("stem"))
    except GapsError as error:
        for problem in error.problems:
            name, _dot, language = problem.field.partition(".")
            column = f"{name}_{language.replace('-', '_')}"
            reader.problem(column, "said", why=problem.code, **problem.params)
    return None


def _write_cloze(_body: ClozeBody, _language: str) -> Cells:
    return {}


def _read_matching(reader: Reader, _number: Number) -> MatchingBody:
    left, right = _filled(reader, "option"), _filled(reader, "match")
    for number in left:
        if number not in right:
            reader.problem(f"match_{number}_zh_hans", "cell_empty")
    pairs = [(text, right[number]) for number, text in left.items() if number in right]
    return matching_of(pairs, [text for number, text in right.items() if number not in left])


def _write_matching(body: MatchingBody, _language: str) -> Cells:
    pairs, spares = rows_of(body)
    cells: Cells = {}
    for number, (left, right) in enumerate([*pairs, *((Text(), each) for each in spares)], 1):
        cells |= cells_of(f"option_{number}", left) | cells_of(f"match_{number}", right)
    return cells


def _read_ordering(reader: Reader, _number: Number) -> OrderingBody:
    return ordering_of(list(_filled(reader, "option").values()))


def _write_ordering(body: OrderingBody, _language: str) -> Cells:
    cells: Cells = {}
    for number, text in enumerate(order_of(body), 1):
        cells |= cells_of(f"option_{number}", text)
    return cells


SHEET_FORMS[Form.CLOZE] = SheetForm(_read_cloze, _write_cloze)
SHEET_FORMS[Form.MATCHING] = SheetForm(_read_matching, _write_matching)
SHEET_FORMS[Form.ORDERING] = SheetForm(_read_ordering, _write_ordering)
