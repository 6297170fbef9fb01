"""A learner's own memory by the API: the same numbers as on the page, and nothing of others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, User
from quizzes.services.attempts import start_attempt, submit
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz
from tests.services.study_points import rate

pytestmark = pytest.mark.django_db
PROGRESS, MAP = "/api/v1/progress/", "/api/v1/articles/cotton/mastery/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


@pytest.fixture
def article() -> Article:
    found = make_article("cotton", topics=("people", "land"))
    make_bank(found, 4)
    return found


def recall(learner: User, number: int, rating: Rating = Rating.GOOD) -> None:
    """A card learnt twenty days ago, and rated today."""
    now = timezone.now()
    rate(learner, f"cotton-{number}.count", Rating.EASY, now - 20 * DAY)
    rate(learner, f"cotton-{number}.count", rating, now)


def test_progress_tells_what_the_page_tells(
    student_api: APIClient, student: User, article: Article
) -> None:
    recall(student, 0)
    recall(student, 2, Rating.AGAIN)
    rate(student, "cotton-1.count", Rating.GOOD, timezone.now())
    body = student_api.get(PROGRESS).json()
    assert len(body["forecast"]["days"]) == 30
    assert body["forecast"]["days"][0]["count"] == body["forecast"]["today"]
    latest = body["retention"][-1]
    assert (latest["n"], latest["recalled"], latest["share"]) == (2, 1, 0.5)
    assert (latest["desired"], latest["is_enough"]) == (0.9, False)
    assert 0 < latest["low"] < 0.5 < latest["high"] < 1
    assert [topic["n"] for topic in body["topics"]] == [2, 1]
    assert body["study_days"][-1] == {"day": body["today"], "count": 3}
    (one,) = body["articles"]
    assert one["counts"] == {"new": 1, "learning": 1, "known": 1, "slipping": 1, "kept_back": 0}


def test_an_account_without_reviews_has_an_empty_progress(student_api: APIClient) -> None:
    body = student_api.get(PROGRESS).json()
    assert (body["articles"], body["topics"], body["forecast"]["today"]) == ([], [], 0)
    assert {period["share"] for period in body["retention"]} == {None}


def test_the_map_tells_a_question_only_where_it_was_met(
    student_api: APIClient, student: User, article: Article
) -> None:
    recall(student, 0)
    answer = student_api.get(MAP)
    body = answer.json()
    assert body["counts"] == {"new": 3, "learning": 0, "known": 1, "slipping": 0, "kept_back": 0}
    met, unmet = body["topics"][0]["points"]
    assert (met["number"], met["mastery"], met["point"]) == (1, "known", "cotton-0.count")
    assert "cotton-0?" in met["question"]["text"] or "cotton-0有" in met["question"]["text"]
    assert met["chance"] == pytest.approx(1, abs=0.01)
    assert met["due_on"] > body["published_on"]
    assert unmet == {
        "number": 2,
        "mastery": "new",
        "point": None,
        "question": None,
        "chance": None,
        "due_on": None,
    }
    assert KEPT_BACK not in answer.content.decode()
    assert "1,000" not in answer.content.decode()


def test_what_an_open_quiz_asks_is_told_as_kept_back_and_no_more(
    student_api: APIClient, student: User, article: Article
) -> None:
    recall(student, 0, Rating.AGAIN)
    item = article.items.get(key="cotton-0.count.single_choice")
    opened = start_attempt(student, make_quiz(article, items=[item]), "en", timezone.now())
    point = student_api.get(MAP).json()["topics"][0]["points"][0]
    assert point["mastery"] == "kept_back"
    assert {point[name] for name in ("point", "question", "chance", "due_on")} == {None}
    body = student_api.get(PROGRESS).json()
    assert body["forecast"]["today"] == 0
    assert body["topics"] == []
    assert body["articles"][0]["counts"]["kept_back"] == 1
    submit(opened.pk, student, timezone.now())
    assert student_api.get(PROGRESS).json()["articles"][0]["counts"]["kept_back"] == 0


def test_nobody_reads_the_memory_of_another(
    student2_api: APIClient,
    teacher_api: APIClient,
    outsider_api: APIClient,
    student: User,
    article: Article,
) -> None:
    recall(student, 0)
    for other in (student2_api, teacher_api):
        assert other.get(PROGRESS).json()["articles"] == []
        assert other.get(MAP).json()["counts"]["new"] == 4
    for path in (PROGRESS, MAP):
        assert outsider_api.get(path).status_code == 401


def test_an_unknown_article_is_not_found(student_api: APIClient) -> None:
    answer = student_api.get("/api/v1/articles/nothing/mastery/")
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("path", [PROGRESS, MAP])
def test_queries_do_not_grow(
    student_api: APIClient, student: User, article: Article, path: str
) -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert student_api.get(path).status_code == 200
        return len(captured)

    recall(student, 0)
    queries()  # the account keeps what it may do
    before = queries()
    make_bank(article, 6)
    for number in range(1, 9):
        recall(student, number)
    assert queries() == before
