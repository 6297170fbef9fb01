"""What cannot be read in an answer is told at its field, as the API tells it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape
from rest_framework.test import APIClient

from quizzes.models import Attempt, User
from quizzes.services.attempts import start_attempt
from tests.factories import NOW, quiz_of_every_form

pytestmark = pytest.mark.django_db
NUMBER, TEXT = 3, 4


@pytest.fixture
def attempt(student: User) -> Attempt:
    """Question 3 asks for a number, question 4 for a short text."""
    return start_attempt(student, quiz_of_every_form(), "en", NOW, seed=1)


WRITTEN = [
    (NUMBER, "number", "9500 or 3", "There is more than one number.", "不止一个数"),
    (NUMBER, "number", "very many", "This could not be read as a number.", "没能读出数字"),
    (NUMBER, "number", "9,50,0", "The commas or points do not fit a number.", "逗号或小数点"),
    (NUMBER, "number", "三万二亿", "can be read as two", "两种读法"),
    (NUMBER, "number", "几万", "Write the figure itself.", "具体的数"),
    (NUMBER, "number", "9500 parsecs", "“parsecs” is not a unit that is known here.", "“parsecs”"),
    (NUMBER, "number", "1e99", "too large", "太大"),
    (TEXT, "text", "x" * 2000, "longer than", "超过"),
]


@pytest.mark.parametrize(("position", "field", "written", "english", "chinese"), WRITTEN)
def test_the_page_says_what_is_wrong_in_both_languages(
    student_client: Client,
    attempt: Attempt,
    position: int,
    field: str,
    written: str,
    english: str,
    chinese: str,
) -> None:
    for language, said in (("en", english), ("zh-hans", chinese)):
        student_client.cookies["django_language"] = language
        answer = student_client.post(f"/attempts/{attempt.pk}/{position}/", {field: written})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert escape(said) in page
        assert 'aria-invalid="true"' in page
        assert "%(" not in page


@pytest.mark.parametrize(("position", "field", "written", "english", "chinese"), WRITTEN[:-1])
def test_the_api_says_the_same(
    student_api: APIClient,
    attempt: Attempt,
    position: int,
    field: str,
    written: str,
    english: str,
    chinese: str,
) -> None:
    url = f"/api/v1/attempts/{attempt.pk}/responses/{position}/"
    (error,) = student_api.put(url, {field: written}).json()["errors"]
    assert error["field"] == field
    assert english in error["message"]
