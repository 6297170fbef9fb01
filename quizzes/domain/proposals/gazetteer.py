"""The names of known entities, found in a text: the longest that fits at each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from quizzes.domain.facts import Entity, EntityRef, PointKind
from quizzes.domain.proposals.found import FoundValue

_PREFIX = 2


class Gazetteer:
    """Every name and other name of the entities, made once for a text."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._meanings: dict[str, list[str]] = defaultdict(list)
        self._full: dict[str, tuple[str, ...]] = {}
        self.entities: Mapping[str, Entity] = {entity.key: entity for entity in entities}
        for entity in self.entities.values():
            self._full[entity.key] = tuple(entity.name.values())
            for name in dict.fromkeys((*entity.name.values(), *entity.aliases)):
                if len(name) >= _PREFIX:
                    self._meanings[name].append(entity.key)
        self._ordered: dict[str, list[str]] = {}
        self._whole = ""
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._meanings, key=len, reverse=True):
            self._by_prefix[name[:_PREFIX]].append(name)

    def find(self, text: str, whole: str = "") -> Iterator[FoundValue]:
        """The names in a text, left to right, none within another.

        Where a name means several entities, one that `whole` calls by its full name is likeliest.
        """
        if whole and whole is not self._whole:
            self._whole, self._ordered = whole, {}
        position = 0
        while position < len(text) - 1:
            name = self._at(text, position)
            if name is None:
                position += 1
                continue
            keys = self._likeliest(name, whole)
            end = position + len(name)
            yield FoundValue(
                PointKind.ENTITY, position, end, EntityRef(keys[0]), choices=tuple(keys)
            )
            position = end

    def _at(self, text: str, start: int) -> str | None:
        names = self._by_prefix.get(text[start : start + _PREFIX], ())
        return next((name for name in names if _stands(text, start, name)), None)

    def _likeliest(self, name: str, whole: str) -> list[str]:
        keys = self._meanings[name]
        if len(keys) == 1 or not whole:
            return keys
        if name not in self._ordered:  # looked for once in a text, however often it stands there
            self._ordered[name] = self._by_likelihood(name, keys, whole)
        return self._ordered[name]

    def _by_likelihood(self, name: str, keys: list[str], whole: str) -> list[str]:

        def unlikely(key: str) -> tuple[bool, bool]:
            names = self._full[key]
            return name not in names, not any(each != name and each in whole for each in names)

        return sorted(keys, key=unlikely)


def is_proper(entity: Entity) -> bool:
    """Whether an entity has a name of its own: "schools" is a word as others are."""
    name = entity.name.get("en", "").removeprefix("the ")
    return not name[:1].islower()


def _stands(text: str, start: int, name: str) -> bool:
    """Whether the name is there, and of Latin letters, as whole words."""
    if not text.startswith(name, start):
        return False
    end = start + len(name)
    return not (
        (_is_latin(name[0]) and start and _is_latin(text[start - 1]))
        or (_is_latin(name[-1]) and end < len(text) and _is_latin(text[end]))
    )


def _is_latin(char: str) -> bool:
    return char.isalnum() and ord(char) < 0x250
