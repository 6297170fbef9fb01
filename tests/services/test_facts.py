"""Facts are kept whole: with all their points or not at all."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from quizzes.domain.problems import ProblemsError
from quizzes.models import Article, Entity, Fact, Member, Passage, Point, Topic, Unit
from quizzes.services.facts import save_fact
from quizzes.services.validation import MESSAGES, PointDraft, describe

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> tuple[Fact, list[PointDraft]]:
    article = Article.objects.create(
        key="news", title_en="News", publisher_en="A paper", published_on="2025-07-06"
    )
    fact = Fact(
        key="jobs",
        article=article,
        passage=Passage.objects.create(article=article, number=1),
        topic=Topic.objects.create(article=article, key="work", name_en="Work"),
        statement_en="{city} trained {trained} people.",
    )
    unit = Unit.objects.create(key="person", dimension="people", name_en="person")
    entity = Entity.objects.create(key="aksu", kind="place", name_en="Aksu City")
    return fact, [
        PointDraft(Point(name="city", kind="entity", entity=entity)),
        PointDraft(
            Point(name="trained", kind="quantity", amount=Decimal(9500), unit=unit, bound="over")
        ),
    ]


def test_a_fact_is_saved_with_its_points_in_their_order(draft):
    fact = save_fact(*draft)
    assert [point.name for point in fact.points.all()] == ["city", "trained"]
    assert fact.version == 1


def test_nothing_is_saved_where_something_is_wrong(draft):
    fact, points = draft
    points[1].point.bound = ""
    with pytest.raises(ProblemsError) as error:
        save_fact(fact, points)
    assert [describe(problem) for problem in error.value.problems] == [
        "jobs.trained, bound: A quantity needs a bound: exact, about, over …"
    ]
    assert not Fact.objects.exists()
    assert not Point.objects.exists()


def test_a_second_save_counts_the_version_and_drops_the_points_left_out(draft):
    fact = save_fact(*draft)
    fact.statement_en = "Aksu City trained {trained} people."
    save_fact(fact, [PointDraft(fact.points.get(name="trained"))])
    fact.refresh_from_db()
    assert fact.version == 2
    assert [point.name for point in fact.points.all()] == ["trained"]


def test_members_are_kept_in_the_order_given(draft):
    fact, points = draft
    members = [Member(term_en="the first"), Member(term_en="the second")]
    points[0] = PointDraft(Point(name="city", kind="sequence"), members)
    save_fact(fact, points)
    point = fact.points.get(name="city")
    assert [member.term_en for member in point.members.all()] == ["the first", "the second"]
    save_fact(fact, [PointDraft(point, list(reversed(point.members.all()))), points[1]])
    assert [member.term_en for member in point.members.all()] == ["the second", "the first"]


def test_every_problem_of_the_domain_has_words_in_both_languages():
    source = Path("quizzes/domain/validation.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Problem\(\s*"(\w+)"', source)) | set(
        re.findall(r'\("\w+", "(\w+_missing)"\)', source)
    )
    assert codes <= set(MESSAGES)
    for code in codes:
        with translation.override("en"):
            english = str(MESSAGES[code])
        with translation.override("zh-hans"):
            assert str(MESSAGES[code]) != english


def test_two_points_can_give_each_other_their_names(draft):
    fact, points = draft
    save_fact(fact, points)
    before = dict(fact.points.values_list("name", "pk"))
    points[0].point.name, points[1].point.name = "trained", "city"
    save_fact(fact, points)
    after = dict(fact.points.values_list("name", "pk"))
    assert after == {"trained": before["city"], "city": before["trained"]}
