"""The pinyin that teachers gave, for the texts that a learner reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from quizzes.domain.pinyin import Glossary
from quizzes.models import Pinyin


@dataclass(frozen=True)
class Reading:
    """A word and its pinyin, a syllable for each character, set apart by spaces."""

    word: str
    pinyin: str


def glossary() -> Glossary:
    """All words with their readings. One query."""
    return Glossary(dict(Pinyin.objects.values_list("word", "reading")))


def readings_in(shown: Any) -> list[Reading]:
    """The words with pinyin in all texts of what is shown: a text, or shapes and lists of texts."""
    known = glossary()
    words = dict.fromkeys(word for text in _texts(shown) for word in known.words_in(text))
    return [Reading(word, known.readings[word]) for word in words]


def _texts(shown: Any) -> Iterator[str]:
    if isinstance(shown, str):
        yield shown
    elif is_dataclass(shown) and not isinstance(shown, type):
        yield from _texts([getattr(shown, each.name) for each in fields(shown)])
    elif isinstance(shown, Mapping):
        yield from _texts(shown.values())
    elif isinstance(shown, Iterable):
        for each in shown:
            yield from _texts(each)
