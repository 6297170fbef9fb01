"""Taking a quiz by the API."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from quizzes.models import Attempt, Item, Quiz, Response, User
from quizzes.services import attempts as service
from tests.factories import (
    KEPT_BACK,
    NOW,
    make_article,
    make_bank,
    make_quiz,
    quiz_of_every_form,
)

pytestmark = pytest.mark.django_db
ATTEMPTS = "/api/v1/attempts/"


@pytest.fixture
def quiz() -> Quiz:
    article = make_article()
    return make_quiz(article, items=make_bank(article, 3))


@pytest.fixture
def attempt(quiz: Quiz, student: User) -> Attempt:
    return service.start_attempt(student, quiz, "en", NOW, seed=1)


def start(client: APIClient, quiz: Quiz, **members: Any) -> Any:
    return client.post(ATTEMPTS, {"quiz": quiz.key, **members})


def url(attempt: Attempt, rest: str = "") -> str:
    return f"{ATTEMPTS}{attempt.pk}/{rest}"


def test_a_program_takes_a_quiz_from_start_to_result(student_api: APIClient, quiz: Quiz) -> None:
    started = start(student_api, quiz, language="en")
    assert started.status_code == 201
    address = f"{ATTEMPTS}{started.json()['id']}/"
    for slot in started.json()["slots"]:
        assert slot["stem"].startswith("Stem of")
        saved = student_api.put(f"{address}responses/{slot['position']}/", {"option": "a"})
        assert saved.status_code == 200
        assert saved.json()["answer"] == {"option": "a"}
    submitted = student_api.post(f"{address}submit/")
    assert (submitted.status_code, submitted.json()["score"]) == (200, 3)
    result = student_api.get(f"{address}result/").json()
    assert result["share"] == 1
    assert all(slot["right"] == ["9,500"] for slot in result["slots"])
    assert all(KEPT_BACK in slot["explanation"] for slot in result["slots"])
    assert result["article"]["publisher"] == {"text": "People's Daily", "language": "en"}


def test_starting_again_goes_on_with_the_open_attempt(student_api: APIClient, quiz: Quiz) -> None:
    first, second = start(student_api, quiz), start(student_api, quiz)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()


def test_the_questions_come_in_the_language_asked_for(student_api: APIClient, quiz: Quiz) -> None:
    slots = start(student_api, quiz, language="zh-hans").json()["slots"]
    assert {slot["language"] for slot in slots} == {"zh-hans"}
    assert all(slot["stem"].startswith("中文") for slot in slots)


def test_without_a_language_the_request_decides(student_api: APIClient, quiz: Quiz) -> None:
    answer = student_api.post(ATTEMPTS, {"quiz": quiz.key}, HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert answer.json()["language"] == "zh-hans"


def test_an_answer_is_there_after_reading_the_attempt_again(
    student_api: APIClient, attempt: Attempt
) -> None:
    student_api.put(url(attempt, "responses/2/"), {"option": "b", "revision": 1})
    slots = student_api.get(url(attempt)).json()["slots"]
    assert slots[1]["response"]["answer"] == {"option": "b"}
    assert slots[0]["response"] is None


def test_a_late_older_answer_is_refused_and_the_newer_one_told(
    student_api: APIClient, attempt: Attempt
) -> None:
    student_api.put(url(attempt, "responses/1/"), {"option": "b", "revision": 2})
    late = student_api.put(url(attempt, "responses/1/"), {"option": "a", "revision": 1})
    assert (late.status_code, late.json()["code"]) == (409, "stale_answer")
    assert late.json()["kept"] == {"answer": {"option": "b"}, "revision": 2}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"option": "z"}, "option"),
        ({"option": ["a"]}, "option"),
        ({"choice": "a"}, "choice"),
        ({"option": "a", "key": "b"}, "key"),
        ({"option": "a\x00"}, "option"),
        ({"option": "a", "revision": 0}, "revision"),
        ([], ""),
    ],
)
def test_a_malformed_answer_is_told_apart_and_not_kept(
    student_api: APIClient, attempt: Attempt, body: Any, field: str
) -> None:
    refused = student_api.put(url(attempt, "responses/1/"), body)
    assert refused.status_code == 400
    assert refused["Content-Type"] == "application/problem+json"
    assert field in [error["field"] for error in refused.json()["errors"]]
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [
        {"options": ["a"] * 100_000},
        {"order": ["a"] * 100_000},
        {"gaps": {str(number): "x" for number in range(100_000)}},
        {"pairs": {str(number): "x" for number in range(51)}},
    ],
    ids=["options", "order", "gaps", "pairs"],
)
def test_an_answer_with_endless_parts_is_refused_unread(
    student_api: APIClient, attempt: Attempt, answer: dict[str, object]
) -> None:
    refused = student_api.put(f"/api/v1/attempts/{attempt.pk}/responses/1/", answer)
    assert refused.status_code == 400
    (error,) = refused.json()["errors"]
    assert (error["field"], error["code"]) == (next(iter(answer)), "too_many")


def test_after_submission_no_answer_changes(student_api: APIClient, attempt: Attempt) -> None:
    student_api.post(url(attempt, "submit/"))
    refused = student_api.put(url(attempt, "responses/1/"), {"option": "a"})
    assert (refused.status_code, refused.json()["code"]) == (409, "attempt_submitted")


def test_submitting_twice_gives_one_score(student_api: APIClient, attempt: Attempt) -> None:
    assert (
        student_api.post(url(attempt, "submit/")).json()
        == student_api.post(url(attempt, "submit/")).json()
    )


def test_there_is_no_result_before_submission_not_even_for_a_teacher(
    student_api: APIClient, teacher_api: APIClient, attempt: Attempt
) -> None:
    for client in (student_api, teacher_api):
        refused = client.get(url(attempt, "result/"))
        assert (refused.status_code, refused.json()["code"]) == (409, "not_submitted")


def test_a_position_that_is_not_there_is_not_found(
    student_api: APIClient, attempt: Attempt
) -> None:
    for position in (0, 4, 99999999999999999999):
        refused = student_api.put(url(attempt, f"responses/{position}/"), {"option": "a"})
        assert refused.status_code == 404


def test_an_unpublished_quiz_does_not_exist_for_a_learner(
    student_api: APIClient, teacher_api: APIClient
) -> None:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, 1), status="draft")
    assert start(student_api, quiz).status_code == 404
    assert student_api.get(f"/api/v1/quizzes/{quiz.key}/").status_code == 404
    assert start(teacher_api, quiz).status_code == 201


def test_a_quiz_without_questions_is_a_conflict(student_api: APIClient) -> None:
    refused = start(student_api, make_quiz(make_article(), drawn=10))
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_draw")


def test_another_student_can_do_nothing_with_an_attempt(
    student2_api: APIClient, attempt: Attempt
) -> None:
    calls = [
        student2_api.get(url(attempt)),
        student2_api.put(url(attempt, "responses/1/"), {"option": "a"}),
        student2_api.post(url(attempt, "submit/")),
        student2_api.get(url(attempt, "result/")),
    ]
    assert [call.status_code for call in calls] == [404] * 4
    assert student2_api.get(ATTEMPTS).json()["results"] == []
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_an_attempt_that_exists_and_one_that_does_not_look_alike(
    student2_api: APIClient, attempt: Attempt
) -> None:
    theirs = student2_api.get(url(attempt))
    nobodys = student2_api.get(f"{ATTEMPTS}{uuid.uuid4()}/")
    assert theirs.json() == nobodys.json()


def test_an_outsider_is_asked_to_sign_in(outsider_api: APIClient, attempt: Attempt) -> None:
    calls = [
        outsider_api.get(ATTEMPTS),
        outsider_api.post(ATTEMPTS, {"quiz": "cotton-quiz"}),
        outsider_api.get(url(attempt)),
        outsider_api.put(url(attempt, "responses/1/"), {"option": "a"}),
        outsider_api.post(url(attempt, "submit/")),
        outsider_api.get(url(attempt, "result/")),
    ]
    assert [call.status_code for call in calls] == [401] * 6
    assert all(call["WWW-Authenticate"] == "Token" for call in calls)


def test_a_teacher_reads_everybodys_attempts_but_answers_none(
    teacher_api: APIClient, attempt: Attempt
) -> None:
    listed = teacher_api.get(ATTEMPTS, {"learner": "student"}).json()["results"]
    assert [entry["learner"] for entry in listed] == ["student"]
    assert teacher_api.get(url(attempt)).status_code == 200
    refused = teacher_api.put(url(attempt, "responses/1/"), {"option": "a"})
    assert refused.status_code == 404
    assert teacher_api.post(url(attempt, "submit/")).status_code == 404


def test_open_and_submitted_attempts_can_be_listed_apart(
    student_api: APIClient, attempt: Attempt
) -> None:
    assert student_api.get(ATTEMPTS, {"submitted": "true"}).json()["count"] == 0
    student_api.post(url(attempt, "submit/"))
    (entry,) = student_api.get(ATTEMPTS, {"submitted": "true"}).json()["results"]
    assert (entry["score"], entry["max_score"]) == (0, 3)


def test_every_form_is_answered_by_the_api(student_api: APIClient) -> None:
    started = start(student_api, quiz_of_every_form(), language="en").json()
    answers: dict[str, dict[str, Any]] = {
        "single_choice": {"option": "a"},
        "true_false": {"value": True},
        "numeric": {"number": "9500"},
        "short_text": {"text": f"{KEPT_BACK} answer"},
    }
    for slot in started["slots"]:
        address = f"{ATTEMPTS}{started['id']}/responses/{slot['position']}/"
        assert student_api.put(address, answers[slot["form"]]).status_code == 200
    assert student_api.post(f"{ATTEMPTS}{started['id']}/submit/").json()["score"] == 4


def test_an_item_that_changes_meanwhile_does_not_change_the_attempt(
    student_api: APIClient, attempt: Attempt
) -> None:
    before = student_api.get(url(attempt)).json()
    Item.objects.update(status="retired", current=None)
    assert student_api.get(url(attempt)).json() == before
