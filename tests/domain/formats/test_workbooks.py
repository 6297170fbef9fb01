"""Files of spreadsheets as other programs and other hands leave them."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from quizzes.domain.formats.workbooks import (
    Page,
    UnreadableFileError,
    read_book,
    write_csv,
    write_workbook,
)

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
HEADINGS = ["编号", "句子"]
ROWS = [["a-1", "培育了 9500 人，其中“一半”在和田。"], ["a-2", "第一行\n第二行; 还有, 逗号\t制表"]]


def cells(content: bytes, name: str = "facts.csv") -> list[list[str]]:
    (grid,) = read_book(content, name).grids
    return [list(texts) for _number, texts in grid.rows]


def written(delimiter: str, newline: str = "\r\n") -> str:
    lines = [[f'"{cell}"' for cell in row] for row in [HEADINGS, *ROWS]]
    return newline.join(delimiter.join(line) for line in lines) + newline


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_is_read_in_every_encoding_with_every_delimiter(delimiter, encoding, newline):
    content = written(delimiter, newline).encode(encoding)
    assert cells(content) == [HEADINGS, *ROWS]


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_in_either_order_of_its_bytes(mark):
    assert cells(("\ufeff" + written(",")).encode(mark)) == [HEADINGS, *ROWS]


def test_a_quoted_newline_stays_in_its_cell_and_rows_are_numbered_by_records():
    (grid,) = read_book(b'Key,Text\n\n1,"one\ntwo"\n2,three\n', "a.csv").grids
    assert [number for number, _texts in grid.rows] == [1, 3, 4]
    assert grid.rows[1][1][1] == "one\ntwo"


def workbook(*values: tuple[object, str]) -> bytes:
    book = Workbook()
    sheet = book.active
    for number, (value, shown) in enumerate(values, start=1):
        cell = sheet.cell(number, 1, value)
        cell.number_format = shown
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (9500, "General", "9500"),
        (9500.0, "#,##0", "9500"),
        (0.1 + 0.2, "0.0", "0.3"),
        (0.8, "0%", "80%"),
        (0.125, "0.00%", "12.5%"),
        (1e-7, "General", "0.0000001"),
        (12, '0"%"', "12"),
        (True, "General", "yes"),
        (False, "General", "no"),
        (datetime.date(2024, 8, 5), "yyyy-mm-dd", "2024-08-05"),
        (datetime.datetime.fromisoformat("2024-08-01T13:30:00"), "yyyy/m/d", "2024-08-01"),
        (datetime.date(2024, 8, 1), 'yyyy"年"m"月"', "2024-08"),
        (datetime.date(2024, 8, 1), "yyyy", "2024"),
        ("  words ", "General", "words"),
    ],
)
def test_a_typed_cell_is_read_as_it_is_shown(value, shown, text):
    assert cells(workbook((value, shown)), "a.xlsx") == [[text]]


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with some bytes of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old_file, zipfile.ZipFile(out, "w") as new_file:
        for name in old_file.namelist():
            data = old_file.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new, 1)
            new_file.writestr(name, data)
    return out.getvalue()


def test_of_a_formula_the_value_that_was_last_shown_is_read():
    content = workbook(("=1+1", "General"))
    content = changed(content, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")
    assert cells(content, "a.xlsx") == [["2"]]


def test_a_formula_that_was_never_computed_is_an_empty_cell():
    assert cells(workbook(("=1+1", "General"), ("x", "General")), "a.xlsx") == [["x"]]


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", " =cmd|'/c calc'!A0"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_exported_as_a_formula_and_each_comes_back_as_it_was(text):
    page = Page("facts", ["Key"], [[text]])
    csv_file, book_file = write_csv(page), write_workbook([page])
    line = csv_file.decode("utf-8-sig").splitlines()[1].strip('"')
    assert not re.match(r"\s*[=+\-@]", line)
    cell = load_workbook(io.BytesIO(book_file)).active["A2"]
    assert cell.data_type == "s"
    assert cells(csv_file)[1] == cells(book_file, "a.xlsx")[1] == [text]


# Damaged files: refused with a reason, never a crash ---------------------------------------------


def read(content: bytes) -> None:
    """Any other error than this one fails the test."""
    with suppress(UnreadableFileError):
        read_book(content, "a.xlsx")


@cache
def sound() -> bytes:
    day = datetime.date(2024, 8, 5)
    values = (("words", "General"), (3, "0%"), (day, "yyyy"), (True, "General"))
    return workbook(*values, ("=A1", "General"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    read(content)
    read(b"PK\x03\x04" + content)


@given(st.data())
def test_a_workbook_cut_short_is_refused(data):
    end = data.draw(st.integers(4, len(sound()) - 1))
    with pytest.raises(UnreadableFileError):
        read_book(sound()[:end], "a.xlsx")


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=20))
def test_a_workbook_with_wrong_bytes_is_read_or_refused(damage):
    content = bytearray(sound())
    for place, byte in damage:
        content[int(place * len(content))] = byte
    read(bytes(content))


WRONG = [b'"-1"', b'"999999999"', b'""', b'"x"', b'"1e999"', b">nan<", b">1e999<", b"><", b"<foo"]
TOKENS = re.compile(rb'"[^"]*"|>[^<]+<|<\w+')


@given(st.data())
def test_a_workbook_whose_parts_say_nonsense_is_read_or_refused(data):
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    old = data.draw(st.sampled_from(TOKENS.findall(parts[name])))
    new = data.draw(st.sampled_from(WRONG))
    read(changed(sound(), name, old, new))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for other in parts:
            if other != name:  # a part is missing, or another stands in its place
                archive.writestr(other, parts[other])
    read(out.getvalue())
