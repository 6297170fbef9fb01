"""Guests and the API: a guest of the browser may use it by the session; it makes none itself."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from quizzes.models import Quiz, User
from quizzes.services.guests import make_guest
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz
from tests.personas import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
START = "/api/v1/attempts/"


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


@pytest.fixture
def quiz(db: None) -> Quiz:
    article = make_article("cotton")
    make_quiz(article, "closed", items=make_bank(article, 1))
    quiz = make_quiz(article, "open", items=make_bank(article, 2))
    Quiz.objects.filter(pk=quiz.pk).update(open_to_guests=True)
    return quiz


@pytest.fixture
def guest_api(db: None) -> APIClient:
    """The session that the browser gave to a guest."""
    client = APIClient()
    client.cookies = signed_in(make_guest()).cookies
    return client


def test_without_a_session_an_open_quiz_cannot_be_started(
    outsider_api: APIClient, quiz: Quiz
) -> None:
    answer = outsider_api.post(START, {"quiz": "open"})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert not User.objects.exists()


def test_a_guest_takes_an_open_quiz_and_no_other(guest_api: APIClient, quiz: Quiz) -> None:
    refused = guest_api.post(START, {"quiz": "closed"})
    assert (refused.status_code, refused.json()["code"]) == (403, "account_needed")
    attempt = guest_api.post(START, {"quiz": "open"})
    assert attempt.status_code == 201
    assert KEPT_BACK not in attempt.content.decode()
    path = f"{START}{attempt.json()['id']}/"
    assert guest_api.put(f"{path}responses/1/", {"option": "a"}).status_code == 200
    assert guest_api.get(f"{path}result/").status_code == 409
    assert guest_api.post(f"{path}submit/").json()["score"] == 1
    assert guest_api.get("/api/v1/me/").json()["is_guest"] is True


def test_a_guest_gets_no_token(guest_api: APIClient, quiz: Quiz) -> None:
    name = guest_api.get("/api/v1/me/").json()["username"]
    for password in ("", "!", PASSWORD):
        sent = {"username": name, "password": password}
        assert APIClient().post("/api/v1/auth/login/", sent).status_code in {400, 401}


@pytest.mark.parametrize("path", ["facts", "points", "items"])
def test_what_holds_answers_is_closed_to_guests(
    guest_api: APIClient, quiz: Quiz, path: str
) -> None:
    assert guest_api.get(f"/api/v1/{path}/").status_code == 403
    assert guest_api.patch("/api/v1/me/", {"is_guest": False}).json()["is_guest"] is True
