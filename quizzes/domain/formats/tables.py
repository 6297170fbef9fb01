"""From the grid of a sheet to rows by column, and the places that messages name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizzes.domain.formats.columns import Column, Kind, Table, fold
from quizzes.domain.formats.fact_columns import FACTS
from quizzes.domain.formats.item_columns import ITEMS

TABLES: dict[Kind, Table] = {"facts": FACTS, "items": ITEMS}

_ERROR_VALUE = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
_HEADING_WITHIN = 10
"""The headings stand in one of so many first rows."""


@dataclass(frozen=True)
class Grid:
    """A sheet as it was read: rows with their number (from 1), cells as text."""

    title: str
    rows: Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Cell:
    """A place in a file: sheet, row, the column's letter and its heading as it stands there."""

    sheet: str
    row: int
    letter: str = ""
    heading: str = ""


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with a cell (`letter` "" for a whole row): a code with its params.

    `code` "said" has its message, already in the reader's language, in `params["text"]`.
    """

    cell: Cell
    code: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Row:
    """One row: the filled cells by the name of their column."""

    number: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """What stands in a column, "" for nothing."""
        return self.cells.get(name, "")


@dataclass(frozen=True)
class Sheet:
    """A sheet that was recognised: its rows, where its columns stand, and what is not known."""

    table: Table
    title: str
    heading_row: int
    places: Mapping[str, tuple[str, str]]
    rows: tuple[Row, ...]
    problems: tuple[CellProblem, ...] = ()
    unknown: tuple[Cell, ...] = ()

    @property
    def kind(self) -> Kind:
        return self.table.kind

    def cell(self, row: int, name: str = "") -> Cell:
        """The place of a column in a row; the column's own heading where it is not in the file."""
        if name not in self.places and name.endswith("_zh_hans"):
            english = f"{name.removesuffix('_zh_hans')}_en"
            name = english if english in self.places else name
        letter, heading = self.places.get(name, ("", ""))
        if name and not heading:
            column = next((each for each in self.table.columns if each.name == name), None)
            heading = column.heading.best("zh-hans") if column else name
        return Cell(self.title, row, letter, heading)

    def problem(self, row: Row, name: str, code: str, /, **params: str) -> CellProblem:
        """A problem of a cell of this sheet."""
        return CellProblem(self.cell(row.number, name), code, params)

    def errors(self, row: Row) -> Iterator[CellProblem]:
        """The cells of a row in which a formula went wrong."""
        for name, text in row.cells.items():
            if _ERROR_VALUE.fullmatch(text):
                yield self.problem(row, name, "cell_is_error", value=text)


def letter_of(index: int) -> str:
    """The letters of a column counted from 0.

    >>> [letter_of(index) for index in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_table(grid: Grid) -> Sheet | None:
    """The sheet with its rows by column; None where no row has the headings of a known table."""
    for place, (number, cells) in enumerate(grid.rows[:_HEADING_WITHIN]):
        table = _table_of(cells)
        if table is not None:
            return _read(table, grid, number, cells, grid.rows[place + 1 :])
    return None


def _table_of(cells: Sequence[str]) -> Table | None:
    """The table of which most headings stand here: at least two, and most of what is there."""
    texts = {fold(cell) for cell in cells if cell}
    scores = {
        table.kind: len({table.by_heading[text].name for text in texts if text in table.by_heading})
        for table in TABLES.values()
    }
    best = max(scores, key=lambda kind: scores[kind])
    return TABLES[best] if scores[best] >= max(2, len(texts) / 2) else None


def _read(
    table: Table,
    grid: Grid,
    heading_row: int,
    headings: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
) -> Sheet:
    at: dict[int, Column] = {}
    places: dict[str, tuple[str, str]] = {}
    problems, unknown = [], []
    for index, heading in enumerate(headings):
        cell = Cell(grid.title, heading_row, letter_of(index), heading)
        column = table.by_heading.get(fold(heading)) if heading else None
        if column is None:
            unknown += [cell] if heading else []
        elif column.name in places:
            problems.append(CellProblem(cell, "heading_twice", {"heading": heading}))
        else:
            at[index] = column
            places[column.name] = (cell.letter, heading)
    for name in table.needed:
        if name not in places:
            missing = next(each for each in table.columns if each.name == name)
            params = {"heading": " / ".join(missing.heading.values())}
            problems.append(CellProblem(Cell(grid.title, heading_row), "heading_missing", params))
    return Sheet(
        table,
        grid.title,
        heading_row,
        places,
        tuple(_rows(at, rows)),
        tuple(problems),
        tuple(unknown),
    )


def _rows(at: Mapping[int, Column], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    for number, cells in rows:
        filled = {at[i].name: text for i, text in enumerate(cells) if text and i in at}
        if filled:
            yield Row(number, filled)
