"""Notes as they are found in a file, whatever program wrote it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

MOST_BYTES = 100 * 1024 * 1024
"""Of a file; decks with pictures are large, though the pictures are not read."""

MOST_NOTES = 20_000


class UnreadableDeckError(ValueError):
    """A file that cannot be read as a deck: a code, with params for its message.

    Codes: too_large, not_a_deck, not_text, no_collection, too_many_notes, no_columns.
    """

    def __init__(self, code: str, **params: str) -> None:
        self.code, self.params = code, params
        super().__init__(code)


@dataclass(frozen=True)
class Note:
    """A note: its fields by name, in order, as plain text; `place` is its number in the file.

    `guid` may be empty where the file has none. `media` names pictures and sounds that the text
    referred to: they are left out.
    """

    place: int
    guid: str
    fields: tuple[tuple[str, str], ...]
    tags: tuple[str, ...] = ()
    media: tuple[str, ...] = ()

    def field(self, *names: str) -> str:
        """The first field with one of these names in any case, else ""."""
        wanted = {name.casefold() for name in names}
        return next((text for name, text in self.fields if name.casefold() in wanted), "")


@dataclass(frozen=True)
class FoundDeck:
    """What was read of a file: `name` is the deck's, or that of the file."""

    name: str
    notes: tuple[Note, ...]

    @property
    def media(self) -> Counter[str]:
        """The names of pictures and sounds that are left out, with how often each is used."""
        return Counter(name for note in self.notes for name in note.media)
