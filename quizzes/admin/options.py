"""The options of a choice as one field: rows of texts, one of them marked as right."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from quizzes.admin.base import LANGUAGE_NAMES
from quizzes.admin.fields import SeveralInputs
from quizzes.domain.items import ChoiceBody
from quizzes.domain.quality.authored import MOST_ENTRIES
from quizzes.domain.text import Text
from quizzes.domain.writing.bodies import WrittenOption, choice_of
from quizzes.models.base import content_languages

ROWS = 6


@dataclass(frozen=True)
class Row:
    """One row as it was typed: the option and why it is right or wrong, by language."""

    text: Text = Text()
    reason: Text = Text()
    is_key: bool = False


class OptionsWidget(SeveralInputs):
    """A row of inputs for each option; the box in front says whether it is right.

    `one_key` where only one may be: the boxes are radio buttons then.
    """

    template_name = "admin/quizzes/item/options.html"
    one_key = False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        rows = list(value or ())
        rows += [Row()] * (ROWS - len(rows))
        context["rows"] = [self._row(name, number, row) for number, row in enumerate(rows)]
        context["key_name"] = f"{name}-key"
        context["key_type"] = "radio" if self.one_key else "checkbox"
        return context

    def _row(self, name: str, number: int, row: Row) -> dict[str, Any]:
        return {
            "number": number,
            "letter": string.ascii_uppercase[number],
            "is_key": row.is_key,
            "inputs": [
                {
                    "language": language,
                    "language_name": LANGUAGE_NAMES[language],
                    "text_name": f"{name}-{number}-{language}",
                    "text": row.text.get(language, ""),
                    "reason_name": f"{name}-{number}-why-{language}",
                    "reason": row.reason.get(language, ""),
                }
                for language in content_languages()
            ],
        }

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Row]:
        keys = _list(data, f"{name}-key")
        return [
            Row(
                text=_typed(data, f"{name}-{number}-"),
                reason=_typed(data, f"{name}-{number}-why-"),
                is_key=str(number) in keys,
            )
            for number in range(MOST_ENTRIES)
        ]


def _list(data: Mapping[str, Any], name: str) -> list[str]:
    """Every value of a name, where a browser sends several."""
    return data.getlist(name) if isinstance(data, MultiValueDict) else [data.get(name, "")]


def _typed(data: Mapping[str, Any], prefix: str) -> Text:
    return Text.of({lang: data.get(prefix + lang, "").strip() for lang in content_languages()})


class OptionsField(forms.Field):
    """Rows of options, cleaned to those that are filled in."""

    widget = OptionsWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: list[Row]) -> list[Row]:
        return [row for row in value if row.text or row.reason or row.is_key]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.clean(list(initial or ())) != self.clean(list(data or ()))


def missing_texts(rows: list[Row], languages: Iterable[str]) -> list[str]:
    """What to say of options that do not exist in every language of the question."""
    message = _("Option %(letter)s is missing in this language: %(language)s.")
    return [
        message % {"letter": letter, "language": LANGUAGE_NAMES[language]}
        for letter, row in zip(string.ascii_uppercase, rows, strict=False)
        for language in languages
        if language not in row.text
    ]


def to_body(rows: Sequence[Row]) -> ChoiceBody:
    """The rows as the content of a single choice; ids say nothing about the key."""
    return choice_of([WrittenOption(row.text, row.is_key, row.reason) for row in rows])


def to_rows(body: ChoiceBody) -> list[Row]:
    """The rows that a choice is edited in."""
    return [Row(option.text, option.reason, option.is_key) for option in body.options]
