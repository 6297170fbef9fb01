"""Facts as their history keeps them: plain records in natural keys, and what differs in two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quizzes.domain.changes import Change, changes
from quizzes.models import Fact, FactVersion, Member, Point
from quizzes.models.base import lines, text_of

Record = dict[str, Any]
VALUE = (
    *("kind", "amount", "upper", "unit", "bound", "date", "date_end", "precision", "entity"),
    *("term", "aliases", "category", "complete", "members"),
)
"""The fields of a point that make its value."""


def fact_record(fact: Fact, points: Iterable[tuple[Point, Sequence[Member]]]) -> Record:
    """A fact with its points and their members, saved or not; what is empty is left out.

    Points are by name, each with its `position`; articles, passages, topics, units and entities
    are by their natural keys.
    """
    record = {
        "article": fact.article.key,
        "passage": fact.passage.number,
        "topic": fact.topic.key,
        "statement": dict(text_of(fact, "statement")),
        "as_of": _day(fact.as_of),
        "modality": str(fact.modality),
        "attributed_to": dict(text_of(fact, "attributed_to")),
        "status": str(fact.status),
        "relation": fact.relation,
        "points": {
            point.name: {"position": number, **_point(point, members)}
            for number, (point, members) in enumerate(points, 1)
        },
    }
    return _filled(record)


def stored_record(fact: Fact) -> Record:
    """The record of a fact as it is stored; its relations should be loaded (`with_points`)."""
    return fact_record(fact, [(point, list(point.members.all())) for point in fact.points.all()])


def _point(point: Point, members: Sequence[Member]) -> Record:
    return _filled(
        {
            "kind": str(point.kind),
            "exclusive": point.exclusive,
            "question": dict(text_of(point, "question")),
            "amount": _figure(point.amount),
            "upper": _figure(point.upper),
            "unit": point.unit.key if point.unit else "",
            "bound": str(point.bound),
            "date": _day(point.date),
            "date_end": _day(point.date_end),
            "precision": str(point.precision),
            "entity": point.entity.key if point.entity else "",
            "term": dict(text_of(point, "term")),
            "aliases": list(lines(point.aliases)),
            "category": point.category,
            "complete": point.complete,
            "members": [_member(member) for member in members],
        }
    )


def _member(member: Member) -> Record:
    if member.entity is not None:
        return {"entity": member.entity.key}
    term = {"term": dict(text_of(member, "term")), "aliases": list(lines(member.aliases))}
    return _filled(term)


def _filled(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in ("", None, {}, [], False)}


def _figure(amount: Decimal | None) -> str:
    return "" if amount is None else format(Decimal(amount).normalize() + 0, "f")


def _day(day: Any) -> str:
    return day if isinstance(day, str) else day.isoformat() if day else ""


def value_record(record: Mapping[str, Any], name: str) -> Record | None:
    """What makes the value of a point in a fact's record; None where it has no such point."""
    point = record.get("points", {}).get(name)
    return None if point is None else {field: point[field] for field in VALUE if field in point}


def changed_values(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of points of both records whose values differ; other names are no change."""
    return [
        name
        for name in after.get("points", {})
        if name in before.get("points", {}) and _truth(before, name) != _truth(after, name)
    ]


def _truth(record: Mapping[str, Any], name: str) -> Record:
    point = value_record(record, name) or {}
    members = [
        {field: member[field] for field in member if field != "aliases"}
        for member in point.get("members", ())
    ]
    kept = {field: point[field] for field in point if field not in ("aliases", "category")}
    return {**kept, "members": members}


@dataclass(frozen=True)
class HistoryEntry:
    """One version of a fact, with what it changed in the one before (nothing in the first)."""

    version: FactVersion
    changes: tuple[Change, ...]


def fact_history(fact: Fact) -> list[HistoryEntry]:
    """The versions of a fact, the newest first. One query."""
    versions = list(fact.versions.select_related("created_by").order_by("number"))
    befores = [None, *versions]
    return [
        HistoryEntry(version, tuple(changes(before.content, version.content)) if before else ())
        for before, version in zip(befores, versions, strict=False)
    ][::-1]
