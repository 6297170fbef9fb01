"""Text with the language it is in: what a page needs to mark a span's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from quizzes.domain.text import Text
from quizzes.models.base import text_of


@dataclass(frozen=True)
class Words:
    """A text and the code of the language it is in ("" for an empty text)."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def words(text: Text, language: str) -> Words:
    """The text in the language asked for, else in the first that it exists in.

    >>> words(Text.of({"en": "Hotan City"}), "zh-hans")
    Words(text='Hotan City', language='en')
    """
    if text.get(language):
        return Words(text[language], language)
    return Words(text.best(language), next(iter(text), ""))


def words_of(instance: Model, field: str, language: str) -> Words:
    """A translated field of a model, in the language asked for or another that it has."""
    return words(text_of(instance, field), language)
