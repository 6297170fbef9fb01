"""The bank follows the facts: what is made, renewed, withdrawn and left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.domain.items import Form
from quizzes.models import Article, Fact, Item, ItemVersion, Point, Quiz, User
from quizzes.models.base import PublicationStatus
from quizzes.services.bank import Outcome, Report, Settings, refresh_items
from quizzes.services.default_quizzes import ensure_quizzes
from tests.at_once import at_once
from tests.factories import NOW, make_article, make_fact, make_item, make_point, make_quiz

pytestmark = pytest.mark.django_db


def refresh(settings: Settings | None = None, **options: bool) -> Report:
    return refresh_items(None, NOW, settings or Settings(), **options)


@pytest.fixture
def article() -> Article:
    """An article with three facts, each with one figure."""
    article = make_article()
    for number in range(3):
        make_point(make_fact(article, f"fact-{number}"), amount=str(3500 + 1100 * number))
    return article


def test_a_published_fact_has_an_item_of_every_form_that_suits_its_value(article: Article) -> None:
    report = refresh()
    forms = set(Item.objects.filter(point__fact__key="fact-0").values_list("form", flat=True))
    assert forms == {"single_choice", "true_false", "numeric", "cloze"}
    assert report.count(Outcome.MADE) == 12
    for item in Item.objects.select_related("current"):
        assert item.status == PublicationStatus.PUBLISHED
        assert item.current is not None
        assert item.current.number == 1
        assert item.current.created_at == NOW
        assert item.current.to_content().languages == ("en", "zh-hans")


def test_making_them_again_changes_nothing(article: Article) -> None:
    refresh()
    versions = list(ItemVersion.objects.order_by("pk").values())
    report = refresh()
    assert report.count(Outcome.UNCHANGED) == 12
    assert list(ItemVersion.objects.order_by("pk").values()) == versions


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(article: Article) -> None:
    report = refresh(dry_run=True)
    assert report.count(Outcome.MADE) == 12
    assert not Item.objects.exists()
    assert not ItemVersion.objects.exists()


def test_a_changed_fact_gives_its_own_items_a_new_version_and_keeps_the_old(
    article: Article,
) -> None:
    refresh()
    old = Item.objects.get(key="fact-1.count.numeric").current
    Point.objects.filter(fact__key="fact-1").update(amount=Decimal(5200))
    report = refresh()
    assert set(report.outcomes[Outcome.RENEWED]) == {
        "fact-1.count.single_choice",
        "fact-1.count.true_false",
        "fact-1.count.numeric",
        "fact-1.count.cloze",
    }
    new = Item.objects.get(key="fact-1.count.numeric").current
    assert (new.number, old.number) == (2, 1)
    assert ItemVersion.objects.get(pk=old.pk).body == old.body
    assert new.body != old.body


def test_a_new_seed_draws_other_wrong_options_and_stays(article: Article) -> None:
    refresh()
    refresh(Settings(seed=7))
    assert set(ItemVersion.objects.filter(number=2).values_list("seed", flat=True)) == {7}
    assert refresh().count(Outcome.UNCHANGED) == 12


def test_four_options_stay_four(article: Article) -> None:
    refresh(Settings(options=4))
    assert refresh().count(Outcome.UNCHANGED) == 12
    for item in Item.objects.filter(form=Form.SINGLE_CHOICE).select_related("current"):
        assert len(item.current.body["options"]) == 4


def test_a_draft_again_withdraws_its_items_and_publishing_it_brings_them_back(
    article: Article,
) -> None:
    refresh()
    facts = Fact.objects.filter(key="fact-2")
    facts.update(status=Fact.Status.DRAFT)
    assert refresh().count(Outcome.WITHDRAWN) == 4
    assert set(status_of("fact-2")) == {PublicationStatus.DRAFT}
    facts.update(status=Fact.Status.PUBLISHED)
    refresh()
    assert set(status_of("fact-2")) == {PublicationStatus.PUBLISHED}
    assert not ItemVersion.objects.filter(number=2).exists()


def test_a_superseded_fact_retires_its_items(article: Article) -> None:
    refresh()
    Fact.objects.filter(key="fact-2").update(status=Fact.Status.SUPERSEDED)
    assert refresh().count(Outcome.RETIRED) == 4
    assert set(status_of("fact-2")) == {PublicationStatus.RETIRED}


def test_what_a_teacher_retired_or_wrote_is_left_alone(article: Article) -> None:
    refresh()
    Item.objects.filter(key="fact-0.count.numeric").update(status=PublicationStatus.RETIRED)
    own = make_item(article, key="own")
    Point.objects.filter(fact__key="fact-0").update(amount=Decimal(9100))
    report = refresh()
    rejected = Item.objects.get(key="fact-0.count.numeric")
    assert rejected.status == PublicationStatus.RETIRED
    assert rejected.current.number == 1
    assert report.outcomes[Outcome.KEPT] == ["fact-0.count.numeric"]
    assert not any(own.key in keys for keys in report.outcomes.values())


def test_a_refused_form_says_why_and_withdraws_what_it_made_before(article: Article) -> None:
    refresh()
    Point.objects.filter(fact__key="fact-0").update(exclusive=False)
    report = refresh()
    assert {refusal.code for refusal in report.refused} == {"not_exclusive"}
    assert report.barren == ["fact-0.count"]
    assert set(status_of("fact-0")) == {PublicationStatus.DRAFT}


def test_only_the_named_articles_are_refreshed(article: Article) -> None:
    other = make_article("other")
    make_point(make_fact(other, "elsewhere"), amount="4200")
    refresh_items([other.key], NOW)
    assert set(Item.objects.values_list("article__key", flat=True)) == {"other"}


def test_an_articles_items_do_not_depend_on_which_others_are_refreshed(article: Article) -> None:
    other = make_article("other")
    make_point(make_fact(other, "elsewhere"), amount="4200")
    refresh_items([article.key], NOW)
    assert refresh().count(Outcome.UNCHANGED) == 12


def test_as_many_queries_for_many_facts_as_for_few(article: Article) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            refresh()
        return len(captured)

    refresh()
    few = queries()
    for number in range(3, 15):
        make_point(make_fact(article, f"fact-{number}"), amount=str(1200 + 100 * number))
    refresh()
    assert queries() == few


@pytest.mark.django_db(transaction=True)
def test_eight_runs_at_once_make_every_item_and_version_once(article: Article) -> None:
    def run() -> None:
        refresh()
        ensure_quizzes()

    at_once([run] * 8)
    assert Item.objects.count() == ItemVersion.objects.count() == 12
    assert Quiz.objects.count() == 1


def status_of(fact: str) -> list[str]:
    return list(Item.objects.filter(point__fact__key=fact).values_list("status", flat=True))


# The quizzes that every article has


def test_an_article_has_a_quiz_and_so_has_each_topic_with_enough_points() -> None:
    article = make_article(topics=("people", "work"))
    for number in range(12):
        topic = "people" if number < 9 else "work"
        fact = make_fact(article, f"fact-{number}", topic=topic)
        make_point(fact, amount=str(1000 + 137 * number))
    refresh()
    made = {quiz.key: quiz for quiz in ensure_quizzes()}
    assert set(made) == {"cotton", "cotton-people"}
    assert made["cotton"].slots.count() == 10
    assert made["cotton-people"].slots.count() == 9
    assert made["cotton-people"].topic.key == "people"
    assert set(made["cotton"].slots.values_list("item", flat=True)) == {None}
    assert made["cotton"].title_en == "Title of cotton"
    assert made["cotton"].title_zh_hans == "cotton的标题"


def test_a_quiz_that_a_teacher_made_stays_as_it_is(article: Article, teacher: User) -> None:
    refresh()
    mine = make_quiz(article, key=article.key, drawn=2)
    Quiz.objects.filter(pk=mine.pk).update(created_by=teacher)
    assert ensure_quizzes() == []
    assert mine.slots.count() == 2


def test_a_quiz_grows_with_its_article_until_it_has_ten_questions(article: Article) -> None:
    refresh()
    (quiz,) = ensure_quizzes()
    assert quiz.slots.count() == 3
    for number in range(3, 20):
        make_point(make_fact(article, f"fact-{number}"), amount=str(1000 + 137 * number))
    refresh()
    (topic_quiz,) = ensure_quizzes()
    assert topic_quiz.topic is not None
    assert list(quiz.slots.values_list("position", flat=True)) == list(range(1, 11))


def test_a_quiz_that_a_teacher_shortened_does_not_grow(article: Article, teacher: User) -> None:
    refresh()
    (quiz,) = ensure_quizzes()
    quiz.slots.filter(position__gt=1).delete()
    LogEntry.objects.log_actions(teacher.pk, [quiz], CHANGE, "Fewer questions")
    ensure_quizzes()
    assert quiz.slots.count() == 1


def test_an_article_without_items_has_no_quiz() -> None:
    make_article()
    assert ensure_quizzes() == []
