"""Cards and reviews by the API."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Article, Review, User
from quizzes.services import attempts as service
from tests.factories import make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
DUE, REVIEWS = "/api/v1/cards/due/", "/api/v1/reviews/"


@pytest.fixture
def article() -> Article:
    article = make_article()
    make_bank(article, 3)
    return article


def review(point: str = "cotton-0.count", **members: Any) -> dict[str, Any]:
    made = {"id": str(uuid.uuid4()), "point": point, "rating": 3}
    return made | {"reviewed_at": timezone.now().isoformat()} | members


def points(client: APIClient, **query: Any) -> list[str]:
    return [card["point"] for card in client.get(DUE, query).json()["cards"]]


def test_new_cards_wait_to_be_studied(student_api: APIClient, article: Article) -> None:
    body = student_api.get(DUE).json()
    assert [card["point"] for card in body["cards"]] == [f"cotton-{n}.count" for n in range(3)]
    card = body["cards"][0]
    assert card["kind"] == "new"
    assert card["front"]["text"].startswith("According to")
    assert card["back"]["text"]
    assert [preview["rating"] for preview in card["previews"]] == [1, 2, 3, 4]
    assert body["counts"]["new"] == 3


def test_cards_can_be_asked_for_by_article_and_number(
    student_api: APIClient, article: Article
) -> None:
    assert points(student_api, limit=2) == ["cotton-0.count", "cotton-1.count"]
    assert points(student_api, article="wool") == []
    assert student_api.get(DUE, {"limit": 0}).status_code == 400


def test_a_review_counts_once_however_often_it_is_sent(
    student_api: APIClient, article: Article
) -> None:
    sent = review()
    first, again = student_api.post(REVIEWS, sent), student_api.post(REVIEWS, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["memory"] == again.json()["memory"]
    assert (first.json()["is_new"], again.json()["is_new"]) == (True, False)
    assert Review.objects.count() == 1


def test_a_list_of_reviews_is_recorded_whole(student_api: APIClient, article: Article) -> None:
    sent = [review(f"cotton-{number}.count") for number in range(3)]
    outcomes = student_api.post(REVIEWS, sent).json()
    assert [outcome["id"] for outcome in outcomes] == [entry["id"] for entry in sent]
    assert points(student_api) == [] or Review.objects.count() == 3


def test_of_a_list_with_a_fault_nothing_is_recorded(
    student_api: APIClient, article: Article
) -> None:
    refused = student_api.post(REVIEWS, [review(), review("cotton-9.count")])
    assert refused.status_code == 400
    (error,) = refused.json()["errors"]
    assert (error["field"], error["code"]) == ("1.point", "unknown_point")
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"rating": 5}, "rating"),
        ({"rating": "good"}, "rating"),
        ({"id": "1"}, "id"),
        ({"reviewed_at": "yesterday"}, "reviewed_at"),
        ({"point": "nothing"}, "point"),
    ],
)
def test_a_wrong_review_is_refused(
    student_api: APIClient, article: Article, members: dict[str, Any], field: str
) -> None:
    refused = student_api.post(REVIEWS, review(**members))
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == [field]


def test_the_id_of_somebody_elses_review_is_taken(
    student_api: APIClient, student2_api: APIClient, article: Article
) -> None:
    sent = review()
    student_api.post(REVIEWS, sent)
    refused = student2_api.post(REVIEWS, sent)
    assert [error["code"] for error in refused.json()["errors"]] == ["review_id_taken"]
    assert "memory" not in refused.json()


def test_a_card_waits_while_an_open_attempt_asks_its_fact(
    student_api: APIClient, student: User, article: Article
) -> None:
    quiz = make_quiz(article, items=list(article.items.all())[:2])
    attempt = service.start_attempt(student, quiz, "en", timezone.now())
    assert points(student_api) == ["cotton-2.count"]
    assert student_api.get(DUE).json()["kept_back"] == 2
    later = timezone.now() + timedelta(seconds=1)
    service.submit(attempt.pk, student, later)
    assert student_api.get(DUE).json()["kept_back"] == 0


def test_what_a_quiz_told_is_in_the_memory(
    student_api: APIClient, student: User, article: Article
) -> None:
    quiz = make_quiz(article, items=list(article.items.all())[:1])
    attempt = service.start_attempt(student, quiz, "en", timezone.now())
    student_api.put(f"/api/v1/attempts/{attempt.pk}/responses/1/", {"option": "b"})
    student_api.post(f"/api/v1/attempts/{attempt.pk}/submit/")
    (told,) = Review.objects.all()
    assert (told.source, told.rating) == ("quiz", Review.Rating.AGAIN)


def test_an_outsider_has_no_cards(outsider_api: APIClient) -> None:
    assert outsider_api.get(DUE).status_code == 401
    assert outsider_api.post(REVIEWS, review()).status_code == 401


def test_the_number_of_buttons_is_a_choice_that_programs_read_and_set(
    student_api: APIClient,
) -> None:
    assert student_api.get("/api/v1/me/").json()["has_four_ratings"] is False
    answer = student_api.patch("/api/v1/me/", {"has_four_ratings": True}, format="json")
    assert answer.json()["has_four_ratings"] is True
