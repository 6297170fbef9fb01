"""New points are looked for where there are some; what was met in full is passed over for a day."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Fact, StudyDay, User
from quizzes.selectors import study_new
from quizzes.selectors.study import study_queue
from quizzes.selectors.study_new import finished_articles
from quizzes.services.publishing import publish_facts, withdraw_facts
from quizzes.services.study import record_review, undo_last_review
from tests.factories import make_article, make_fact, make_point
from tests.services.study_points import know

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 6, 4, tzinfo=UTC)  # noon in Shanghai
DAY = timedelta(days=1)


def add(article: Article, name: str) -> str:
    make_point(make_fact(article, name))
    return f"{name}.count"


def rate(learner: User, point: str, at: datetime) -> None:
    record_review(learner, uuid.uuid4(), point, Rating.EASY, at, at)


def new(learner: User, at: datetime) -> list[str]:
    return [card.point for card in study_queue(learner, at).new]


@pytest.fixture
def two(db: None) -> tuple[Article, Article]:
    """A newer article, met in full a day ago, and an older one with two new points."""
    newer, older = make_article("newer"), make_article("older")
    Article.objects.filter(pk=older.pk).update(published_on=newer.published_on - DAY)
    add(newer, "newer-1")
    add(older, "older-1")
    add(older, "older-2")
    return newer, older


def test_what_was_met_in_full_is_known_from_the_next_days_first_review_on(
    student: User, two: tuple[Article, Article]
) -> None:
    rate(student, "newer-1.count", NOW - DAY)
    assert StudyDay.objects.get().finished == []
    rate(student, "older-1.count", NOW)
    assert StudyDay.objects.get(day=NOW.date()).finished == [two[0].pk]
    assert finished_articles(student) == [two[0].pk]


def test_an_article_without_points_is_not_finished(student: User) -> None:
    make_article("empty")
    assert finished_articles(student) == []


@pytest.fixture
def finished(student: User, two: tuple[Article, Article]) -> Article:
    """An article of which the student's last study day knows that it was met in full."""
    rate(student, "newer-1.count", NOW - 2 * DAY)
    rate(student, "newer-1.count", NOW - DAY)
    return two[0]


def test_what_is_new_in_a_finished_article_is_found_at_once(
    student: User, finished: Article
) -> None:
    assert new(student, NOW) == ["older-1.count", "older-2.count"]
    add(finished, "newer-2")
    assert new(student, NOW) == ["newer-2.count", "older-1.count", "older-2.count"]


def test_what_is_published_in_a_finished_article_is_found_at_once(
    student: User, finished: Article
) -> None:
    withdrawn = Fact.objects.get(pk=make_point(make_fact(finished, "newer-2")).fact_id)
    withdraw_facts([withdrawn], NOW)
    rate(student, "older-1.count", NOW)
    assert StudyDay.objects.get(day=NOW.date()).finished == [finished.pk]
    assert new(student, NOW) == ["older-2.count"]
    publish_facts([withdrawn], NOW)
    assert new(student, NOW) == ["newer-2.count", "older-2.count"]


def test_articles_met_in_full_are_passed_over_without_looking_up_their_points(
    student: User, finished: Article
) -> None:
    with CaptureQueriesContext(connection) as queries:
        new(student, NOW)
    sought = next(q["sql"] for q in queries if "ROW_NUMBER" in q["sql"])
    assert f"IN ({finished.pk})" in sought


def test_where_no_study_day_tells_a_gap_is_found_however_far_it_lies(
    student: User, two: tuple[Article, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study_new, "SEARCHED", 1)
    know(student, "newer-1.count", 10, 5)
    know(student, "older-1.count", 10, 5)
    assert not StudyDay.objects.exists()
    assert new(student, NOW) == ["older-2.count"]
    student.new_cards_per_day = 0  # one is sought all the same, to tell whether there are more
    assert study_queue(student, NOW).counts.has_more_new


def test_where_no_study_day_tells_what_was_never_begun_is_found_in_one_query(
    student: User, two: tuple[Article, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study_new, "SEARCHED", 1)
    student.new_cards_per_day = 1
    know(student, "newer-1.count", 10, 5)
    with CaptureQueriesContext(connection) as queries:
        assert new(student, NOW) == ["older-1.count"]
    assert sum("ROW_NUMBER" in q["sql"] for q in queries) == 1


def test_a_new_card_that_is_taken_back_is_new_again(
    student: User, two: tuple[Article, Article]
) -> None:
    rate(student, "newer-1.count", NOW)
    assert "newer-1.count" not in new(student, NOW)
    undo_last_review(student, NOW)
    assert new(student, NOW)[0] == "newer-1.count"
