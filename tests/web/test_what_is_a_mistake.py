"""What is in the mistakes book of a learner, and when it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from quizzes.domain.items import Form, Pair
from quizzes.domain.memory.settings import Rating
from quizzes.models import Correction, Fact, FactVersion, Item, Point, Quiz, User
from quizzes.selectors.mistakes import mistakes
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.study import record_review
from tests.factories import (
    make_article,
    make_bank,
    make_item,
    make_quiz,
    matching_body,
)
from tests.web.mistaken import DAY, NOON, page, points, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(db: None) -> Quiz:
    article = make_article("cotton", topics=("people", "land"))
    return make_quiz(article, items=make_bank(article, 4))


def test_what_was_answered_wrong_is_in_the_book_and_nothing_else(
    student: User, student2: User, quiz: Quiz
) -> None:
    take(student, quiz, "ab-c")
    assert points(student) == ["cotton-1.count", "cotton-3.count"]
    assert points(student2) == []


def test_it_leaves_when_right_on_two_study_days_and_not_before(student: User, quiz: Quiz) -> None:
    take(student, quiz, "aaab")
    take(student, quiz, "aaaa", NOON + timedelta(hours=1))
    take(student, quiz, "aaaa", NOON + timedelta(hours=15, minutes=59))  # 3:59, the same study day
    assert points(student, NOON + DAY) == ["cotton-3.count"]
    take(student, quiz, "aaaa", NOON + timedelta(hours=16))  # 4:00
    assert points(student, NOON + DAY) == []


def test_the_study_day_is_that_of_the_learners_own_zone(student: User, quiz: Quiz) -> None:
    student.time_zone = "America/New_York"  # where noon in Shanghai is midnight
    student.save()
    take(student, quiz, "aaab")
    take(student, quiz, "aaaa", NOON + timedelta(hours=3))
    take(student, quiz, "aaaa", NOON + timedelta(hours=5))  # past four in New York
    assert points(student, NOON + DAY) == []


def test_missed_again_it_starts_anew(student: User, quiz: Quiz) -> None:
    for day, options in enumerate(["aaab", "aaaa", "aaac", "aaaa"]):
        take(student, quiz, options, NOON + day * DAY)
    assert points(student, NOON + 4 * DAY) == ["cotton-3.count"]
    assert mistakes(student, NOON)[0].standing.missed == 2


def pairs_on_two_points() -> tuple[Quiz, Item]:
    """A matching question whose pairs ask for two facts, right with 1–b and 2–a."""
    article = make_article("silk")
    items = make_bank(article, 2)
    body = replace(
        matching_body(),
        pairs=(Pair("1", "b", "silk-0.count"), Pair("2", "a", "silk-1.count")),
    )
    point = Point.objects.get(fact__key="silk-0")
    matching = make_item(point, Form.MATCHING, body=body)
    assert matching.current
    matching.current.asks = ["silk-0.count", "silk-1.count"]
    matching.current.save()
    return make_quiz(article, items=[matching]), items[1]


def test_of_a_question_on_several_points_those_missed_are_in_the_book(
    student_client: Client, student: User
) -> None:
    quiz, _other = pairs_on_two_points()
    attempt = start_attempt(student, quiz, "en", NOON, seed=1)
    save_response(attempt.pk, student, 1, {"pairs": {"1": "b", "2": "c"}}, NOON)
    submit(attempt.pk, student, NOON)
    assert points(student) == ["silk-1.count"]
    html = page(student_client)
    assert "Hotan – right c" in html
    assert "Hotan – right a" in html
    assert "Aksu – right" not in html


def test_a_question_on_several_points_waits_while_any_of_its_facts_is_asked(
    student_client: Client, student: User
) -> None:
    quiz, other = pairs_on_two_points()
    attempt = start_attempt(student, quiz, "en", NOON, seed=1)
    save_response(attempt.pk, student, 1, {"pairs": {"1": "c", "2": "c"}}, NOON)
    submit(attempt.pk, student, NOON)
    assert "right a" in page(student_client)
    start_attempt(student, make_quiz(quiz.article, "other", items=[other]), "en", NOON)
    html = page(student_client)
    assert "right a" not in html
    assert "right b" not in html


def test_a_quiz_that_tells_only_the_score_puts_nothing_into_the_book(
    student: User, quiz: Quiz
) -> None:
    take(student, quiz, "b---")
    Quiz.objects.update(review="score")
    assert points(student) == []
    take(
        student,
        make_quiz(quiz.article, "other", items=list(quiz.article.items.order_by("pk"))),
        "b---",
    )
    assert points(student) == ["cotton-0.count"]
    assert mistakes(student, NOON)[0].standing.missed == 1


def test_a_fact_that_is_withdrawn_leaves_the_book(student: User, quiz: Quiz) -> None:
    take(student, quiz, "b---")
    Fact.objects.filter(key="cotton-0").update(status=Fact.Status.SUPERSEDED)
    assert points(student) == []


def test_what_was_asked_before_a_correction_counts_no_more(student: User, quiz: Quiz) -> None:
    take(student, quiz, "bb--")
    point = Point.objects.get(fact__key="cotton-0")
    version = FactVersion.objects.create(
        fact=point.fact, number=2, content={}, created_at=NOON, change="truth"
    )
    Correction.objects.create(point=point, version=version, at=NOON + timedelta(minutes=1))
    assert points(student) == ["cotton-1.count"]


def test_cards_recalled_bring_a_mistake_out_of_the_book(student: User, quiz: Quiz) -> None:
    take(student, quiz, "b---")
    for day in (1, 2):
        at = NOON + day * DAY
        record_review(student, uuid4(), "cotton-0.count", Rating.GOOD, at, at)
    assert points(student, NOON + 2 * DAY) == []
