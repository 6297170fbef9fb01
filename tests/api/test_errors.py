"""Errors as problems that a program and a person can read."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.test import APIClient

from quizzes.api.errors import FieldError, flatten
from quizzes.models import User

pytestmark = pytest.mark.django_db
JSON = "application/json"
NO_JSON = (b"[" * 100_000, b'{"a":' * 100_000, b'{"id": "\xff"}')
SURROGATES = (rb'{"\ud800": 1}', rb'{"certainty": "\ud800"}', rb'{"options": [["\ud800"]]}')
ANSWER = "/api/v1/attempts/00000000-0000-4000-8000-000000000000/responses/1/"
TOO_LARGE = b"[" + b"1, " * 1_000_000 + b"1]"
MEMBERS = {"type", "title", "status", "detail", "code"}


def test_every_kind_of_error_is_a_problem(student_api: APIClient, outsider_api: APIClient) -> None:
    answers = [
        outsider_api.get("/api/v1/me/"),
        student_api.get("/api/v1/nowhere/"),
        student_api.delete("/api/v1/me/"),
        student_api.get("/api/v1/articles/missing/"),
        student_api.get("/api/v1/articles/?page=99"),
        student_api.post("/api/v1/attempts/", {}),
        student_api.post("/api/v1/attempts/", "{", content_type="application/json"),
        *(student_api.post("/api/v1/reviews/", bad, content_type=JSON) for bad in NO_JSON),
        *(student_api.put(ANSWER, bad, content_type=JSON) for bad in SURROGATES),
        student_api.post("/api/v1/reviews/", TOO_LARGE, content_type=JSON),
        student_api.post("/api/v1/attempts/", "a=b", content_type="text/plain"),
        student_api.get("/api/v1/articles/a%00b/"),
        student_api.get("/api/v1/attempts/?submitted=perhaps&quiz=%00"),
        outsider_api.post("/api/v1/auth/login/", {"username": "student", "password": "wrong"}),
    ]
    expected = [
        401,
        404,
        405,
        404,
        404,
        400,
        400,
        400,
        400,
        400,
        400,
        400,
        400,
        413,
        415,
        404,
        400,
        401,
    ]
    assert [answer.status_code for answer in answers] == expected
    for answer in answers:
        assert answer["Content-Type"] == "application/problem+json"
        assert set(answer.json()) >= MEMBERS
        assert answer.json()["status"] == answer.status_code


@pytest.mark.parametrize("charset", ["utf-8", "rot13", "utf-7", "gbk", "nonsense"])
def test_json_is_read_as_utf_8_whatever_it_is_called(student_api: APIClient, charset: str) -> None:
    sent = '{"quiz": "棉花"}'.encode()
    answer = student_api.post("/api/v1/attempts/", sent, content_type=f"{JSON}; charset={charset}")
    assert answer.status_code == 404


def test_a_fault_of_ours_is_a_problem_that_tells_no_inner_detail(
    student: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("inner detail")

    monkeypatch.setattr("quizzes.api.me.own_scores", fail)
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(student)
    answer = client.get("/api/v1/scores/")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert answer["Content-Type"] == "application/problem+json"
    assert "inner detail" not in answer.content.decode()


def test_a_wrong_member_is_named_with_its_code(student_api: APIClient) -> None:
    problem = student_api.post("/api/v1/attempts/", {"language": "fr"}).json()
    assert problem["code"] == "invalid"
    assert {(error["field"], error["code"]) for error in problem["errors"]} == {
        ("quiz", "required"),
        ("language", "invalid_choice"),
    }


def test_what_is_wrong_in_a_list_has_its_place() -> None:
    errors = flatten({"points": [{}, {"amount": ["No."]}], "non_field_errors": ["Both."]})
    assert list(errors) == [
        FieldError("points.1.amount", "invalid", "No."),
        FieldError("", "invalid", "Both."),
    ]


def test_without_a_csrf_token_a_session_writes_nothing(student: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(student)
    refused = client.patch("/api/v1/me/", {"new_cards_per_day": 3}, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")


def test_no_answer_stays_in_a_cache(student_api: APIClient, outsider_api: APIClient) -> None:
    for client in (student_api, outsider_api):
        assert client.get("/api/v1/me/")["Cache-Control"] == "private, no-store"


def test_a_session_of_the_browser_reads_the_api(student_client: Client) -> None:
    assert student_client.get("/api/v1/me/").json()["username"] == "student"


def test_an_address_with_a_line_feed_is_a_problem_too(student_api: APIClient) -> None:
    answer = student_api.put("/api/v1/attempts/.%0A/responses/t/", {"option": "a"})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
