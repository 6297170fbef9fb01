"""What a form's editor provides: its fields, and the way from them to a body and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django import forms
from django.utils.text import format_lazy
from modeltranslation.utils import build_localized_fieldname

from quizzes.admin.base import LANGUAGE_NAMES
from quizzes.domain.items import Body, Form
from quizzes.domain.text import Text
from quizzes.models.base import content_languages


class Filled(Protocol):
    """The form of a question as its editors read it."""

    cleaned_data: dict[str, Any]

    def text(self, name: str) -> Text:
        """What was written in the fields of a text, one for each language."""

    def need(self, name: str, stem: Text) -> None:
        """Say so where a text lacks a language of the question."""

    def require(self, field: str, message: str) -> None:
        """Say so where a field is empty."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Say what is wrong with a field."""


def _nothing_to_check(_filled: Filled, _stem: Text) -> None:
    """The shared checks of a question say it all."""


@dataclass(frozen=True)
class Editor:
    """How one form is filled in.

    `fields` by name and `layout` as a fieldset lists them; several forms may share both. `show`
    gives the initial values of a body, `read` the body of what was filled in, `check` says what is
    missing. `needed` are fields without which there is no body to look at yet.
    """

    form: Form
    title: Any
    fields: Mapping[str, forms.Field]
    layout: list[Any]
    show: Callable[[Any], dict[str, Any]]
    read: Callable[[Filled], Body]
    check: Callable[[Filled, Text], None] = _nothing_to_check
    needed: tuple[str, ...] = ()
    stem: Callable[[Any], Text] | None = field(default=None)
    """From a body to the question as it is typed, where that is another one."""


EDITORS: dict[Form, Editor] = {}


def register(editor: Editor) -> Editor:
    """Make a form one that a teacher can write: all that it takes."""
    EDITORS[editor.form] = editor
    return editor


def texts(
    name: str, label: Any, *, rows: int = 0, help_text: Any = ""
) -> dict[str, forms.CharField]:
    """The fields of a text, one for each language; `rows` for several lines."""
    return {
        build_localized_fieldname(name, language): forms.CharField(
            label=format_lazy("{} · {}", label, LANGUAGE_NAMES[language]),
            required=False,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": rows, "lang": language})
            if rows
            else forms.TextInput(attrs={"class": "vTextField", "lang": language}),
        )
        for language in content_languages()
    }


def shown(name: str, text: Text) -> dict[str, str]:
    """The initial values of a text's fields."""
    return {
        build_localized_fieldname(name, language): text.get(language, "")
        for language in content_languages()
    }
