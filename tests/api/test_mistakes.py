"""The mistakes book by the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
BOOK = "/api/v1/mistakes/"


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


def missed(learner: User, name: str, count: int) -> Quiz:
    """A quiz on a new article, handed in with every answer wrong."""
    article = make_article(name, topics=("people", "land"))
    quiz = make_quiz(article, items=make_bank(article, count))
    now = timezone.now() - timedelta(hours=1)
    attempt = start_attempt(learner, quiz, "en", now, seed=1)
    for position in range(1, count + 1):
        save_response(attempt.pk, learner, position, {"option": "b"}, now)
    submit(attempt.pk, learner, now)
    return quiz


def test_an_entry_tells_all_that_the_page_tells(student_api: APIClient, student: User) -> None:
    missed(student, "cotton", 1)
    body = student_api.get(BOOK).json()
    assert (body["count"], body["due"], body["next"]) == (1, 1, None)
    (entry,) = body["results"]
    assert entry["point"] == "cotton-0.count"
    assert (entry["article"], entry["topic"]) == ("cotton", "people")
    assert entry["stem"] == "Stem of cotton-0.count.single_choice"
    assert (entry["answer"], entry["given"]) == ({"option": "b"}, ["8,500"])
    assert entry["right"] == ["9,500"]
    assert (entry["missed"], entry["right_days"], entry["is_due"]) == (1, 0, True)
    assert [(told["is_right"], told["is_card"]) for told in entry["history"]] == [(False, False)]
    assert KEPT_BACK in entry["explanation"]


def test_it_is_cut_by_article_topic_and_page(student_api: APIClient, student: User) -> None:
    missed(student, "cotton", 4)
    missed(student, "silk", 1)

    def asked(query: str) -> list[str]:
        return [e["point"] for e in student_api.get(f"{BOOK}?{query}").json()["results"]]

    assert asked("article=silk") == ["silk-0.count"]
    assert asked("article=cotton&topic=land") == ["cotton-1.count", "cotton-3.count"]
    assert asked("article=nothing") == []
    assert asked("page=2&page_size=3&article=cotton") == ["cotton-3.count"]
    assert student_api.get(f"{BOOK}?page=9").status_code == 404


def test_nobody_sees_the_book_of_another(
    student2_api: APIClient, teacher_api: APIClient, outsider_api: APIClient, student: User
) -> None:
    missed(student, "cotton", 1)
    assert student2_api.get(BOOK).json()["count"] == 0
    assert teacher_api.get(BOOK).json()["count"] == 0
    assert outsider_api.get(BOOK).status_code == 401


def test_what_an_open_quiz_asks_is_not_even_counted(student_api: APIClient, student: User) -> None:
    quiz = missed(student, "cotton", 2)
    opened = start_attempt(student, quiz, "en", timezone.now())
    answer = student_api.get(BOOK)
    assert (answer.json()["count"], answer.json()["due"]) == (0, 0)
    assert KEPT_BACK not in answer.content.decode()
    submit(opened.pk, student, timezone.now())
    assert student_api.get(BOOK).json()["count"] == 2


def test_queries_do_not_grow_with_the_book(student_api: APIClient, student: User) -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert student_api.get(BOOK).status_code == 200
        return len(captured)

    missed(student, "cotton", 1)
    before = queries()
    for name in ("silk", "wool"):
        missed(student, name, 5)
    assert queries() == before
