"""Files of spreadsheets as grids of text, and back; files that are too large are refused."""

from __future__ import annotations

import csv
import datetime
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from quizzes.domain.formats.cells import guard, unguard
from quizzes.domain.formats.tables import Grid
from quizzes.domain.values.figures import plain

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 120
_LONGEST_SCAN = 200_000
"""Rows looked at in one sheet, empty ones included."""
_EXACT_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; longer ones are written as text."""
_FORMAT_NOISE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),  # the archive
    *(RuntimeError, NotImplementedError),  # encrypted, or packed in a way of its own
    *(ElementTree.ParseError, LookupError, ValueError),  # no XML; a part, style or number is amiss
    *(TypeError, AttributeError, ArithmeticError),  # XML of another kind
)
"""What zipfile, ElementTree and openpyxl raise for damaged files: found by damaging some."""
Value = str | int | Decimal | datetime.date | None


class UnreadableFileError(ValueError):
    """A file that cannot be read as a spreadsheet: a code, with params for its message."""

    def __init__(self, code: str, **params: str) -> None:
        self.code, self.params = code, params
        super().__init__(code)


@dataclass(frozen=True)
class Book:
    """The sheets of a file; `encoding` that of a CSV file, "" for a workbook."""

    grids: tuple[Grid, ...]
    encoding: str = ""


def read_book(content: bytes, name: str) -> Book:
    """The sheets of a workbook or of a CSV file, told apart by what they are.

    Raises UnreadableFileError: too_large, empty_file, old_workbook, not_a_spreadsheet,
    too_many_rows, not_text.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFileError("too_large", most=f"{MOST_BYTES // 1024 // 1024}")
    if not content.strip():
        raise UnreadableFileError("empty_file")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError("old_workbook")
    if content.startswith(b"PK"):
        return Book(tuple(_read_workbook(content)))
    text, encoding = _decode(content)
    title = name.rpartition("/")[2].rpartition(".")[0] or name
    return Book((Grid(title, _read_csv(text)),), encoding)


# Workbooks ---------------------------------------------------------------------------------------


def _read_workbook(content: bytes) -> Iterator[Grid]:
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield Grid(sheet.title, _read_sheet(sheet))
    except UnreadableFileError:
        raise
    except DAMAGED as error:
        raise UnreadableFileError("not_a_spreadsheet") from error


def _check_archive(content: bytes) -> None:
    """Refuse what unpacks to too much, or declares XML entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise UnreadableFileError("too_large_unpacked")
            for part in archive.infolist():
                is_xml = part.filename.endswith((".xml", ".rels"))
                if is_xml and b"<!DOCTYPE" in archive.read(part):
                    raise UnreadableFileError("not_a_spreadsheet")
    except UnreadableFileError:
        raise
    except DAMAGED as error:
        raise UnreadableFileError("not_a_spreadsheet") from error


def _read_sheet(sheet: Any) -> list[tuple[int, Sequence[str]]]:
    rows: list[tuple[int, Sequence[str]]] = []
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        texts = [_text_of(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()  # the reader fills every row up to MOST_COLUMNS
        if texts:
            rows.append((number, texts))
        if len(rows) > MOST_ROWS or number > _LONGEST_SCAN:
            raise UnreadableFileError("too_many_rows", most=str(MOST_ROWS))
    return rows


def _text_of(cell: Any) -> str:
    """What a cell shows, for what is typed: a month where a date is shown to the month, 80%."""
    value, shown = cell.value, _FORMAT_NOISE.sub("", str(getattr(cell, "number_format", "") or ""))
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number_text(value, shown)
        case datetime.datetime() | datetime.date():
            return _date_text(value, shown.lower())
    return unguard(_CONTROL.sub("", str(value)).strip())


def _number_text(value: float, shown: str) -> str:
    number = Decimal(f"{value:.{_EXACT_DIGITS}g}" if isinstance(value, float) else value)
    if not number.is_finite():
        return str(value)
    return f"{plain(number * 100)}%" if "%" in shown else plain(number)


def _date_text(value: datetime.date, shown: str) -> str:
    day = value.date() if isinstance(value, datetime.datetime) else value
    if "d" in shown or "y" not in shown:
        return day.isoformat()
    return day.isoformat()[: 7 if "m" in shown else 4]


# CSV ---------------------------------------------------------------------------------------------


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding
    raise UnreadableFileError("not_text")


def _read_csv(text: str) -> list[tuple[int, Sequence[str]]]:
    delimiter = _delimiter(text)
    rows: list[tuple[int, Sequence[str]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        for number, cells in enumerate(reader, start=1):
            texts = [unguard(_CONTROL.sub("", cell).strip()) for cell in cells[:MOST_COLUMNS]]
            if any(texts):
                rows.append((number, texts))
            if len(rows) > MOST_ROWS:
                raise UnreadableFileError("too_many_rows", most=str(MOST_ROWS))
    except csv.Error as error:
        raise UnreadableFileError("not_text") from error
    return rows


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first filled line, outside of quotes."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", line)
    return max(",\t;", key=bare.count)


# Writing -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """A sheet to write: its title, its headings and its rows; `widths` in characters."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def write_workbook(pages: Iterable[Page]) -> bytes:
    """The pages as an .xlsx file: dates and numbers typed, headings frozen, no formula."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for page in pages:
        sheet = book.create_sheet(page.title)
        sheet.append([guard(heading) for heading in page.headings])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "B2"
        for index in range(len(page.headings)):
            width = page.widths[index] if index < len(page.widths) else 16
            sheet.column_dimensions[get_column_letter(index + 1)].width = width
        for row in page.rows:
            sheet.append([_typed(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(value: Value) -> Any:
    if isinstance(value, Decimal):
        digits = len(value.normalize().as_tuple().digits)
        return (
            (int(value) if value % 1 == 0 else float(value))
            if digits <= _EXACT_DIGITS
            else (plain(value))
        )
    return guard(_CONTROL.sub("", value)) if isinstance(value, str) else value


def write_csv(page: Page) -> bytes:
    """The page as a CSV file; the byte order mark lets spreadsheets see that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guard(heading) for heading in page.headings])
    writer.writerows([_as_text(value) for value in row] for row in page.rows)
    return out.getvalue().encode("utf-8-sig")


def _as_text(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return plain(value)
        case datetime.date():
            return value.isoformat()
    return guard(str(value)) if isinstance(value, str) else str(value)
