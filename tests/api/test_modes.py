"""Practice, certainty and flags by API: no key before the question is settled."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.domain.items import Form
from quizzes.models import Attempt, Point, User
from quizzes.services.attempts import start_attempt
from quizzes.services.quiz_settings import change_settings
from tests.factories import KEPT_BACK, make_article, make_bank, make_item, make_quiz

pytestmark = pytest.mark.django_db
PRACTICE = {"mode": "practice", "feedback": "each"}
FORMS = (Form.SINGLE_CHOICE, Form.NUMERIC, Form.SHORT_TEXT, Form.TRUE_FALSE)


@pytest.fixture
def attempt(student: User) -> Attempt:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, 4, FORMS), **PRACTICE)
    return start_attempt(student, quiz, "en", timezone.now(), seed=1)


def url(attempt: Attempt, rest: str = "") -> str:
    return f"/api/v1/attempts/{attempt.pk}/{rest}"


def checked(api: APIClient, attempt: Attempt, position: int, answer: Any) -> Any:
    api.put(url(attempt, f"responses/{position}/"), answer)
    return api.post(url(attempt, f"responses/{position}/check/"))


def test_a_wrong_answer_is_told_without_the_right_one(
    student_api: APIClient, attempt: Attempt
) -> None:
    for position, answer in ((1, {"option": "b"}), (2, {"number": "1"}), (3, {"text": "no"})):
        response = checked(student_api, attempt, position, answer)
        found = response.json()
        assert (found["score"], found["tries"], found["feedback"]) == (0, 1, None)
        assert (found["is_settled"], found["next_worth"]) == (False, 0.75)
        for told in (
            response,
            student_api.get(url(attempt)),
            student_api.get(url(attempt, "result/")),
        ):
            assert KEPT_BACK not in told.content.decode()


def test_where_fewer_tries_are_allowed_meanwhile_none_is_left_and_the_answer_can_be_shown(
    student_api: APIClient, attempt: Attempt
) -> None:
    for number in ("1", "2"):
        checked(student_api, attempt, 2, {"number": number})
    change_settings(attempt.quiz, {"tries": 1})
    assert student_api.get(url(attempt)).json()["slots"][1]["tries_left"] == 0
    shown = student_api.post(url(attempt, "responses/2/give-up/")).json()
    assert (shown["is_settled"], shown["tries_left"]) == (True, 0)


def test_a_settled_question_comes_with_everything(student_api: APIClient, attempt: Attempt) -> None:
    found = checked(student_api, attempt, 1, {"option": "a"}).json()
    assert found["is_settled"]
    assert found["feedback"]["right"] == ["9,500"]
    assert KEPT_BACK in found["feedback"]["explanation"]
    assert found["feedback"]["passage"]["number"] == 1
    again = student_api.put(url(attempt, "responses/1/"), {"option": "b"})
    assert (again.status_code, again.json()["code"]) == (409, "answer_shown")


def test_giving_up_tells_the_answer(student_api: APIClient, attempt: Attempt) -> None:
    found = student_api.post(url(attempt, "responses/3/give-up/")).json()
    assert (found["is_settled"], found["earned"]) == (True, 0)
    assert KEPT_BACK in found["feedback"]["right"][0]


def test_what_another_question_still_asks_is_not_explained(
    student_api: APIClient, student: User
) -> None:
    article = make_article()
    first, _other = make_bank(article, 2)
    sibling = make_item(Point.objects.get(pk=first.point_id), Form.NUMERIC)
    quiz = make_quiz(article, items=[first, sibling], **PRACTICE)
    attempt = start_attempt(student, quiz, "en", timezone.now())
    found = checked(student_api, attempt, 1, {"option": "a"}).json()["feedback"]
    assert found["right"] == ["9,500"]
    assert KEPT_BACK not in json.dumps(found)
    checked(student_api, attempt, 2, {"number": "9500"})
    found = student_api.post(url(attempt, "responses/1/check/")).json()["feedback"]
    assert KEPT_BACK in json.dumps(found)


def test_a_test_cannot_be_checked_or_given_up(student_api: APIClient, student: User) -> None:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, 1))
    attempt = start_attempt(student, quiz, "en", timezone.now())
    student_api.put(url(attempt, "responses/1/"), {"option": "a"})
    for action in ("check", "give-up"):
        refused = student_api.post(url(attempt, f"responses/1/{action}/"))
        assert (refused.status_code, refused.json()["code"]) == (409, "feedback_later")


def test_nothing_cannot_be_checked(student_api: APIClient, attempt: Attempt) -> None:
    refused = student_api.post(url(attempt, "responses/1/check/"))
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_check")


def test_nobody_checks_or_flags_for_another(student2_api: APIClient, attempt: Attempt) -> None:
    for action in ("check", "give-up"):
        assert student2_api.post(url(attempt, f"responses/1/{action}/")).status_code == 404
    flagged = student2_api.put(url(attempt, "responses/1/flag/"), {"flagged": True})
    assert flagged.status_code == 404


def test_a_flag_is_kept(student_api: APIClient, attempt: Attempt) -> None:
    for is_flagged in (True, False):
        student_api.put(url(attempt, "responses/2/flag/"), {"flagged": is_flagged})
        slots = student_api.get(url(attempt)).json()["slots"]
        assert [slot["flagged"] for slot in slots] == [False, is_flagged, False, False]


def test_certainty_is_kept_marked_and_set_against_what_was_right(
    student_api: APIClient, student: User
) -> None:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, 3), mode="certainty")
    attempt = start_attempt(student, quiz, "en", timezone.now())
    for position, (option, level) in enumerate((("a", 3), ("a", 2), ("b", 1)), 1):
        answer = {"option": option, "certainty": level}
        kept = student_api.put(url(attempt, f"responses/{position}/"), answer).json()
        assert kept["certainty"] == level
    refused = student_api.put(url(attempt, "responses/1/"), {"option": "a", "certainty": 4})
    assert refused.status_code == 400
    student_api.post(url(attempt, "submit/"))
    result = student_api.get(url(attempt, "result/")).json()
    assert [round(slot["earned"], 3) for slot in result["slots"]] == [1, 0.667, 0]
    assert [(each["certainty"], each["mean"]) for each in result["calibration"]] == [
        (1, 0),
        (2, 1),
        (3, 1),
    ]
