"""The facts of the database as the domain reads them, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from quizzes import models
from quizzes.domain import facts as domain
from quizzes.domain.facts import FactBase, PointKind
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.quantities import Bound, Quantity
from quizzes.domain.values.units import Unit
from quizzes.models.base import lines, text_of

FACT_RELATIONS = ("article", "topic", "passage")


@dataclass(frozen=True)
class Names:
    """What all articles share: entities and units, by key."""

    entities: Mapping[str, domain.Entity]
    units: Mapping[str, Unit]


def load_names() -> Names:
    """All entities and units; two queries."""
    entities = models.Entity.objects.select_related("part_of").order_by("key")
    units = models.Unit.objects.order_by("key")
    return Names(
        entities={entity.key: entity_of(entity) for entity in entities},
        units={unit.key: unit_of(unit) for unit in units},
    )


def load_fact_base(
    articles: Iterable[str] | None = None,
    include_drafts: bool = False,
    names: Names | None = None,
) -> FactBase:
    """The facts of some articles (by key), of all for None, with all entities and units.

    Only published facts, and drafts if asked for; never superseded ones. Six queries; four with
    `names`, for those who load one article after another.
    """
    found = models.Article.objects.order_by("key")
    facts = models.Fact.objects.filter(status__in=_statuses(include_drafts))
    if articles is not None:
        keys = set(articles)
        found, facts = found.filter(key__in=keys), facts.filter(article__key__in=keys)
    names = names or load_names()
    return FactBase(
        articles={article.key: article_of(article) for article in found},
        facts={fact.key: fact_of(fact, fact.points.all()) for fact in with_points(facts)},
        entities=names.entities,
        units=names.units,
    )


def _statuses(include_drafts: bool) -> list[str]:
    drafts = [models.Fact.Status.DRAFT.value] if include_drafts else []
    return [models.Fact.Status.PUBLISHED.value, *drafts]


def with_points(facts: QuerySet[models.Fact]) -> QuerySet[models.Fact]:
    """Facts with all that `fact_of` reads, in a stable order; three queries."""
    points = models.Point.objects.select_related("fact", "unit", "entity").order_by(
        "position", "pk"
    )
    members = models.Member.objects.select_related("entity").order_by("position")
    return (
        facts.select_related(*FACT_RELATIONS)
        .order_by("article__key", "passage__number", "key")
        .prefetch_related(Prefetch("points", points.prefetch_related(Prefetch("members", members))))
    )


def with_fact(base: FactBase, fact: domain.Fact) -> FactBase:
    """The base with one fact put in or replaced: what a preview generates from."""
    return replace(base, facts={**base.facts, fact.key: fact})


def article_of(article: models.Article) -> domain.Article:
    """An article as the domain reads it."""
    return domain.Article(
        key=article.key,
        title=text_of(article, "title"),
        publisher=text_of(article, "publisher"),
        published_on=article.published_on,
        language=article.language,
    )


def entity_of(entity: models.Entity) -> domain.Entity:
    """An entity as the domain reads it; its parent should be loaded."""
    return domain.Entity(
        key=entity.key,
        kind=entity.kind,
        category=entity.category,
        name=text_of(entity, "name"),
        aliases=lines(entity.aliases),
        part_of=entity.part_of.key if entity.part_of else None,
    )


def unit_of(unit: models.Unit) -> Unit:
    """A unit as the domain reads it."""
    return Unit(
        key=unit.key,
        dimension=unit.dimension,
        factor=_plain(unit.factor),
        name=text_of(unit, "name"),
        plural=text_of(unit, "plural"),
        symbol=unit.symbol,
        measure_word=unit.measure_word,
    )


def fact_of(fact: models.Fact, points: Iterable[models.Point]) -> domain.Fact:
    """A fact as the domain reads it, saved or not; its points' members must be saved.

    For members that are not saved either, make the points with `point_of` and replace them.
    """
    return domain.Fact(
        key=fact.key,
        article=fact.article.key,
        topic=fact.topic.key,
        passage=fact.passage.number,
        statement=text_of(fact, "statement"),
        points=tuple(point_of(point, fact.key, point.members.all()) for point in points),
        attributed_to=text_of(fact, "attributed_to"),
        as_of=fact.as_of,
        modality=domain.Modality(fact.modality),
        relation=fact.relation,
        version=fact.version,
    )


def point_of(point: models.Point, fact: str, members: Iterable[models.Member]) -> domain.Point:
    """A point of the fact with that key, as the domain reads it.

    Raises ValueError where a value is incomplete: check it with `validate_fact` before.
    """
    return domain.Point(
        fact=fact,
        name=point.name,
        kind=PointKind(point.kind),
        value=_value(point, list(members)),
        question=text_of(point, "question"),
        exclusive=point.exclusive,
    )


def _value(point: models.Point, members: Sequence[models.Member]) -> domain.Value:
    match PointKind(point.kind):
        case PointKind.QUANTITY:
            return _quantity(point)
        case PointKind.DATE:
            if point.date is None:
                raise ValueError(f"{point.name}: no date")
            return PartialDate(point.date, Precision(point.precision), point.date_end)
        case PointKind.ENTITY:
            if point.entity is None:
                raise ValueError(f"{point.name}: no entity")
            return domain.EntityRef(point.entity.key)
        case PointKind.TERM:
            return domain.Term(text_of(point, "term"), lines(point.aliases), point.category)
        case PointKind.SET:
            return domain.MemberSet(_members(point, members), point.complete)
        case PointKind.SEQUENCE:
            return domain.Sequence(_members(point, members))


def _quantity(point: models.Point) -> Quantity:
    if point.amount is None or point.unit is None:
        raise ValueError(f"{point.name}: no amount or no unit")
    upper = None if point.upper is None else _plain(point.upper)
    return Quantity(_plain(point.amount), point.unit.key, Bound(point.bound), upper)


def _members(point: models.Point, members: Sequence[models.Member]) -> tuple[domain.Member, ...]:
    """Members that are terms have the category of their point."""
    return tuple(
        domain.EntityRef(member.entity.key)
        if member.entity is not None
        else domain.Term(text_of(member, "term"), lines(member.aliases), point.category)
        for member in members
    )


def _plain(amount: Decimal) -> Decimal:
    """The amount without the zeros that the column's scale adds, the same from every database.

    >>> _plain(Decimal("9500.00000000"))
    Decimal('9500')
    """
    return Decimal(amount).normalize() + 0
