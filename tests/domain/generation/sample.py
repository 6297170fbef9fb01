"""A small fact base, made by hand, on which every expectation can be checked by eye."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quizzes.domain.facts import (
    Article,
    Entity,
    EntityRef,
    Fact,
    FactBase,
    MemberSet,
    Modality,
    Point,
    PointKind,
    Sequence,
    Term,
    Value,
)
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.quantities import Bound, Quantity
from quizzes.domain.values.units import Unit

KINDS: dict[type, PointKind] = {
    Quantity: PointKind.QUANTITY,
    PartialDate: PointKind.DATE,
    EntityRef: PointKind.ENTITY,
    Term: PointKind.TERM,
    MemberSet: PointKind.SET,
    Sequence: PointKind.SEQUENCE,
}


def both(en: str, zh: str) -> Text:
    return Text.of({"en": en, "zh-hans": zh})


def people(amount: str, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Decimal(amount), "person", bound)


def percent(amount: str, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Decimal(amount), "percent", bound)


def month(year: int, number: int) -> PartialDate:
    return PartialDate(date(year, number, 1), Precision.MONTH)


def point(
    fact: str, name: str, value: Value, question: Text | None = None, exclusive: bool = True
) -> Point:
    return Point(fact, name, KINDS[type(value)], value, question or Text(), exclusive)


def entity(key: str, en: str, zh: str, category: str, part_of: str | None = None) -> Entity:
    return Entity(key, "place", category, both(en, zh), (), part_of)


def fact(key: str, statement: Text, *points: Point, **members: object) -> Fact:
    return Fact(key, "mill", "work", 7, statement, points, **members)


ARTICLE = Article(
    "mill",
    both("The mill", "工厂"),
    both("Xinhua News Agency", "新华社"),
    date(2025, 7, 6),
    "zh-hans",
)
UNITS = {
    "person": Unit(
        "person", "people", Decimal(1), both("person", "人"), Text.of({"en": "people"}), "", "名"
    ),
    "percent": Unit("percent", "share", Decimal(1), both("per cent", "百分之"), symbol="%"),
}
ENTITIES = {
    each.key: each
    for each in (
        entity("xinjiang", "Xinjiang", "新疆", "region"),
        entity("hotan", "Hotan City", "和田市", "city", "xinjiang"),
        entity("aksu", "Aksu City", "阿克苏市", "city", "xinjiang"),
        entity("kashgar", "Kashgar City", "喀什市", "city", "xinjiang"),
        entity("korla", "Korla City", "库尔勒市", "city", "xinjiang"),
    )
}
FACTS = (
    fact(
        "trained",
        both(
            "By the end of 2024, {city} had trained {count} e-commerce workers.",
            "截至2024年底，{city}培育了{count}名电商人才。",
        ),
        point("trained", "city", EntityRef("aksu")),
        point(
            "trained",
            "count",
            people("9500", Bound.OVER),
            both(
                "By the end of 2024, how many e-commerce workers had Aksu City trained?",
                "截至2024年底，阿克苏市培育了多少名电商人才？",
            ),
        ),
    ),
    fact(
        "jobs",
        both(
            "The mill in {city} gave work to {count} people in {month}.",
            "{city}的工厂于{month}吸纳{count}人就业。",
        ),
        point("jobs", "city", EntityRef("hotan")),
        point("jobs", "count", people("700", Bound.MORE_THAN)),
        point("jobs", "month", month(2024, 8)),
        attributed_to=both("The head of the mill", "工厂负责人"),
    ),
    fact(
        "sprouted",
        both("{share} of the seeds sprouted.", "{share}的种子发了芽。"),
        point(
            "sprouted",
            "share",
            percent("95", Bound.MORE_THAN),
            both("What share of the seeds sprouted?", "发芽的种子占百分之几？"),
        ),
    ),
    fact(
        "output",
        both("The mill is to employ {count} people.", "工厂将雇用{count}人。"),
        point("output", "count", people("3000")),
        modality=Modality.EXPECTED,
    ),
    fact(
        "plans",
        both("The city ran {plans}.", "这座城市开办了{plans}。"),
        point(
            "plans",
            "plans",
            MemberSet(
                tuple(
                    Term(both(en, zh), (), "plan")
                    for en, zh in (("the Sky Plan", "天山计划"), ("the Seed Plan", "种子计划"))
                ),
                complete=True,
            ),
        ),
    ),
    fact(
        "other-plans",
        both("Another city ran {plans}.", "另一座城市开办了{plans}。"),
        point(
            "other-plans",
            "plans",
            MemberSet(
                tuple(
                    Term(both(en, zh), (), "plan")
                    for en, zh in (("the River Plan", "塔河计划"), ("the Pilot Plan", "领航计划"))
                ),
                complete=False,
            ),
        ),
    ),
)


def sample_base(*extra: Fact) -> FactBase:
    """The base, with further facts."""
    facts = {each.key: each for each in (*FACTS, *extra)}
    return FactBase({"mill": ARTICLE}, facts, ENTITIES, UNITS)
