"""Lists as CSV for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs as a formula.

    >>> safe_cell("=1+1"), safe_cell("-5"), safe_cell("Aygul"), safe_cell(None), safe_cell(-5)
    ("'=1+1", "'-5", 'Aygul', '', '-5')
    """
    text = "" if value is None else str(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) and not is_number else text


def csv_file(
    name: str, heading: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A download of rows; the byte order mark lets spreadsheets see that it is UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow([safe_cell(value) for value in heading])
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return response
