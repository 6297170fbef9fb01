"""Tokens."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django import Settings
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from quizzes.models import User
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/api/v1/auth/login/"


def token_of(client: APIClient, password: str = PASSWORD) -> str:
    return client.post(LOGIN, {"username": "student", "password": password}).json()["token"]


def with_token(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_a_password_gives_a_token_that_signs_requests(
    outsider_api: APIClient, student: User
) -> None:
    client = with_token(token_of(outsider_api))
    assert client.get("/api/v1/me/").json()["username"] == "student"


def test_a_token_ends_with_signing_out(outsider_api: APIClient, student: User) -> None:
    one, other = (with_token(token_of(outsider_api)) for _ in range(2))
    assert one.post("/api/v1/auth/logout/").status_code == 204
    assert [client.get("/api/v1/me/").status_code for client in (one, other)] == [401, 200]
    assert other.post("/api/v1/auth/logoutall/").status_code == 204
    assert other.get("/api/v1/me/").status_code == 401


def test_only_the_hash_of_a_token_is_kept(outsider_api: APIClient, student: User) -> None:
    token = token_of(outsider_api)
    (kept,) = student.auth_token_set.values()
    assert token not in repr(kept)


def test_the_oldest_token_makes_room_for_a_new_one(outsider_api: APIClient, student: User) -> None:
    first = token_of(outsider_api)
    for _time in range(20):
        cache.clear()
        last = token_of(outsider_api)
    statuses = [with_token(token).get("/api/v1/me/").status_code for token in (first, last)]
    assert statuses == [401, 200]


def test_a_stale_token_does_not_keep_anybody_from_signing_in(student: User) -> None:
    assert token_of(with_token("0" * 64))


def test_an_inactive_account_gets_no_token(outsider_api: APIClient, student: User) -> None:
    User.objects.update(is_active=False)
    refused = outsider_api.post(LOGIN, {"username": "student", "password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (401, "authentication_failed")


def test_after_many_wrong_passwords_the_account_is_locked_for_a_while(
    outsider_api: APIClient, student: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AXES_ENABLED = True
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_arguments: True)
    wrong = {"username": "student", "password": "wrong"}
    statuses = [outsider_api.post(LOGIN, wrong).status_code for _ in range(9)]
    assert statuses[:7] == [401] * 7
    assert statuses[-1] == 423
    locked = outsider_api.post(LOGIN, {"username": "student", "password": PASSWORD})
    assert (locked.status_code, locked.json()["code"]) == (423, "locked")
    assert locked["Content-Type"] == "application/problem+json"


def test_signing_in_is_throttled(outsider_api: APIClient, student: User) -> None:
    cache.clear()
    wrong = {"username": "student", "password": "wrong"}
    answers = [outsider_api.post(LOGIN, wrong) for _ in range(11)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert answers[-1].json()["code"] == "throttled"


def sign_in_from(client: APIClient, forwarded: str) -> int:
    sent = {"username": "student", "password": "wrong"}
    return client.post(LOGIN, sent, headers={"x-forwarded-for": forwarded}).status_code


def test_an_address_that_a_client_makes_up_is_not_another_client(
    outsider_api: APIClient, student: User
) -> None:
    statuses = [sign_in_from(outsider_api, f"10.0.0.{number}") for number in range(11)]
    assert statuses[-1] == 429


def test_behind_a_proxy_clients_are_told_apart_by_what_the_proxy_says(
    outsider_api: APIClient, student: User, settings: Settings
) -> None:
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    statuses = [sign_in_from(outsider_api, f"10.0.0.{number}, 192.0.2.7") for number in range(11)]
    assert statuses[-1] == 429
    assert sign_in_from(outsider_api, "10.0.0.1, 192.0.2.8") == 401


def test_a_lockout_counts_the_same_address_as_the_throttle(
    outsider_api: APIClient, student: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AXES_ENABLED = True
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *_arguments: True)
    statuses = [sign_in_from(outsider_api, f"10.0.0.{number}, 192.0.2.7") for number in range(9)]
    assert statuses[-1] == 423
    assert sign_in_from(outsider_api, "192.0.2.8") == 401


def test_a_class_behind_one_address_can_sign_in_together(
    outsider_api: APIClient, student: User, student2: User
) -> None:
    cache.clear()
    wrong = {"username": "student", "password": "wrong"}
    assert [outsider_api.post(LOGIN, wrong).status_code for _ in range(11)][-1] == 429
    good = {"username": "student2", "password": PASSWORD}
    assert outsider_api.post(LOGIN, good).status_code == 200


def test_a_name_in_other_letters_is_the_same_name_to_the_throttle(
    outsider_api: APIClient, student: User
) -> None:
    cache.clear()
    names = ["student", "Student", " STUDENT"] * 4
    answers = [outsider_api.post(LOGIN, {"username": n, "password": "x"}) for n in names]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("sent", [[], "text", {}, {"username": ["a"]}])
def test_what_is_no_sign_in_is_refused_all_the_same(outsider_api: APIClient, sent: object) -> None:
    cache.clear()
    assert outsider_api.post(LOGIN, sent).status_code == 400
