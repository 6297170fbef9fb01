"""What a fact must be to be kept: the one check behind forms, fixtures, spreadsheets and the API.

The data checked here is raw: any member may be missing or wrong. What refers to other records
(units, entities) has been looked up by the caller, which reports what it does not find.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizzes.domain.facts import Modality, PointKind
from quizzes.domain.problems import Problem
from quizzes.domain.text import Text
from quizzes.domain.values.dates import Precision
from quizzes.domain.values.quantities import Bound
from quizzes.domain.values.units import Unit

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
POINT_NAME = re.compile(r"[a-z][a-z0-9_]*")
# A growth rate may pass 100 %, a share may not.
GROWTH = "growth"
FIELDS_OF_KIND = {
    PointKind.QUANTITY: {"amount", "upper", "unit", "bound"},
    PointKind.DATE: {"date", "date_end", "precision"},
    PointKind.ENTITY: {"entity"},
    PointKind.TERM: {"term"},
    PointKind.SET: {"members"},
    PointKind.SEQUENCE: {"members"},
}


@dataclass(frozen=True)
class MemberData:
    """One member of a set or a sequence, as it was given."""

    entity: Text | None = None
    term: Text = Text()


@dataclass(frozen=True)
class PointData:
    """A point as it was given; `entity` is the name of the entity, None where there is none."""

    name: str
    kind: str
    amount: Decimal | None = None
    upper: Decimal | None = None
    unit: Unit | None = None
    bound: str = ""
    date: datetime.date | None = None
    date_end: datetime.date | None = None
    precision: str = ""
    entity: Text | None = None
    term: Text = Text()
    members: tuple[MemberData, ...] = ()
    question: Text = Text()


@dataclass(frozen=True)
class FactData:
    """A fact as it was given. `passage_article` is the article that its passage belongs to."""

    key: str
    article: str
    statement: Text
    points: tuple[PointData, ...]
    passage_article: str | None = None
    passage_number: int | None = None
    topic_article: str | None = None
    topic: str = ""
    modality: str = Modality.ACTUAL
    is_published: bool = False


def validate_fact(fact: FactData) -> list[Problem]:
    """Everything that is wrong with a fact, in the order of its fields; [] for a good one."""
    problems = [
        *_check_place(fact),
        *_check_names(fact),
        *(problem for language in fact.statement for problem in _check_statement(fact, language)),
    ]
    for point in fact.points:
        problems.extend(_check_point(fact, point))
    return problems


def validate_value(fact: FactData, point: PointData) -> list[Problem]:
    """What is wrong with one point by itself, members left out: they may not be known yet."""
    if point.kind in {PointKind.SET, PointKind.SEQUENCE}:
        return []
    return list(_check_point(fact, point))


def placeholders(statement: str) -> list[str]:
    """The names that stand in braces, in order.

    >>> placeholders("By {as_of}, {city} had trained {trained} workers.")
    ['as_of', 'city', 'trained']
    """
    return PLACEHOLDER.findall(statement)


def _where(fact: FactData, point: PointData | None = None) -> str:
    return f"{fact.key}.{point.name}" if point else fact.key


def _check_place(fact: FactData) -> Iterator[Problem]:
    where = _where(fact)
    if not fact.statement:
        yield Problem("statement_missing", where, "statement")
    if fact.modality not in set(Modality):
        yield Problem("modality_unknown", where, "modality", {"value": fact.modality})
    if fact.passage_article != fact.article:
        number = "" if fact.passage_number is None else str(fact.passage_number)
        params = {"number": number, "article": fact.article}
        yield Problem("passage_not_of_article", where, "passage", params)
    if fact.topic_article != fact.article:
        params = {"topic": fact.topic, "article": fact.article}
        yield Problem("topic_not_of_article", where, "topic", params)


def _check_names(fact: FactData) -> Iterator[Problem]:
    if fact.is_published and not fact.points:
        yield Problem("points_missing", _where(fact), "points")
    for name, count in Counter(point.name for point in fact.points).items():
        if count > 1:
            yield Problem("point_twice", _where(fact), "points", {"name": name})


def _check_statement(fact: FactData, language: str) -> Iterator[Problem]:
    statement, where = fact.statement[language], _where(fact)
    field = f"statement_{language.replace('-', '_')}"
    if re.search(r"[{}]", PLACEHOLDER.sub("", statement)):
        yield Problem("statement_braces", where, field)
        return
    names = [point.name for point in fact.points]
    found = Counter(placeholders(statement))
    for name, count in found.items():
        if name not in names:
            known = ", ".join(names)
            yield Problem("point_unknown", where, field, {"name": name, "known": known})
        elif count > 1:
            yield Problem("point_repeated", where, field, {"name": name})
    for name in names:
        if name not in found:
            yield Problem("point_not_in_statement", where, field, {"name": name})


def _check_point(fact: FactData, point: PointData) -> Iterator[Problem]:
    where = _where(fact, point)
    if not POINT_NAME.fullmatch(point.name):
        yield Problem("point_name_malformed", where, "name", {"name": point.name})
    if point.kind not in set(PointKind):
        yield Problem("kind_unknown", where, "kind", {"value": point.kind})
        return
    kind = PointKind(point.kind)
    filled = {
        field
        for field in set().union(*FIELDS_OF_KIND.values())
        if getattr(point, field) not in (None, "", (), Text())
    }
    for field in sorted(filled - FIELDS_OF_KIND[kind]):
        yield Problem("field_not_of_kind", where, field, {"kind": kind.value})
    yield from CHECKS[kind](fact, point, where)


def _check_quantity(fact: FactData, point: PointData, where: str) -> Iterator[Problem]:
    for field, code in (
        ("amount", "amount_missing"),
        ("unit", "unit_missing"),
        ("bound", "bound_missing"),
    ):
        if getattr(point, field) in (None, ""):
            yield Problem(code, where, field)
    if point.bound and point.bound not in set(Bound):
        yield Problem("bound_unknown", where, "bound", {"value": point.bound})
    if point.bound == Bound.RANGE:
        if point.amount is None or point.upper is None or point.upper <= point.amount:
            yield Problem("range_without_upper_end", where, "upper")
    elif point.upper is not None:
        yield Problem("upper_end_without_range", where, "upper")
    yield from _check_share(point, where)


def _check_share(point: PointData, where: str) -> Iterator[Problem]:
    if point.unit is None or point.unit.symbol != "%" or point.unit.dimension == GROWTH:
        return
    for field in ("amount", "upper"):
        amount = getattr(point, field)
        if amount is not None and not 0 <= amount <= 100:
            yield Problem("percentage_out_of_range", where, field, {"value": format(amount, "f")})


def _check_date(fact: FactData, point: PointData, where: str) -> Iterator[Problem]:
    if point.date is None:
        yield Problem("date_missing", where, "date")
    if not point.precision:
        yield Problem("precision_missing", where, "precision")
    elif point.precision not in set(Precision):
        yield Problem("precision_unknown", where, "precision", {"value": point.precision})
    if point.date is None:
        return
    is_first_day = {
        Precision.YEAR: (point.date.month, point.date.day) == (1, 1),
        Precision.MONTH: point.date.day == 1,
    }
    if point.precision in set(Precision) and not is_first_day.get(Precision(point.precision), True):
        yield Problem("date_not_first_day", where, "date", {"value": point.date.isoformat()})
    if point.precision == Precision.PERIOD:
        if point.date_end is None or point.date_end < point.date:
            yield Problem("period_without_last_day", where, "date_end")
    elif point.date_end is not None:
        yield Problem("last_day_without_period", where, "date_end")


def _check_entity(fact: FactData, point: PointData, where: str) -> Iterator[Problem]:
    if point.entity is None:
        yield Problem("entity_missing", where, "entity")
        return
    yield from _check_name(fact, point.entity, where, "entity")


def _check_term(fact: FactData, point: PointData, where: str) -> Iterator[Problem]:
    if not point.term:
        yield Problem("term_missing", where, "term")
        return
    yield from _check_name(fact, point.term, where, "term")


def _check_name(fact: FactData, name: Text, where: str, field: str) -> Iterator[Problem]:
    for language in fact.statement:
        if language not in name:
            yield Problem("name_missing_in_language", where, field, {"language": language})


def _check_members(fact: FactData, point: PointData, where: str) -> Iterator[Problem]:
    if len(point.members) < 2:
        yield Problem("members_missing", where, "members")
    names = []
    for number, member in enumerate(point.members, start=1):
        if (member.entity is None) == (not member.term):
            yield Problem("member_entity_or_term", where, "members", {"number": str(number)})
            continue
        name = member.entity or member.term
        names.append(name)
        yield from _check_name(fact, name, where, "members")
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem("member_twice", where, "members", {"name": " / ".join(name.values())})


CHECKS: dict[PointKind, Callable[[FactData, PointData, str], Iterator[Problem]]] = {
    PointKind.QUANTITY: _check_quantity,
    PointKind.DATE: _check_date,
    PointKind.ENTITY: _check_entity,
    PointKind.TERM: _check_term,
    PointKind.SET: _check_members,
    PointKind.SEQUENCE: _check_members,
}
