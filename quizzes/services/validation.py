"""The check of facts against the database's records, with messages in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from quizzes.domain.problems import Problem
from quizzes.domain.validation import FactData, MemberData, PointData, validate_fact, validate_value
from quizzes.domain.values.units import Unit as UnitValue
from quizzes.models import Fact, Member, Point, Unit
from quizzes.models.base import text_of

MESSAGES = {
    "statement_missing": _("A fact needs a statement in at least one language."),
    "modality_unknown": _("“%(value)s” is not a modality: take actual, planned or expected."),
    "passage_not_of_article": _("The article %(article)s has no passage %(number)s."),
    "topic_not_of_article": _("The article %(article)s has no topic “%(topic)s”."),
    "points_missing": _("A published fact needs at least one point."),
    "point_in_use": _(
        "The point “%(name)s” stays: questions were made of it, and answers lead back to it."
        " Withdraw the fact and write a new one instead."
    ),
    "point_twice": _("Two points are called “%(name)s”."),
    "statement_braces": _("A brace is left open or stands alone: write {name} for each point."),
    "point_unknown": _("The statement names the point {%(name)s}, which does not exist."),
    "point_repeated": _("The point {%(name)s} stands more than once in the statement."),
    "point_not_in_statement": _("The point {%(name)s} does not stand in the statement."),
    "point_name_malformed": _(
        "“%(name)s” is not a name: take lower-case Latin letters, digits and underscores."
    ),
    "kind_unknown": _("“%(value)s” is not a kind of point."),
    "field_not_of_kind": _("This does not belong to a point of the kind “%(kind)s”."),
    "amount_missing": _("A quantity needs an amount."),
    "unit_missing": _("A quantity needs a unit."),
    "bound_missing": _("A quantity needs a bound: exact, about, over …"),
    "bound_unknown": _("“%(value)s” is not a bound."),
    "range_without_upper_end": _("A range needs an upper end above its amount."),
    "upper_end_without_range": _("Only a range has an upper end."),
    "percentage_out_of_range": _("A percentage lies between 0 and 100, not at %(value)s."),
    "date_missing": _("A date point needs a date."),
    "precision_missing": _("A date needs its precision: year, month, day or period."),
    "precision_unknown": _("“%(value)s” is not a precision."),
    "date_not_first_day": _("A year or a month is given by its first day, not by %(value)s."),
    "period_without_last_day": _("A period needs a last day, not before its first."),
    "last_day_without_period": _("Only a period has a last day."),
    "entity_missing": _("An entity point needs an entity."),
    "term_missing": _("A term point needs a term."),
    "name_missing_in_language": _(
        "The statement exists in the language %(language)s, but this name does not."
    ),
    "members_missing": _("A set or a sequence needs at least two members."),
    "member_entity_or_term": _("Member %(number)s must be either an entity or a term."),
    "member_twice": _("“%(name)s” stands twice among the members."),
}


@dataclass(frozen=True)
class PointDraft:
    """A point to keep, with its members; the records need not be saved yet."""

    point: Point
    members: Sequence[Member] = field(default_factory=tuple)


def message(problem: Problem) -> str:
    """What is wrong, in the active language, without the place."""
    return str(MESSAGES[problem.code]) % dict(problem.params)


def describe(problem: Problem) -> str:
    """What is wrong and where: "aksu-trained.trained, amount: A quantity needs an amount."."""
    return f"{problem.where}, {problem.field}: {message(problem)}"


def check_fact(fact: Fact, points: Iterable[PointDraft]) -> list[Problem]:
    """All problems of a fact with its points, saved or not."""
    return validate_fact(fact_data(fact, points))


def check_point(point: Point) -> list[Problem]:
    """The problems of one point of a kept fact, before its members are known."""
    draft = PointDraft(point)
    return validate_value(fact_data(point.fact, [draft]), _point_data(draft))


def fact_data(fact: Fact, points: Iterable[PointDraft]) -> FactData:
    """A record with its points as the domain checks it."""
    passage = fact.passage if fact.passage_id else None
    topic = fact.topic if fact.topic_id else None
    return FactData(
        key=fact.key,
        article=fact.article.key if fact.article_id else "",
        statement=text_of(fact, "statement"),
        points=tuple(_point_data(draft) for draft in points),
        passage_article=passage.article.key if passage else None,
        passage_number=passage.number if passage else None,
        topic_article=topic.article.key if topic else None,
        topic=topic.key if topic else "",
        modality=fact.modality,
        is_published=fact.status == Fact.Status.PUBLISHED,
    )


def _point_data(draft: PointDraft) -> PointData:
    point = draft.point
    return PointData(
        name=point.name,
        kind=point.kind,
        amount=point.amount,
        upper=point.upper,
        unit=unit_value(point.unit) if point.unit_id else None,
        bound=point.bound,
        date=point.date,
        date_end=point.date_end,
        precision=point.precision,
        entity=text_of(point.entity, "name") if point.entity else None,
        term=text_of(point, "term"),
        members=tuple(
            MemberData(
                entity=text_of(member.entity, "name") if member.entity else None,
                term=text_of(member, "term"),
            )
            for member in draft.members
        ),
        question=text_of(point, "question"),
    )


def unit_value(unit: Unit | None) -> UnitValue | None:
    """A unit's record as the domain reads it."""
    if unit is None:
        return None
    return UnitValue(
        key=unit.key,
        dimension=unit.dimension,
        factor=unit.factor,
        name=text_of(unit, "name"),
        plural=text_of(unit, "plural"),
        symbol=unit.symbol,
        measure_word=unit.measure_word,
    )


def by_point(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Problems by the record they are about: the key of the fact, or of a point of it."""
    grouped: dict[str, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.where, []).append(problem)
    return grouped
