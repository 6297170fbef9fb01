"""The seed article is complete: every passage, and every kind of thing that it reports."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db.models import Q

from quizzes.models import Article, Entity, Fact, Point
from quizzes.models.base import lines, text_of

pytestmark = pytest.mark.django_db

WITHOUT_FACTS = {1, 2, 14, 18, 19, 22, 26, 29, 31, 35, 37, 39, 41}
"""Passages of praise, slogans, opinions and feelings."""

FIGURES = [
    ("aid-aiders.aiders", "19", "exact", "province-unit"),
    ("aid-county-share.share", "80", "exact", "percent"),
    ("aid-livelihood-share.share", "80", "exact", "percent"),
    ("aid-spinner-wage.wage", "3500", "about", "yuan"),
    ("aid-mill-phase1-jobs.jobs", "700", "over", "person"),
    ("aid-mill-full-jobs.jobs", "3000", "over", "job"),
    ("aid-mill-full-firms.firms", "200", "over", "company"),
    ("aid-mill-full-output.output", "3000000000", "over", "yuan"),
    ("aid-saline-crop.area", "200", "exact", "mu"),
    ("aid-saline-emergence.rate", "95", "more_than", "percent"),
    ("aid-shanghai-batch.batch", "11", "exact", "batch"),
    ("aid-kashgar-jobs.jobs", "29000", "exact", "person"),
    ("aid-seller-time.time", "1", "exact", "year"),
    ("aid-aksu-trained.trained", "9500", "over", "person"),
    ("aid-aksu-jobs.jobs", "30000", "exact", "person"),
    ("aid-deputy-head-mentees.teachers", "14", "exact", "person"),
    ("aid-deputy-head-trained.visits", "100", "over", "person-time"),
    ("aid-deputy-head-lessons.lessons", "10", "exact", "lesson"),
    ("aid-henan-trained.visits", "78000", "over", "person-time"),
    ("aid-tianjin-township-count.townships", "22", "exact", "township"),
    ("aid-henan-room-count.rooms", "100", "exact", "reading-room"),
    ("aid-distance.distance", "5000", "exact", "kilometre"),
    ("aid-titanium-capacity.capacity", "300000", "exact", "tonne"),
    ("aid-lianfa.firms", "21", "exact", "company"),
]
DATES = {
    "aid-orientation.since": ("2023-01-01", "year"),
    "aid-spinner-hired.month": ("2025-02-01", "month"),
    "aid-mill-deal.date": ("2024-08-01", "month"),
    "aid-habahe-since.since": ("2023-01-01", "year"),
    "aid-hangzhou-since.since": ("2023-01-01", "year"),
    "aid-aksu-trained.year": ("2024-01-01", "year"),
    "aid-deputy-head.since": ("2024-08-01", "month"),
    "aid-tour-year.year": ("2024-01-01", "year"),
    "aid-visits-since.since": ("2023-01-01", "year"),
    "aid-celadon-event.month": ("2025-06-01", "month"),
    "aid-dateline.date": ("2025-07-06", "day"),
}


def point_key(point: Point) -> str:
    return f"{point.fact.key}.{point.name}"


def points_of(article: Article, **conditions: object) -> list[Point]:
    points = Point.objects.filter(fact__article=article, **conditions)
    return list(points.select_related("fact", "unit", "entity"))


def test_the_article_names_its_publisher_and_day(article):
    publisher = text_of(article, "publisher")
    assert (publisher["zh-hans"], publisher["en"]) == ("新华社", "Xinhua News Agency")
    assert article.published_on.isoformat() == "2025-07-06"


def test_every_passage_is_there_and_each_that_reports_something_has_facts(article):
    assert sorted(article.passages.values_list("number", flat=True)) == list(range(1, 43))
    cited = set(article.facts.values_list("passage__number", flat=True))
    assert cited == set(range(1, 43)) - WITHOUT_FACTS


def test_there_are_112_facts_with_139_points_of_five_kinds(article):
    points = points_of(article)
    assert (article.facts.count(), len(points)) == (112, 139)
    kinds = Counter(point.kind for point in points)
    assert kinds == {"entity": 75, "term": 6, "quantity": 24, "set": 23, "date": 11}


def test_every_figure_keeps_its_bound_and_unit(article):
    found = [
        (point_key(point), point.amount, point.bound, point.unit.key)
        for point in points_of(article, kind="quantity")
    ]
    expected = [(key, Decimal(amount), bound, unit) for key, amount, bound, unit in FIGURES]
    assert sorted(found) == sorted(expected)


def test_relative_dates_are_resolved(article):
    found = {
        point_key(point): (point.date.isoformat(), point.precision)
        for point in points_of(article, kind="date")
    }
    assert found == DATES


def test_what_is_planned_or_expected_is_marked_and_said(article):
    marked = article.facts.exclude(modality="actual")
    assert set(marked.values_list("key", "modality")) == {
        ("aid-mill-full-jobs", "expected"),
        ("aid-mill-full-firms", "expected"),
        ("aid-mill-full-output", "expected"),
        ("aid-saline-next", "planned"),
        ("aid-titanium-capacity", "planned"),
    }
    for fact in marked:
        statement = text_of(fact, "statement")
        assert re.search("预计|计划|可以", statement["zh-hans"]), fact.key
        assert re.search("expected|planned|can be", statement["en"]), fact.key


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_statement_has_one_place_for_each_point(article, language):
    for fact in article.facts.prefetch_related("points"):
        places = re.findall(r"\{(\w+)\}", text_of(fact, "statement")[language])
        assert sorted(places) == sorted(point.name for point in fact.points.all()), fact.key


def test_statements_are_short(article):
    for fact in article.facts.all():
        statement = text_of(fact, "statement")
        assert len(statement["zh-hans"]) <= 60, fact.key
        assert len(statement["en"].split()) <= 30, fact.key


def test_nine_points_in_ten_have_a_plain_question_in_both_languages(article):
    points = points_of(article)
    asked = [point for point in points if text_of(point, "question")]
    assert len(asked) >= 0.9 * len(points)
    for point in asked:
        question = text_of(point, "question")
        assert question["zh-hans"].endswith("？"), point_key(point)
        assert question["en"].endswith("?"), point_key(point)


def test_no_question_holds_the_name_it_asks_for(article):
    for point in points_of(article, kind__in=["entity", "term"]):
        named = point.entity or point
        names = [
            *text_of(named, "name" if point.entity else "term").values(),
            *lines(named.aliases),
        ]
        for language, question in text_of(point, "question").items():
            said = [name for name in names if name.lower() in question.lower()]
            assert not said, (point_key(point), language, said)


def test_questions_hold_no_absolute_words(article):
    for point in points_of(article):
        question = text_of(point, "question")
        assert not re.search("所有|从不|总是|一定|没有", question.get("zh-hans", ""))
        assert not re.search(r"\b(always|never|all|none|not)\b", question.get("en", ""))


def test_an_entity_that_is_asked_for_has_peers(article):
    members = Counter(Entity.objects.values_list("category", flat=True))
    for point in points_of(article, kind="entity"):
        assert members[point.entity.category] >= 4, point_key(point)


def test_places_of_xinjiang_lead_up_to_xinjiang_and_china(article):
    def chain(key: str) -> list[str]:
        entity: Entity | None = Entity.objects.get(key=key)
        found = []
        while entity:
            found.append(entity.key)
            entity = entity.part_of
        return found

    assert chain("akkashi-township") == [
        "akkashi-township",
        "kashgar-city",
        "kashgar-prefecture",
        "xinjiang",
        "china",
    ]
    assert chain("hotan-city")[1:] == ["hotan-prefecture", "xinjiang", "china"]
    assert chain("hangzhou")[1:] == ["zhejiang", "china"]
    places = Entity.objects.filter(kind="place").exclude(key="china")
    assert all(chain(place.key)[-1] == "china" for place in places)


def test_quoted_people_appear_by_role(article):
    said = article.facts.exclude(Q(attributed_to_zh_hans="") | Q(attributed_to_zh_hans=None))
    roles = Counter(text_of(fact, "attributed_to")["zh-hans"] for fact in said)
    assert set(roles) == {
        "女工本人",
        "纺织企业负责人",
        "在喀什任职的援疆干部",
        "种植户",
        "吉林援疆医生",
        "当地电商服务中心主任",
        "学生本人",
    }


@pytest.mark.parametrize(
    ("relation", "pairs", "names"),
    [("aided-by", 6, {"place", "aider"}), ("command-activity", 8, {"command", "activity"})],
)
def test_matching_pairs_are_one_to_one(article, relation, pairs, names):
    facts = Fact.objects.filter(article=article, relation=relation).prefetch_related("points")
    assert len(facts) == pairs
    for fact in facts:
        assert {point.name for point in fact.points.all()} == names
    for name in names:
        values = [
            (point.entity_id, point.term_zh_hans)
            for point in Point.objects.filter(fact__in=facts, name=name)
        ]
        assert len(set(values)) == pairs


def test_a_list_that_the_article_leaves_open_is_not_complete(article):
    complete = {point_key(point) for point in points_of(article, kind="set", complete=True)}
    assert complete == {
        "aid-project-basis.basis",
        "aid-mill-chain.parts",
        "aid-hangzhou-buildings.buildings",
        "aid-seller-courses.courses",
        "aid-aksu-companies.companies",
        "aid-aksu-bodies.bodies",
        "aid-ninth-training.ways",
        "aid-henan-forms.forms",
        "aid-tianjin-partners.partners",
        "aid-celadon-supporters.commands",
        "aid-cross-inputs.inputs",
    }
    for point in points_of(article, kind="set"):
        assert point.exclusive is point.complete, point_key(point)


def test_what_is_not_the_only_right_answer_is_an_open_list(article):
    """Such a point is read and learnt, but cannot be asked with wrong answers beside it."""
    for point in points_of(article, exclusive=False):
        assert (point.kind, point.complete) == ("set", False), point_key(point)


def test_the_seed_article_is_the_newest(article):
    call_command("loaddata", "eight_planets", verbosity=0)
    newest = Article.objects.order_by("-published_on")[0]
    assert newest.key == article.key
