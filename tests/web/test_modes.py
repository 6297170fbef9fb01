"""Practice, certainty and flags on the pages: what is told when, and what is kept back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.domain.items import Form
from quizzes.models import Attempt, AttemptSlot, Response, User
from quizzes.services.attempts import start_attempt
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
FORMS = (Form.SINGLE_CHOICE, Form.NUMERIC, Form.SHORT_TEXT, Form.TRUE_FALSE)
PRACTICE = {"mode": "practice", "feedback": "each"}


def begin(learner: User, **settings: Any) -> Attempt:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, 4, FORMS), **settings)
    return start_attempt(learner, quiz, "en", timezone.now(), seed=1)


def url(attempt: Attempt, rest: object) -> str:
    return f"/attempts/{attempt.pk}/{rest}/"


def told(client: Client, attempt: Attempt, position: int, **sent: str) -> str:
    """The page of a question after a button was pressed."""
    answer = client.post(url(attempt, position), sent, follow=True)
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_wrong_answer_may_be_tried_again_and_nothing_is_given_away(
    student_client: Client, student: User
) -> None:
    attempt = begin(student, **PRACTICE)
    page = told(student_client, attempt, 1, option="b", go="check")
    assert "Not right" in page
    assert "Try again: a right answer now counts 75%." in page
    assert 'value="b" checked' in page
    for position, sent in ((2, {"number": "1"}), (3, {"text": "no"})):
        assert "Not right" in told(student_client, attempt, position, go="check", **sent)
    for rest in (1, 2, 3, "review", "result"):
        response = student_client.get(url(attempt, rest), follow=True)
        assert KEPT_BACK not in response.content.decode()
    page = told(student_client, attempt, 1, option="a", go="check")
    assert "counts 0.75 of 1" in page
    assert f"{KEPT_BACK}: wrong 8,500" in page
    assert "Next question" in page


def test_a_settled_question_takes_no_other_answer(student_client: Client, student: User) -> None:
    attempt = begin(student, **PRACTICE)
    told(student_client, attempt, 4, value="false", go="check")
    page = told(student_client, attempt, 4, value="true", go="check")
    assert "<form method" not in page.split("<main")[1].split("</main")[0]
    assert Response.objects.get().answer == {"value": False}


def test_the_answer_can_be_shown_without_giving_one(student_client: Client, student: User) -> None:
    attempt = begin(student, **PRACTICE)
    page = told(student_client, attempt, 2, go="reveal")
    assert "9,500 people" in page
    assert "Not answered" in page


def test_nothing_to_check_is_told(student_client: Client, student: User) -> None:
    attempt = begin(student, **PRACTICE)
    page = told(student_client, attempt, 1, go="check")
    assert "Give an answer first, or see the right one." in page


def test_a_test_has_no_button_that_tells(student_client: Client, student: User) -> None:
    attempt = begin(student)
    assert 'value="check"' not in student_client.get(url(attempt, 1)).content.decode()
    page = told(student_client, attempt, 1, option="a", go="reveal")
    assert KEPT_BACK not in page
    assert not Response.objects.filter(settled_at__isnull=False).exists()


def test_certainty_is_asked_kept_and_looked_back_on(student_client: Client, student: User) -> None:
    attempt = begin(student, mode="certainty")
    page = re.sub(r"\s+", " ", student_client.get(url(attempt, 1)).content.decode())
    assert "right +3, wrong −6" in page
    told(student_client, attempt, 1, option="a", certainty="3")
    told(student_client, attempt, 4, value="false", certainty="2")
    assert list(Response.objects.order_by("slot").values_list("certainty", flat=True)) == [3, 2]
    page = student_client.post(url(attempt, "submit"), follow=True).content.decode()
    text = re.sub(r"\s+", " ", page)
    assert "Very sure: +3" in text
    assert "Fairly sure: −2" in text
    assert "How sure, how right" in text
    assert re.search(r"figure__value\">1<span class=\"figure__of\"> / 12<", text)


def test_how_sure_can_be_said_before_the_answer(student_client: Client, student: User) -> None:
    attempt = begin(student, mode="certainty")
    told(student_client, attempt, 1, certainty="3")
    kept = Response.objects.get()
    assert (kept.answer, kept.certainty) == ({}, 3)
    assert "Not answered" in student_client.get(url(attempt, "review")).content.decode()
    student_client.post(url(attempt, "submit"))
    kept.refresh_from_db()
    assert kept.earned == 0


def test_the_marks_are_explained_before_the_start(student_client: Client) -> None:
    article = make_article()
    make_quiz(article, "sure", items=make_bank(article, 1), mode="certainty")
    make_quiz(article, "again", items=make_bank(article, 1), **PRACTICE)
    make_quiz(article, "costs", items=make_bank(article, 1), wrong_score=-0.5)
    pages = {
        key: re.sub(r"\s+", " ", student_client.get(f"/quizzes/{key}/").content.decode())
        for key in ("sure", "again", "costs")
    }
    assert "Not very sure never costs anything." in pages["sure"]
    assert "up to 3 times; each further try counts 25% less" in pages["again"]
    assert "a wrong one −0.5, a blank 0" in pages["costs"]


def test_a_flag_is_set_and_taken_off_and_the_answer_is_kept(
    student_client: Client, student: User
) -> None:
    attempt = begin(student)
    told(student_client, attempt, 1, option="b", go="flag")
    assert AttemptSlot.objects.get(position=1).flagged
    assert Response.objects.get().answer == {"option": "b"}
    assert "Flagged" in student_client.get(url(attempt, "review")).content.decode()
    told(student_client, attempt, 1, option="b", go="flag")
    assert not AttemptSlot.objects.filter(flagged=True).exists()


def test_what_was_missed_is_what_the_result_leads_to(student_client: Client, student: User) -> None:
    attempt = begin(student)
    told(student_client, attempt, 1, option="b")
    page = student_client.post(url(attempt, "submit"), follow=True).content.decode()
    assert "/study/?mistakes=1&amp;article=cotton" in page
