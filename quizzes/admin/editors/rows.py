"""Rows of texts as one field: pairs to match, things to put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext

from quizzes.admin.base import LANGUAGE_NAMES
from quizzes.admin.fields import SeveralInputs
from quizzes.domain.quality.authored import MOST_ENTRIES
from quizzes.domain.text import Text
from quizzes.models.base import content_languages

ROWS = 8
Row = tuple[Text, ...]
"""What stands in a row: a text for each of its parts."""


class RowsWidget(SeveralInputs):
    """Rows with an input for each part and language; `parts` are names with their labels."""

    template_name = "admin/quizzes/item/rows.html"

    def __init__(self, parts: Sequence[tuple[str, Any]], label: Any, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.parts, self.label = tuple(parts), label

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        rows = list(value or ())
        rows += [tuple(Text() for _ in self.parts)] * (ROWS - len(rows))
        context["label"] = self.label
        context["name"] = name
        context["rows"] = [
            {"number": number, "languages": self._inputs(name, number, row)}
            for number, row in enumerate(rows, 1)
        ]
        return context

    def _inputs(self, name: str, number: int, row: Row) -> list[dict[str, Any]]:
        return [
            {
                "language": language,
                "language_name": LANGUAGE_NAMES[language],
                "inputs": [
                    {
                        "name": f"{name}-{number}-{part}-{language}",
                        "label": label,
                        "text": text.get(language, ""),
                    }
                    for (part, label), text in zip(self.parts, row, strict=True)
                ],
            }
            for language in content_languages()
        ]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        numbers = sorted(range(1, MOST_ENTRIES + 1), key=partial(_place, data, name))
        return [
            tuple(_typed(data, f"{name}-{number}-{part}-") for part, _label in self.parts)
            for number in numbers
        ]


def _place(data: Mapping[str, Any], name: str, number: int) -> float:
    """Where a row goes whose number was changed: before the row that is there, or behind it.

    Without JavaScript this is how rows change places.

    >>> sorted((1, 2, 3), key=partial(_place, {"pairs-3-place": "1"}, "pairs"))
    [3, 1, 2]
    >>> sorted((1, 2, 3), key=partial(_place, {"pairs-1-place": "3"}, "pairs"))
    [2, 3, 1]
    """
    text = data.get(f"{name}-{number}-place", "")
    place = int(text) if text.isdecimal() and len(text) < 3 else number
    return place + (0.5 if place > number else -0.5 if place < number else 0)


def _typed(data: Mapping[str, Any], prefix: str) -> Text:
    return Text.of({lang: data.get(prefix + lang, "").strip() for lang in content_languages()})


class RowsField(forms.Field):
    """Rows, cleaned to those that are filled in."""

    def __init__(self, parts: Sequence[tuple[str, Any]], label: Any, help_text: Any) -> None:
        widget = RowsWidget(parts, label)
        super().__init__(required=False, label=label, help_text=help_text, widget=widget)

    def clean(self, value: list[Row]) -> list[Row]:
        return [row for row in value if any(row)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.clean(list(initial or ())) != self.clean(list(data or ()))


def missing_languages(rows: Sequence[Row], languages: Iterable[str]) -> list[str]:
    """What to say of rows of which a part does not exist in every language of the question."""
    message = gettext("Row %(row)s is missing in this language: %(language)s.")
    return [
        message % {"row": number, "language": LANGUAGE_NAMES[language]}
        for number, row in enumerate(rows, 1)
        for language in languages
        if any(text and language not in text for text in row)
    ]
