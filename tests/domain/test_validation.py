"""Each thing that can be wrong with a fact has its own problem, at its own field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from quizzes.domain.text import Text
from quizzes.domain.validation import FactData, MemberData, PointData, validate_fact
from quizzes.domain.values.units import Unit

PERSON = Unit("person", "people", Decimal(1), Text.of({"en": "person", "zh-hans": "人"}))
PERCENT = Unit("percent", "share", Decimal("0.01"), Text.of({"en": "percent"}), symbol="%")
GROWTH = replace(PERCENT, key="growth", dimension="growth")
AKSU = Text.of({"en": "Aksu City", "zh-hans": "阿克苏市"})

CITY = PointData("city", "entity", entity=AKSU)
TRAINED = PointData("trained", "quantity", amount=Decimal(9500), unit=PERSON, bound="over")
FACT = FactData(
    key="jobs",
    article="news",
    statement=Text.of(
        {"en": "{city} trained {trained} people.", "zh-hans": "{city}培训了{trained}人。"}
    ),
    points=(CITY, TRAINED),
    passage_article="news",
    passage_number=1,
    topic_article="news",
    topic="work",
)


def problems_with(fact: FactData) -> set[tuple[str, str, str]]:
    return {(problem.code, problem.where, problem.field) for problem in validate_fact(fact)}


def with_point(**changes: object) -> FactData:
    return replace(FACT, points=(CITY, replace(TRAINED, **changes)))


def with_date(**changes: object) -> FactData:
    point = PointData("trained", "date", date=date(2024, 8, 1), precision="month")
    return replace(FACT, points=(CITY, replace(point, **changes)))


def test_a_good_fact_has_no_problem():
    assert validate_fact(FACT) == []


def test_a_fact_in_one_language_only_is_good():
    fact = replace(FACT, statement=Text.of({"en": "{city} trained {trained} people."}))
    assert validate_fact(fact) == []


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        (replace(FACT, statement=Text()), ("statement_missing", "jobs", "statement")),
        (replace(FACT, modality="hoped"), ("modality_unknown", "jobs", "modality")),
        (replace(FACT, passage_article="other"), ("passage_not_of_article", "jobs", "passage")),
        (replace(FACT, passage_article=None), ("passage_not_of_article", "jobs", "passage")),
        (replace(FACT, topic_article="other"), ("topic_not_of_article", "jobs", "topic")),
        (
            replace(FACT, statement=Text.of({"en": "{city} trained {taught} people."})),
            ("point_unknown", "jobs", "statement_en"),
        ),
        (
            replace(FACT, statement=Text.of({"zh-hans": "{city}培训了很多人。"})),
            ("point_not_in_statement", "jobs", "statement_zh_hans"),
        ),
        (
            replace(FACT, statement=Text.of({"en": "{city} and {city}: {trained}."})),
            ("point_repeated", "jobs", "statement_en"),
        ),
        (
            replace(FACT, statement=Text.of({"en": "{city trained {trained} people."})),
            ("statement_braces", "jobs", "statement_en"),
        ),
        (replace(FACT, points=(CITY, TRAINED, TRAINED)), ("point_twice", "jobs", "points")),
        (
            replace(FACT, points=(), is_published=True, statement=Text.of({"en": "No values."})),
            ("points_missing", "jobs", "points"),
        ),
        (with_point(kind="number"), ("kind_unknown", "jobs.trained", "kind")),
        (with_point(amount=None), ("amount_missing", "jobs.trained", "amount")),
        (with_point(unit=None), ("unit_missing", "jobs.trained", "unit")),
        (with_point(bound=""), ("bound_missing", "jobs.trained", "bound")),
        (with_point(bound="roughly"), ("bound_unknown", "jobs.trained", "bound")),
        (with_point(bound="range"), ("range_without_upper_end", "jobs.trained", "upper")),
        (
            with_point(bound="range", upper=Decimal(9000)),
            ("range_without_upper_end", "jobs.trained", "upper"),
        ),
        (with_point(upper=Decimal(10000)), ("upper_end_without_range", "jobs.trained", "upper")),
        (
            with_point(unit=PERCENT, amount=Decimal(140)),
            ("percentage_out_of_range", "jobs.trained", "amount"),
        ),
        (with_point(precision="day"), ("field_not_of_kind", "jobs.trained", "precision")),
        (with_date(date=None), ("date_missing", "jobs.trained", "date")),
        (with_date(precision=""), ("precision_missing", "jobs.trained", "precision")),
        (with_date(precision="week"), ("precision_unknown", "jobs.trained", "precision")),
        (with_date(date=date(2024, 8, 2)), ("date_not_first_day", "jobs.trained", "date")),
        (with_date(precision="period"), ("period_without_last_day", "jobs.trained", "date_end")),
        (
            with_date(date_end=date(2024, 9, 1)),
            ("last_day_without_period", "jobs.trained", "date_end"),
        ),
        (
            replace(FACT, points=(PointData("city", "entity"), TRAINED)),
            ("entity_missing", "jobs.city", "entity"),
        ),
        (
            replace(FACT, points=(PointData("city", "term"), TRAINED)),
            ("term_missing", "jobs.city", "term"),
        ),
        (
            replace(FACT, points=(replace(CITY, entity=Text.of({"en": "Aksu"})), TRAINED)),
            ("name_missing_in_language", "jobs.city", "entity"),
        ),
        (
            replace(FACT, points=(PointData("city", "set", members=(MemberData(AKSU),)), TRAINED)),
            ("members_missing", "jobs.city", "members"),
        ),
        (
            replace(
                FACT,
                points=(PointData("city", "set", members=(MemberData(AKSU),) * 2), TRAINED),
            ),
            ("member_twice", "jobs.city", "members"),
        ),
        (
            replace(
                FACT,
                points=(PointData("city", "set", members=(MemberData(AKSU, AKSU),) * 2), TRAINED),
            ),
            ("member_entity_or_term", "jobs.city", "members"),
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told_at_its_field(fact, problem):
    assert problem in problems_with(fact)


def test_a_growth_rate_may_pass_a_hundred_percent():
    assert validate_fact(with_point(unit=GROWTH, amount=Decimal(140))) == []


def test_a_name_that_is_no_name_is_told():
    fact = replace(
        FACT,
        statement=Text.of({"en": "{City} trained {trained} people."}),
        points=(replace(CITY, name="City"), TRAINED),
    )
    assert ("point_name_malformed", "jobs.City", "name") in problems_with(fact)
