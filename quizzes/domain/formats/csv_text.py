"""Rows as the text of a CSV file that spreadsheets open as it is meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from quizzes.domain.formats.cells import guard

BYTE_ORDER_MARK = "\ufeff"


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The file, with the mark by which spreadsheets see that it is UTF-8, and no cell that one
    would run as a formula.

    >>> csv_text(["a", "b"], [["=1+1", "阿克苏"]])
    "\\ufeffa,b\\r\\n'=1+1,阿克苏\\r\\n"
    """
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerows([guard(cell) for cell in row] for row in (heading, *rows))
    return file.getvalue()
