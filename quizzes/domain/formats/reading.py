"""Reading the cells of one row, and keeping what is wrong with them."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

from quizzes.domain.formats.cells import read_partial_date
from quizzes.domain.formats.columns import LANGUAGES
from quizzes.domain.formats.tables import CellProblem, Row, Sheet
from quizzes.domain.formats.words import YES_NO, Words, known_words, read_word
from quizzes.domain.text import Text
from quizzes.domain.values.dates import Precision
from quizzes.domain.values.errors import UnreadableError


class Reader:
    """One row of a sheet; what cannot be read is noted in `problems` and read as nothing."""

    def __init__(self, sheet: Sheet, row: Row) -> None:
        self.sheet, self.row = sheet, row
        self.problems: list[CellProblem] = []

    def problem(self, name: str, code: str, **params: str) -> None:
        """Note that something is wrong with the cell of a column."""
        self.problems.append(self.sheet.problem(self.row, name, code, **params))

    def get(self, name: str) -> str:
        """What stands in a column, "" for nothing."""
        return self.row.get(name)

    def needed(self, name: str) -> str:
        """What stands in a column that must not be empty."""
        text = self.get(name)
        if not text:
            self.problem(name, "cell_empty")
        return text

    def text(self, name: str) -> Text:
        """The text of a column that exists once for each language."""
        return Text.of(
            {language: self.get(f"{name}_{language.replace('-', '_')}") for language in LANGUAGES}
        )

    def word(self, name: str, words: Words, needed: bool = False) -> str:
        """The code of a word, "" for an empty cell or another word."""
        text = self.needed(name) if needed else self.get(name)
        code = read_word(text, words) if text else ""
        if code is None:
            known = " / ".join(known_words(words, language) for language in LANGUAGES)
            self.problem(name, "word_unknown", value=text, known=known)
        return code or ""

    def yes(self, name: str) -> bool:
        """Whether a cell says yes; an empty one says no."""
        return self.word(name, YES_NO) == "yes"

    def whole_number(self, name: str) -> int | None:
        """A positive whole number that must be there."""
        text = self.needed(name)
        number = self.number(name) if text else None
        if number is None:
            return None
        if number % 1 or not 0 < number < 32_768:
            self.problem(name, "not_a_whole_number", value=text)
            return None
        return int(number)

    def number(self, name: str) -> Decimal | None:
        """A number in digits."""
        text = self.get(name).replace(",", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.problem(name, "not_a_number", value=text, why="")
            return None
        return number

    def day(self, name: str) -> datetime.date | None:
        """A date to the day."""
        text = self.get(name)
        if not text:
            return None
        try:
            read = read_partial_date(text)
        except UnreadableError as error:
            self.problem(name, "not_a_date", value=text, why=error.code)
            return None
        if read.precision is not Precision.DAY:
            self.problem(name, "not_a_day", value=text)
            return None
        return read.start
