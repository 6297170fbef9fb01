"""Cards as the notes of a deck, the same note under the same id for ever."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.domain.items import Card

_ID_BITS = 31


@dataclass(frozen=True)
class DeckNote:
    """A card in one language. `guid` makes Anki update the note instead of adding another."""

    guid: str
    point: str
    front: str
    back: str
    explanation: str
    source: str
    language: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deck:
    """A deck; Anki knows it by its `number`, whatever its name."""

    number: int
    name: str
    notes: tuple[DeckNote, ...]


def deck_of(article: str, title: str, language: str, notes: Iterable[DeckNote]) -> Deck:
    """The deck of an article (by key) in a language.

    >>> deck = deck_of("eight-planets", "Planets: a tour", "en", ())
    >>> deck.name, deck.number == deck_of("eight-planets", "Renamed", "en", ()).number
    ('Planets: a tour', True)
    >>> deck_of("eight-planets", "A::B", "en", ()).name
    'A: B'
    """
    # Two colons would make a deck within a deck.
    return Deck(_number(f"deck:{article}:{language}"), re.sub(r":{2,}", ": ", title), tuple(notes))


def note_of(card: Card, language: str, source: str, tags: Iterable[str] = ()) -> DeckNote | None:
    """The card in a language; None where the card does not exist in it.

    `source` is who reported it and when; `tags` are written without the spaces Anki splits at.
    """
    if language not in card.front or language not in card.back:
        return None
    return DeckNote(
        guid=guid_of(card.point, language),
        point=card.point,
        front=card.front[language],
        back=card.back[language],
        explanation=card.explanation.get(language, ""),
        source=source,
        language=language,
        tags=tuple(re.sub(r"\s+", "-", tag.strip()) for tag in tags if tag.strip()),
    )


def guid_of(point: str, language: str) -> str:
    """The id of a point's note: 72 bits of a hash, in letters that need no quoting in a file.

    >>> guid_of("venus-day.days", "en") == guid_of("venus-day.days", "en")
    True
    >>> guid_of("venus-day.days", "en") == guid_of("venus-day.days", "zh-hans")
    False
    """
    digest = hashlib.sha256(f"quizsite:{point}:{language}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:9]).decode()


def _number(text: str) -> int:
    """A positive number of 31 bits that only the text decides."""
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:4]) % 2**_ID_BITS or 1
