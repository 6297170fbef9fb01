"""The result of an attempt in the browser: who sees it when, and what it tells."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from quizzes.models import Attempt, Quiz, Response, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import (
    KEPT_BACK,
    NOW,
    make_article,
    make_bank,
    make_quiz,
    quiz_of_every_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(db: None) -> Quiz:
    """Questions 1 to 4: single choice, true or false, number, short text."""
    return quiz_of_every_form()


@pytest.fixture
def attempt(quiz: Quiz, student: User) -> Attempt:
    return start_attempt(student, quiz, "en", NOW, seed=1)


def url(attempt: Attempt, rest: object = "") -> str:
    return f"/attempts/{attempt.pk}/{rest}/" if rest else f"/attempts/{attempt.pk}/"


def test_the_result_shows_score_answers_and_reasons(
    student_client: Client, attempt: Attempt
) -> None:
    student_client.post(url(attempt, 1), {"option": "b"})
    student_client.post(url(attempt, 2), {"value": "true"})
    response = student_client.post(url(attempt, "submit"), follow=True)
    page = re.sub(r"\s+", " ", response.content.decode())
    assert response.redirect_chain[-1][0] == url(attempt, "result")
    assert page.count("verdict--wrong") == 1
    assert page.count("verdict--none") == 2
    assert f"{KEPT_BACK}: wrong 8,500" in page
    assert "Read passage 1" in page
    assert "9,500 people" in page


def test_the_way_on_stands_above_the_questions_of_a_result_and_below_them(
    student_client: Client, attempt: Attempt
) -> None:
    student_client.post(url(attempt, "submit"))
    page = student_client.get(url(attempt, "result")).content.decode()
    above, below = page.split('<ol class="outcomes">')
    on = f'href="/study/?mistakes=1&amp;article={attempt.quiz.article.key}"'
    assert f'button--primary" {on}' in above
    assert f'<a class="button" {on}' in below


def test_there_is_no_result_before_handing_in(student_client: Client, attempt: Attempt) -> None:
    assert student_client.get(url(attempt, "result")).headers["Location"] == url(attempt)


def test_after_handing_in_a_question_leads_to_the_result(
    student_client: Client, attempt: Attempt
) -> None:
    student_client.post(url(attempt, "submit"))
    for response in (
        student_client.get(url(attempt, 1)),
        student_client.post(url(attempt, 1), {"option": "a"}),
        student_client.get(url(attempt, "review")),
        student_client.post(url(attempt, "submit")),
    ):
        assert response.headers["Location"] == url(attempt, "result")
    assert not Response.objects.exists()


def test_a_teacher_reads_a_result(
    student_client: Client, teacher_client: Client, attempt: Attempt
) -> None:
    student_client.post(url(attempt, "submit"))
    assert teacher_client.get(url(attempt, "result")).status_code == 200


def test_a_result_waits_where_another_open_quiz_asks_the_same(
    student_client: Client, student: User, attempt: Attempt
) -> None:
    article = attempt.quiz.article
    other = make_quiz(article, "again", items=list(article.items.order_by("pk")))
    taken = start_attempt(student, other, "en", NOW, seed=2)
    submit(taken.pk, student, NOW)
    page = student_client.get(url(taken, "result")).content.decode()
    assert KEPT_BACK not in page
    assert "is-right" not in page
    assert page.count("You have another quiz open that asks the same.") == 4
    assert "Your score is told when you have handed in the other quiz" in page
    assert "of all points" not in page
    assert f'button--primary" href="{url(attempt)}"' in page
    submit(attempt.pk, student, NOW)
    page = student_client.get(url(taken, "result")).content.decode()
    assert KEPT_BACK in page
    assert "Go on with the other quiz" not in page


def test_what_can_be_told_of_a_result_is_told_while_the_rest_waits(
    student_client: Client, student: User, attempt: Attempt
) -> None:
    free = make_bank(make_article("free"), 1)
    waiting = list(attempt.quiz.article.items.order_by("pk"))[:2]
    other = make_quiz(attempt.quiz.article, "mixed", items=[*waiting, *free])
    taken = start_attempt(student, other, "en", NOW, seed=2)
    place = taken.slots.get(version__item=free[0]).position
    save_response(taken.pk, student, place, {"option": "a"}, NOW)
    submit(taken.pk, student, NOW)
    page = " ".join(student_client.get(url(taken, "result")).content.decode().split())
    assert '1<span class="figure__of"> / 1</span>' in page
    assert "right, of the questions that can be told now" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "read as a Chinese numeral"), ("zh-hans", "按中文数字识别")],
)
def test_the_result_says_how_a_written_answer_was_read(
    student_client: Client, attempt: Attempt, language: str, words: str
) -> None:
    student_client.post(url(attempt, 3), {"number": "九千五百"})
    student_client.post(f"/attempts/{attempt.pk}/submit/")
    student_client.cookies["django_language"] = language
    assert words in student_client.get(url(attempt, "result")).content.decode()
