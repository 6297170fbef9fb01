"""Cards whose answer is typed: marked as a question is, and rated by the learner."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Article, Review, User
from quizzes.services.attempts import start_attempt
from tests.factories import make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
POINT = "cotton-0.count"
CARD = f"/study/cards/{POINT}/"
API = f"/api/v1/cards/{POINT}/check/"


@pytest.fixture(autouse=True)
def bank(db: None) -> None:
    make_bank(make_article("cotton"), 2)


@pytest.fixture
def typist(student: User, student_client: Client) -> Client:
    User.objects.update(types_answers=True)
    return student_client


def typed(client: Client, text: str) -> str:
    response = client.post(f"{CARD}check/", {"text": text})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def suggested(html: str) -> list[str]:
    return re.findall(r'rating--suggested" name="rating" value="(\d)"', html)


def open_quiz(student: User) -> None:
    article = Article.objects.get()
    quiz = make_quiz(article, items=list(article.items.order_by("pk")[:1]))
    start_attempt(student, quiz, "en", timezone.now())


def test_typing_is_chosen_on_the_card_itself_and_given_back(student_client: Client) -> None:
    assert 'id="typed"' not in student_client.get("/study/").content.decode()
    sent = {"typing": "1", "next": "/study/"}
    html = student_client.post("/study/typing/", sent, follow=True).content.decode()
    assert 'id="typed"' in html
    assert "1,000" not in html
    answer = student_client.post("/study/typing/", sent | {"typing": "0"}, follow=True)
    assert 'id="typed"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "rating"), [("1000", "3"), ("１，０００", "3"), ("一千", "3"), ("1001", "1")]
)
def test_the_mark_suggests_a_rating_and_records_none(
    typist: Client, text: str, rating: str
) -> None:
    html = typed(typist, text)
    assert suggested(html) == [rating]
    assert "1,000" in html
    assert text in html
    assert ("verdict--right" in html) == (rating == "3")
    assert not Review.objects.exists()


def test_the_learner_may_rate_otherwise_than_the_mark_suggests(typist: Client) -> None:
    html = typed(typist, "1001")
    review = re.search(r'name="id" value="([^"]+)"', html)
    assert review is not None
    sent = {"id": review.group(1), "rating": "3"}
    assert typist.post(CARD, sent).headers["Location"] == "/study/"
    assert Review.objects.get().rating == Review.Rating.GOOD


def test_what_cannot_be_read_is_not_wrong_and_stays_to_be_put_right(typist: Client) -> None:
    html = typed(typist, "about <many>")
    assert 'aria-invalid="true"' in html
    assert 'value="about &lt;many&gt;"' in html
    assert "1,000" not in html


def test_typing_nothing_shows_the_answer(typist: Client) -> None:
    assert typist.post(f"{CARD}check/", {"text": " "}).headers["Location"] == CARD


def test_an_answer_is_not_checked_while_an_open_quiz_asks_it(
    typist: Client, student_api: APIClient, student: User
) -> None:
    open_quiz(student)
    response = typist.post(f"{CARD}check/", {"text": "1000"})
    assert response.headers["Location"] == "/study/"
    refused = student_api.post(API, {"text": "1000"}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (409, "kept_back")


def test_a_card_that_does_not_exist_is_not_found(typist: Client, student_api: APIClient) -> None:
    assert typist.post("/study/cards/no.card/check/", {"text": "1"}).status_code == 404
    assert student_api.post("/api/v1/cards/no.card/check/", {"text": "1"}).status_code == 404


def test_programs_check_an_answer_too(student_api: APIClient) -> None:
    right = student_api.post(API, {"text": "1000"}, format="json").json()
    assert (right["is_right"], right["suggested_rating"]) == (True, 3)
    assert right["rule"]
    wrong = student_api.post(API, {"text": "7"}, format="json").json()
    assert (wrong["is_right"], wrong["rule"], wrong["suggested_rating"]) == (False, None, 1)
    unread = student_api.post(API, {"text": "many"}, format="json")
    assert unread.status_code == 400
    assert not Review.objects.exists()


def test_the_choice_is_an_accounts(student_api: APIClient) -> None:
    assert student_api.get("/api/v1/me/").json()["types_answers"] is False
    sent = {"types_answers": True}
    assert student_api.patch("/api/v1/me/", sent, format="json").json() == (
        student_api.get("/api/v1/me/").json()
    )


def test_a_typed_card_is_for_those_who_signed_in(client: Client) -> None:
    answer = client.post(f"{CARD}check/", {"text": str(uuid.uuid4())})
    assert answer.headers["Location"].startswith("/accounts/login/")
