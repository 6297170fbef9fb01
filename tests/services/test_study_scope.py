"""What is studied: published points of what was chosen, and none that an open quiz asks."""

from __future__ import annotations

import pytest

from quizzes.models import Article, Fact, ItemVersion, Point, User
from quizzes.selectors.study import find_card, study_queue
from quizzes.services.attempts import start_attempt, submit
from tests.factories import (
    make_article,
    make_item,
    make_quiz,
)
from tests.services.study_points import NOW, bank, keys, know

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "money"))


def test_drafts_and_superseded_facts_are_not_studied(student: User, article: Article) -> None:
    points = bank(article, 3)
    know(student, points[0], 30, 5)
    Fact.objects.filter(key="fact-0").update(status=Fact.Status.SUPERSEDED)
    Fact.objects.filter(key="fact-1").update(status=Fact.Status.DRAFT)
    assert keys(study_queue(student, NOW).cards) == points[2:]
    assert find_card(student, points[0], NOW, "en") is None
    assert find_card(student, "nothing.at_all", NOW, "en") is None


def test_study_can_be_of_an_article_or_of_one_of_its_topics(
    student: User, article: Article
) -> None:
    people, money = bank(article, 1), bank(article, 1, "money", "price")
    other = bank(make_article("other"), 1, prefix="other")
    know(student, money[0], 30, 5)
    assert keys(study_queue(student, NOW, "cotton").cards) == money + people
    assert keys(study_queue(student, NOW, "cotton", "people").cards) == people
    assert keys(study_queue(student, NOW, "other").cards) == other
    assert study_queue(student, NOW, "no-such-article").cards == ()


def test_learners_do_not_see_each_others_cards(
    student: User, student2: User, article: Article
) -> None:
    points = bank(article, 1)
    know(student, points[0], 30, 5)
    assert keys(study_queue(student2, NOW).due) == []
    assert keys(study_queue(student2, NOW).new) == points


def test_the_numbers_leave_out_what_an_open_quiz_asks(student: User, article: Article) -> None:
    points = bank(article, 5)
    student.new_cards_per_day = 2
    know(student, points[0], 10, 5)
    know(student, points[1], 10, 5)
    items = [make_item(Point.objects.get(fact__key=f"fact-{number}")) for number in (0, 2)]
    attempt = start_attempt(student, make_quiz(article, items=items), "en", NOW)
    queue = study_queue(student, NOW)
    assert keys(queue.due) == points[1:2]
    assert keys(queue.new) == points[3:5]  # the day's new cards are filled up
    counts = queue.counts
    assert (counts.due, counts.new, counts.kept_back) == (1, 2, 2)
    assert not counts.has_more_new
    submit(attempt.pk, student, NOW)
    after = study_queue(student, NOW).counts
    assert after.kept_back == 0


def test_a_question_of_several_facts_keeps_the_cards_of_all_of_them_back(
    student: User, article: Article
) -> None:
    points = bank(article, 3)
    item = make_item(Point.objects.get(fact__key="fact-0"))
    ItemVersion.objects.update(asks=points[:2])
    start_attempt(student, make_quiz(article, items=[item]), "en", NOW)
    assert keys(study_queue(student, NOW).cards) == points[2:]
