"""New points are looked for where there are some; what was met in full is passed over for a day."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, StudyDay, User
from quizzes.selectors.study import study_queue
from quizzes.selectors.study_new import finished_articles
from quizzes.services.study import record_review, undo_last_review
from tests.factories import make_article, make_fact, make_point

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


def test_what_is_new_in_a_finished_article_comes_when_the_others_yield_too_little(
    student: User, two: tuple[Article, Article]
) -> None:
    student.new_cards_per_day = 1
    student.save()
    rate(student, "newer-1.count", NOW - 2 * DAY)
    rate(student, "newer-1.count", NOW - DAY)
    add(two[0], "newer-2")
    assert new(student, NOW) == ["older-1.count"]
    student.new_cards_per_day = 10
    student.save()
    assert new(student, NOW) == ["newer-2.count", "older-1.count", "older-2.count"]


def test_a_new_card_that_is_taken_back_is_new_again(
    student: User, two: tuple[Article, Article]
) -> None:
    rate(student, "newer-1.count", NOW)
    assert "newer-1.count" not in new(student, NOW)
    undo_last_review(student, NOW)
    assert new(student, NOW)[0] == "newer-1.count"
