"""The fact base: what articles report, as frozen values that generation and marking read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.quantities import Quantity
from quizzes.domain.values.units import Unit


class Modality(StrEnum):
    """Whether a fact is reported as done, as planned or as expected."""

    ACTUAL = "actual"
    PLANNED = "planned"
    EXPECTED = "expected"


class PointKind(StrEnum):
    """The type of a point's value."""

    QUANTITY = "quantity"
    DATE = "date"
    ENTITY = "entity"
    TERM = "term"
    SET = "set"
    SEQUENCE = "sequence"


@dataclass(frozen=True)
class Entity:
    """A named thing; `kind` place, organisation, programme, person or thing.

    `category` is a finer type (prefecture, hospital); `part_of` the key of what contains it.
    """

    key: str
    kind: str
    category: str
    name: Text
    aliases: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True)
class EntityRef:
    """The value of an entity point: the key of the entity."""

    key: str


@dataclass(frozen=True)
class Term:
    """The value of a term point; terms of one `category` may stand for each other in options."""

    text: Text
    aliases: tuple[str, ...] = ()
    category: str = ""


Member = EntityRef | Term


@dataclass(frozen=True)
class MemberSet:
    """An unordered list of members; only a `complete` one says that nothing else belongs to it."""

    members: tuple[Member, ...]
    complete: bool = False


@dataclass(frozen=True)
class Sequence:
    """An ordered list of members."""

    members: tuple[Member, ...]


Value = Quantity | PartialDate | EntityRef | Term | MemberSet | Sequence


@dataclass(frozen=True)
class Point:
    """One value of a fact that can be asked. Its key is "<fact key>.<name>".

    `exclusive`: only this value makes the statement true, the rest of it held fixed.
    """

    fact: str
    name: str
    kind: PointKind
    value: Value
    question: Text = Text()
    exclusive: bool = False

    @property
    def key(self) -> str:
        return f"{self.fact}.{self.name}"


@dataclass(frozen=True)
class Article:
    """A source text and who published it."""

    key: str
    title: Text
    publisher: Text
    published_on: date
    language: str


@dataclass(frozen=True)
class Fact:
    """A statement of an article, with `{name}` where each point stands.

    `passage` is the passage's number; `attributed_to` is empty where the publisher itself reports.
    """

    key: str
    article: str
    topic: str
    passage: int
    statement: Text
    points: tuple[Point, ...]
    attributed_to: Text = Text()
    as_of: date | None = None
    modality: Modality = Modality.ACTUAL
    relation: str = ""
    version: int = 1


@dataclass(frozen=True)
class FactBase:
    """Articles with their facts, and the entities and units that the facts name, each by key."""

    articles: Mapping[str, Article] = field(default_factory=dict, hash=False)
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    entities: Mapping[str, Entity] = field(default_factory=dict, hash=False)
    units: Mapping[str, Unit] = field(default_factory=dict, hash=False)

    @cached_property
    def points(self) -> Mapping[str, Point]:
        """Every point of every fact, by key, in the order of the facts."""
        return {point.key: point for fact in self.facts.values() for point in fact.points}

    def containers(self, key: str) -> Iterator[Entity]:
        """The entities that contain an entity, nearest first; the entity itself is left out."""
        seen = {key}
        parent = self.entities[key].part_of
        while parent is not None and parent not in seen:
            seen.add(parent)
            yield self.entities[parent]
            parent = self.entities[parent].part_of
