"""What stands beside what in a fact base, looked up rather than searched for.

Made once a base: the time to generate an item does not grow with the number of facts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import TypeVar
from weakref import WeakKeyDictionary

from quizzes.domain.facts import Entity, EntityRef, Fact, FactBase, Point, PointKind, Term
from quizzes.domain.generation.context import members_of
from quizzes.domain.generation.timelines import Timeline, event_of, timelines
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity

SAMPLE = 60
"""So many candidates are looked at, however many there are."""

K = TypeVar("K")
V = TypeVar("V")


class Index:
    """Lookups over one fact base; every list is in the base's own order."""

    def __init__(self, base: FactBase) -> None:
        self.facts = dict(base.facts)
        self.all_entities = dict(base.entities)

    def figures(
        self, article: str, unit: str, lowest: Decimal, highest: Decimal
    ) -> list[tuple[Decimal, str]]:
        """Figures of an article in a unit between two (both counted in), with their points' keys.

        Ranges are left out: they are no single figure.
        """
        found = self._figures.get((article, unit), [])
        first = bisect_left(found, lowest, key=_amount)
        return found[first : bisect_right(found, highest, key=_amount)]

    def dates(self, article: str) -> list[Point]:
        """Date points of an article."""
        return self._dates.get(article, [])

    def terms(self, article: str, category: str) -> list[tuple[str, Term]]:
        """Terms of a category that an article names, each with the key of its point."""
        return self._terms.get((article, category), [])

    def entities(self, kind: str, category: str) -> list[Entity]:
        """Entities of a kind and category."""
        return self._entities.get((kind, category), [])

    def named_entities(self, article: str, kind: str, category: str) -> list[Entity]:
        """Those of them that are the value, or a member, of a point of the article."""
        return self._named.get((article, kind, category), [])

    def related(self, relation: str) -> list[Fact]:
        """Facts with the same relation."""
        return self._related.get(relation, [])

    def rows(self, fact: Fact) -> list[Fact]:
        """Facts of the same article, relation and speaker, by key: what can be matched."""
        return self._rows.get((fact.article, fact.relation, fact.attributed_to), [])

    def timeline(self, fact: Fact) -> Timeline | None:
        """The facts with a date that can be put in order with one; None where it has no date."""
        return self._timelines.get(fact.key)

    @cached_property
    def _timelines(self) -> Mapping[str, Timeline]:
        return timelines(self.facts.values())

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str, Text], list[Fact]]:
        related = sorted((f for f in self.facts.values() if f.relation), key=lambda f: f.key)
        return _grouped(((f.article, f.relation, f.attributed_to), f) for f in related)

    @cached_property
    def _figures(self) -> Mapping[tuple[str, str], list[tuple[Decimal, str]]]:
        groups = _grouped(
            ((fact.article, point.value.unit), (point.value.amount, point.key))
            for fact, point in self._points()
            if isinstance(point.value, Quantity) and point.value.upper is None
        )
        return {group: sorted(figures) for group, figures in groups.items()}

    @cached_property
    def _dates(self) -> Mapping[str, list[Point]]:
        found = ((f.article, p) for f, p in self._points() if p.kind is PointKind.DATE)
        return _grouped(found)

    @cached_property
    def _terms(self) -> Mapping[tuple[str, str], list[tuple[str, Term]]]:
        return _grouped(
            ((fact.article, term.category), (point.key, term))
            for fact, point in self._points()
            for term in (point.value, *members_of(point.value))
            if isinstance(term, Term) and term.category
        )

    @cached_property
    def _entities(self) -> Mapping[tuple[str, str], list[Entity]]:
        return _grouped(((e.kind, e.category), e) for e in self.all_entities.values())

    @cached_property
    def _named(self) -> Mapping[tuple[str, str, str], list[Entity]]:
        named = dict.fromkeys(
            (fact.article, value.key)
            for fact, point in self._points()
            for value in (point.value, *members_of(point.value))
            if isinstance(value, EntityRef)
        )
        found = ((article, self.all_entities[key]) for article, key in named)
        return _grouped(((article, e.kind, e.category), e) for article, e in found)

    @cached_property
    def _related(self) -> Mapping[str, list[Fact]]:
        return _grouped((fact.relation, fact) for fact in self.facts.values() if fact.relation)

    def _points(self) -> Iterable[tuple[Fact, Point]]:
        return ((fact, point) for fact in self.facts.values() for point in fact.points)


def sampled(random: Random, found: Sequence[V], most: int = SAMPLE) -> list[V]:
    """All of them in an order by lot, or as many as may be looked at where there are more."""
    return random.sample(found, min(len(found), most))


def index_of(base: FactBase) -> Index:
    """The index of a base, made at the first call and kept as long as the base is."""
    found = _INDEXES.get(base)
    if found is None:
        found = _INDEXES[base] = Index(base)
    return found


def asked_together(base: FactBase, fact: Fact) -> list[Fact]:
    """The facts that one question may ask together with a fact: of its relation or timeline.

    A date that comes, goes or changes may move facts of the article to another timeline.
    """
    has_date = event_of(fact) is not None
    return [
        each
        for each in base.facts.values()
        if (fact.relation and each.relation == fact.relation)
        or (has_date and each.article == fact.article and event_of(each))
    ]


def _amount(figure: tuple[Decimal, str]) -> Decimal:
    return figure[0]


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, member in pairs:
        groups[key].append(member)
    return dict(groups)


_INDEXES: WeakKeyDictionary[FactBase, Index] = WeakKeyDictionary()
