"""The same answer sent 16 times at once, and submit 16 times at once: one response, one score."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Attempt, Quiz, Response, Review, User
from quizzes.services.attempts import start_attempt
from tests.at_once import at_once
from tests.factories import make_article, make_bank, make_quiz
from tests.personas import api_client

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 16


def sixteen(call: Callable[[int], Any]) -> list[Any]:
    """What sixteen calls returned that were made at once, each with its number."""
    return at_once([partial(call, number) for number in range(TIMES)])


def statuses(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


@pytest.fixture
def quiz() -> Quiz:
    article = make_article()
    return make_quiz(article, items=make_bank(article, 3))


@pytest.fixture
def attempt(student: User, quiz: Quiz) -> Attempt:
    return start_attempt(student, quiz, "en", timezone.now(), seed=1)


@pytest.fixture
def clients(student: User) -> list[APIClient]:
    return [api_client(student) for _number in range(TIMES)]


def test_the_same_answer_sixteen_times_at_once_is_one_response(
    clients: list[APIClient], attempt: Attempt
) -> None:
    url = f"/api/v1/attempts/{attempt.pk}/responses/1/"
    answers = sixteen(lambda number: clients[number].put(url, {"option": "a"}))
    assert statuses(answers) == [200] * TIMES
    assert len({answer.content for answer in answers}) == 1
    (response,) = Response.objects.all()
    assert (response.answer, response.revision) == ({"option": "a"}, 1)


def test_of_different_answers_at_once_the_newest_stays(
    clients: list[APIClient], attempt: Attempt
) -> None:
    url = f"/api/v1/attempts/{attempt.pk}/responses/1/"

    def answer(number: int) -> Any:
        return clients[number].put(url, {"option": "abc"[number % 3], "revision": number + 1})

    answers = sixteen(answer)
    assert set(statuses(answers)) <= {200, 409}
    (response,) = Response.objects.all()
    assert response.answer == {"option": "abc"[(TIMES - 1) % 3]}


def test_submitting_sixteen_times_at_once_gives_one_score(
    clients: list[APIClient], attempt: Attempt
) -> None:
    for position, option in ((1, "a"), (2, "b")):
        clients[0].put(f"/api/v1/attempts/{attempt.pk}/responses/{position}/", {"option": option})
    url = f"/api/v1/attempts/{attempt.pk}/submit/"
    answers = sixteen(lambda number: clients[number].post(url))
    assert statuses(answers) == [200] * TIMES
    assert len({answer.content for answer in answers}) == 1
    attempt.refresh_from_db()
    assert attempt.score == 1
    assert Review.objects.count() == 2


def test_answers_that_race_with_submitting_are_kept_whole_or_refused(
    clients: list[APIClient], attempt: Attempt
) -> None:
    base = f"/api/v1/attempts/{attempt.pk}/"

    def call(number: int) -> Any:
        if number == 0:
            return clients[0].post(f"{base}submit/")
        return clients[number].put(f"{base}responses/{number % 3 + 1}/", {"option": "a"})

    answers = sixteen(call)
    assert set(statuses(answers)) <= {200, 409}
    attempt.refresh_from_db()
    assert attempt.score == Response.objects.count()
    assert not Response.objects.filter(score=None).exists()


def test_starting_sixteen_times_at_once_is_one_attempt(
    clients: list[APIClient], quiz: Quiz
) -> None:
    answers = sixteen(lambda number: clients[number].post("/api/v1/attempts/", {"quiz": quiz.key}))
    assert statuses(answers) == [200] * (TIMES - 1) + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Attempt.objects.count() == 1


def test_a_review_sixteen_times_at_once_counts_once(clients: list[APIClient], quiz: Quiz) -> None:
    review = {
        "id": str(uuid.uuid4()),
        "point": "cotton-0.count",
        "rating": 3,
        "reviewed_at": timezone.now().isoformat(),
    }
    answers = sixteen(lambda number: clients[number].post("/api/v1/reviews/", review))
    assert statuses(answers) == [200] * (TIMES - 1) + [201]
    assert Review.objects.count() == 1
