"""Form fields that take values as teachers write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from quizzes.domain.values.dates import Precision

DATE_FORMATS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y年%m月%d日",
    "%Y-%m",
    "%Y/%m",
    "%Y年%m月",
    "%Y",
    "%Y年",
]


def precision_of(text: str) -> str:
    """How exactly a date is written: by how many numbers it has; "" where that says nothing.

    >>> precision_of("2024年8月"), precision_of("2024"), precision_of("2025-07-06")
    ('month', 'year', 'day')
    """
    precisions = ("", Precision.YEAR.value, Precision.MONTH.value, Precision.DAY.value)
    numbers = len(re.findall(r"\d+", text))
    return precisions[numbers] if numbers < len(precisions) else ""


class WrittenDateField(forms.DateField):
    """A date to the year, the month or the day; it becomes the first day of what is written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DATE_FORMATS, widget=AdminDateWidget, **options)


class FigureField(forms.DecimalField):
    """A figure, with thousands separators or without; shown without trailing zeros."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "vTextField figure"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[,，\s](?=\d)", "", value)
        return super().to_python(value)


class SeveralInputs(forms.Widget):
    """A widget of several inputs, each labelled by itself, drawn by a template of the project."""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def _render(self, template_name: str, context: Any, renderer: Any = None) -> SafeString:
        """By the project's templates: the renderer of forms looks only in those of the apps."""
        return render_to_string(template_name, context)

    def id_for_label(self, id_: str) -> str:
        return ""


def shortened(amount: Decimal | None) -> Decimal | None:
    """The same number without the zeros that the column fills up.

    >>> shortened(Decimal("9500.00000000")), shortened(None)
    (Decimal('9500'), None)
    """
    return None if amount is None else Decimal(format(amount.normalize(), "f"))
