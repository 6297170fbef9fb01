"""How many queries each endpoint makes: a number that does not grow with the content."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.domain.items import Form
from quizzes.models import Article, Quiz, User
from quizzes.services import attempts as service
from tests.factories import BODIES, make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
API = "/api/v1/"


def grow(article: Article, name: str, learner: User, count: int) -> None:
    """More of everything: items, a quiz of them, a submitted attempt, an article."""
    other = make_article(f"article-{name}", topics=("people", "trade"))
    bank = make_bank(other, count, tuple(BODIES))
    quiz = make_quiz(other, items=bank[:count], drawn=2)
    make_bank(article, count, (Form.SINGLE_CHOICE,))
    attempt = service.start_attempt(learner, quiz, "en", timezone.now())
    service.submit(attempt.pk, learner, timezone.now())


def count(client: APIClient, learner: User, call: Callable[[], Any]) -> int:
    """Queries of one request, by an account whose permissions are not in memory yet."""
    cache.clear()
    client.force_authenticate(User.objects.get(pk=learner.pk))
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    assert answer.status_code < 300, answer.content
    return len(captured)


@pytest.fixture
def article() -> Article:
    article = make_article()
    make_bank(article, 3)
    # So few that the first articles searched yield enough: else one more query looks into the rest.
    User.objects.update(new_cards_per_day=1)
    return article


# Two of each say whether the account is a teacher; a list is counted too; writing has savepoints.
READS = {
    "articles/": 5,
    "articles/cotton/": 4,
    "quizzes/": 4,
    "quizzes/cotton-quiz/": 3,
    "attempts/": 5,
    "scores/": 4,
    "me/": 2,
    "mistakes/": 5,
    "cards/due/": 13,
}
TEACHERS_READS = {
    "facts/": 7,
    "facts/cotton-0/": 6,
    "points/": 5,
    "points/cotton-0.count/": 4,
    "items/": 4,
    "items/cotton-0.count.single_choice/": 3,
}


@pytest.mark.parametrize("path", READS)
def test_reading_takes_as_many_queries_with_more_content(
    student_api: APIClient, student: User, article: Article, path: str
) -> None:
    make_quiz(article, drawn=2)
    grow(article, "one", student, 3)
    before = count(student_api, student, lambda: student_api.get(f"{API}{path}"))
    grow(article, "two", student, 9)
    after = count(student_api, student, lambda: student_api.get(f"{API}{path}"))
    assert (before, after) == (READS[path], READS[path])


@pytest.mark.parametrize("path", TEACHERS_READS)
def test_teachers_reading_takes_as_many_queries_with_more_content(
    teacher_api: APIClient, teacher: User, student: User, article: Article, path: str
) -> None:
    before = count(teacher_api, teacher, lambda: teacher_api.get(f"{API}{path}"))
    grow(article, "more", student, 9)
    after = count(teacher_api, teacher, lambda: teacher_api.get(f"{API}{path}"))
    assert (before, after) == (TEACHERS_READS[path], TEACHERS_READS[path])


def sit(client: APIClient, learner: User, quiz: Quiz) -> dict[str, int]:
    """A sitting of a quiz, with the number of queries of each step."""
    started: dict[str, Any] = {}

    def start() -> Any:
        answer = client.post(f"{API}attempts/", {"quiz": quiz.key, "language": "en"})
        started.update(answer.json())
        return answer

    found = {"start": count(client, learner, start)}
    base = f"{API}attempts/{started['id']}/"
    saved = f"{base}responses/1/"
    found["read"] = count(client, learner, lambda: client.get(base))
    found["answer"] = count(client, learner, lambda: client.put(saved, {"option": "a"}))
    for slot in started["slots"][1:]:
        client.put(f"{base}responses/{slot['position']}/", {"option": "b"})
    found["submit"] = count(client, learner, lambda: client.post(f"{base}submit/"))
    found["result"] = count(client, learner, lambda: client.get(f"{base}result/"))
    return found


def test_a_sitting_takes_as_many_queries_with_more_questions_and_a_larger_bank(
    student_api: APIClient,
    student: User,
    student2_api: APIClient,
    student2: User,
    article: Article,
) -> None:
    small = make_quiz(article, "small", drawn=3)
    first = sit(student_api, student, small)
    make_bank(article, 40)
    large = make_quiz(article, "large", drawn=30)
    assert sit(student2_api, student2, large) == first
    assert first == {"start": 15, "read": 5, "answer": 5, "submit": 28, "result": 7}


def test_cards_and_reviews_take_as_many_queries_with_more_cards(
    student_api: APIClient,
    student: User,
    student2_api: APIClient,
    student2: User,
    article: Article,
) -> None:
    def review(client: APIClient, learner: User, points: int) -> int:
        sent = [
            {
                "id": str(uuid.uuid4()),
                "point": f"cotton-{number}.count",
                "rating": 3,
                "reviewed_at": timezone.now().isoformat(),
            }
            for number in range(points)
        ]
        return count(client, learner, lambda: client.post(f"{API}reviews/", sent))

    def due(client: APIClient, learner: User) -> int:
        return count(client, learner, lambda: client.get(f"{API}cards/due/?limit=200"))

    assert student_api.get(f"{API}cards/due/").json()["cards"]
    few = (due(student_api, student), review(student_api, student, 2))
    make_bank(article, 30)
    assert (due(student2_api, student2), review(student2_api, student2, 30)) == few


def test_starting_from_a_large_bank_reads_a_sample(
    student_api: APIClient, article: Article
) -> None:
    quiz = make_quiz(article, drawn=10)
    make_bank(article, 400)
    with CaptureQueriesContext(connection) as captured:
        body = student_api.post(f"{API}attempts/", {"quiz": quiz.key}).json()
    assert len(body["slots"]) == 10
    assert len(captured) <= 16
