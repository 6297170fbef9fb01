"""Reading the database as the domain's fact base."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.domain.facts import EntityRef, MemberSet, PointKind, Term
from quizzes.domain.values.quantities import Bound, Quantity
from quizzes.models import Fact, Member
from quizzes.selectors.fact_base import load_fact_base
from tests.factories import make_article, make_entity, make_fact, make_point

pytestmark = pytest.mark.django_db


def test_a_fact_is_read_with_its_points_in_order() -> None:
    fact = make_fact(make_article(), "trained", passage=2, attributed_to_en="the mayor")
    make_point(fact, "later", "0.5", position=2, bound="over")
    make_point(fact, "first", None, kind="entity", entity=make_entity(), position=1)
    read = load_fact_base().facts["trained"]
    assert (read.article, read.topic, read.passage) == ("cotton", "people", 2)
    assert dict(read.attributed_to) == {"en": "the mayor"}
    assert [point.key for point in read.points] == ["trained.first", "trained.later"]
    assert read.points[0].value == EntityRef("aksu")
    assert read.points[1].value == Quantity(Decimal("0.5"), "person", Bound.OVER)


def test_amounts_are_the_same_from_every_database() -> None:
    make_point(make_fact(make_article()), amount="3000000000")
    value = load_fact_base().points["trained.count"].value
    assert isinstance(value, Quantity)
    assert str(value.amount) == "3000000000"


def test_the_terms_of_a_set_have_its_category() -> None:
    fact = make_fact(make_article())
    point = make_point(fact, kind="set", complete=True, category="plan")
    Member.objects.create(point=point, position=2, term_en="Sea Plan")
    Member.objects.create(point=point, position=1, term_en="Sky Plan", aliases="Sky\nThe Sky")
    read = load_fact_base().points["trained.count"]
    assert read.kind is PointKind.SET
    assert isinstance(read.value, MemberSet)
    assert read.value.complete
    first, second = read.value.members
    assert isinstance(first, Term)
    assert isinstance(second, Term)
    assert (first.text["en"], first.aliases, first.category) == (
        "Sky Plan",
        ("Sky", "The Sky"),
        "plan",
    )
    assert second.text["en"] == "Sea Plan"


def test_drafts_are_read_on_request_and_superseded_facts_never() -> None:
    article = make_article()
    make_fact(article, "published")
    make_fact(article, "draft", status=Fact.Status.DRAFT)
    make_fact(article, "old", status=Fact.Status.SUPERSEDED)
    assert set(load_fact_base().facts) == {"published"}
    assert set(load_fact_base(include_drafts=True).facts) == {"published", "draft"}


def test_only_the_facts_of_the_named_articles_are_read() -> None:
    make_fact(make_article("one"), "in-one")
    make_fact(make_article("two"), "in-two")
    base = load_fact_base(["two"])
    assert set(base.facts) == {"in-two"}
    assert set(base.articles) == {"two"}


def test_six_queries_however_many_facts() -> None:
    article = make_article()
    for number in range(12):
        make_point(make_fact(article, f"fact-{number}"))
    with CaptureQueriesContext(connection) as captured:
        load_fact_base()
    assert len(captured) == 6
