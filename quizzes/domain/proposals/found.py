"""What is found in a running text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from quizzes.domain.facts import EntityRef, PointKind
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.quantities import Bound


class Language(StrEnum):
    """The language that a text is read in."""

    CHINESE = "zh-hans"
    ENGLISH = "en"


@dataclass(frozen=True)
class Figure:
    """An amount with its bound; `unit` is the key of a known unit, or "" where none fits.

    `unit_text` is how the unit stands in the text: the statement goes on with it.
    """

    amount: Decimal
    bound: Bound
    unit: str = ""
    unit_text: str = ""
    upper: Decimal | None = None


@dataclass(frozen=True)
class NewName:
    """A name that no entity has yet, with the kind and category that its shape suggests."""

    name: str
    kind: str
    category: str


@dataclass(frozen=True)
class FoundValue:
    """A value at [start, end) of the text it was found in.

    `resolved` says that a relative date ("last August") was read against the article's date;
    `choices` are the keys of all entities that a name may mean, the likeliest first.
    """

    kind: PointKind
    start: int
    end: int
    value: Figure | PartialDate | EntityRef | NewName
    resolved: bool = False
    choices: tuple[str, ...] = ()

    def moved(self, by: int) -> FoundValue:
        """The same, in a text of which the old one is a part."""
        return replace(self, start=self.start + by, end=self.end + by)


def without_overlaps(*groups: Iterable[FoundValue]) -> list[FoundValue]:
    """The values in the order of the text; where two overlap, that of the earlier group stays."""
    taken: set[int] = set()
    kept: list[FoundValue] = []
    for group in groups:
        for found in group:
            places = range(found.start, found.end)
            if taken.isdisjoint(places):
                taken.update(places)
                kept.append(found)
    return sorted(kept, key=lambda found: found.start)
