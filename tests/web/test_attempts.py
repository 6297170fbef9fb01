"""Taking a quiz in the browser, as a client without JavaScript sees it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.domain.items import Form
from quizzes.models import Attempt, Quiz, Response, User
from quizzes.services.attempts import start_attempt
from tests.factories import (
    KEPT_BACK,
    NOW,
    make_article,
    make_bank,
    make_quiz,
    quiz_of_every_form,
)
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db
BACKGROUND = {"X-Background-Save": "1"}
READY_FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)


@pytest.fixture
def quiz(db: None) -> Quiz:
    """Questions 1 to 4: single choice, true or false, number, short text."""
    return quiz_of_every_form()


@pytest.fixture
def attempt(quiz: Quiz, student: User) -> Attempt:
    return start_attempt(student, quiz, "en", NOW, seed=1)


def url(attempt: Attempt, rest: object = "") -> str:
    return f"/attempts/{attempt.pk}/{rest}/" if rest else f"/attempts/{attempt.pk}/"


def kept(attempt: Attempt, position: int) -> dict[str, object]:
    return Response.objects.get(slot__attempt=attempt, slot__position=position).answer


def test_starting_leads_to_the_first_question(student_client: Client, quiz: Quiz) -> None:
    response = student_client.post(f"/quizzes/{quiz.key}/start", follow=True)
    attempt = Attempt.objects.get()
    assert response.redirect_chain[-1][0] == url(attempt, 1)
    assert "Question 1 of 4" in response.content.decode()


def test_starting_twice_goes_on_with_the_same_attempt(student_client: Client, quiz: Quiz) -> None:
    for _ in range(2):
        student_client.post(f"/quizzes/{quiz.key}/start")
    assert Attempt.objects.count() == 1


def test_one_who_is_not_signed_in_is_asked_to_and_comes_back_to_the_quiz(
    client: Client, quiz: Quiz
) -> None:
    page = client.get(f"/quizzes/{quiz.key}/").content.decode()
    assert f"/accounts/login/?next=/quizzes/{quiz.key}/" in page
    response = client.post(f"/quizzes/{quiz.key}/start")
    assert response.headers["Location"].startswith("/accounts/login/")


def test_a_quiz_that_is_not_published_does_not_exist_for_learners(
    student_client: Client, quiz: Quiz
) -> None:
    Quiz.objects.update(status="draft")
    assert student_client.get(f"/quizzes/{quiz.key}/").status_code == 404
    assert student_client.post(f"/quizzes/{quiz.key}/start").status_code == 404


def test_a_quiz_without_questions_says_so(student_client: Client) -> None:
    empty = make_quiz(make_article("empty"))
    response = student_client.post(f"/quizzes/{empty.key}/start", follow=True)
    assert "This quiz has no questions yet." in response.content.decode()


@pytest.mark.parametrize(
    ("position", "sent", "stored"),
    [
        (1, {"option": "b"}, {"option": "b"}),
        (2, {"value": "false"}, {"value": False}),
        (3, {"number": " 9500 "}, {"number": "9500"}),
        (4, {"text": "an answer"}, {"text": "an answer"}),
    ],
)
def test_an_answer_is_kept_and_shown_again(
    student_client: Client,
    attempt: Attempt,
    position: int,
    sent: dict[str, str],
    stored: dict[str, object],
) -> None:
    response = student_client.post(url(attempt, position), sent)
    assert response.status_code == 302
    assert kept(attempt, position) == stored
    page = student_client.get(url(attempt, position)).content.decode()
    assert "Saved" in page
    assert " checked" in page or f'value="{next(iter(sent.values())).strip()}"' in page


def test_each_answer_leads_to_the_next_question_and_the_last_to_looking_over(
    student_client: Client, attempt: Attempt
) -> None:
    first = student_client.post(url(attempt, 1), {"option": "a"})
    last = student_client.post(url(attempt, 4), {"text": "x"})
    assert first.headers["Location"] == url(attempt, 2)
    assert last.headers["Location"] == url(attempt, "review")


def test_going_on_without_an_answer_keeps_none(student_client: Client, attempt: Attempt) -> None:
    assert student_client.post(url(attempt, 1)).headers["Location"] == url(attempt, 2)
    assert not Response.objects.exists()


def test_an_answer_can_be_changed_on_the_way_back(student_client: Client, attempt: Attempt) -> None:
    student_client.post(url(attempt, 2), {"value": "true"})
    back = student_client.post(url(attempt, 2), {"value": "false", "go": "previous"})
    assert back.headers["Location"] == url(attempt, 1)
    assert kept(attempt, 2) == {"value": False}


def test_a_number_that_cannot_be_read_is_told_and_stays_in_the_field(
    student_client: Client, attempt: Attempt
) -> None:
    response = student_client.post(url(attempt, 3), {"number": "very many"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "could not be read as a number" in page
    assert 'value="very many"' in page
    assert not Response.objects.exists()


def test_an_option_that_does_not_exist_is_refused(student_client: Client, attempt: Attempt) -> None:
    assert student_client.post(url(attempt, 1), {"option": "zz"}).status_code == 422


def test_a_choice_is_saved_in_the_background(student_client: Client, attempt: Attempt) -> None:
    response = student_client.post(url(attempt, 1), {"option": "a"}, headers=BACKGROUND)
    assert response.status_code == 200
    assert response["X-Revision"] == "1"
    assert "Saved" in response.content.decode()
    assert kept(attempt, 1) == {"option": "a"}


def test_an_attempt_is_taken_up_where_it_was_left(student_client: Client, attempt: Attempt) -> None:
    student_client.post(url(attempt, 1), {"option": "a"})
    assert student_client.get(url(attempt)).headers["Location"] == url(attempt, 2)


def test_looking_over_names_what_is_open(student_client: Client, attempt: Attempt) -> None:
    student_client.post(url(attempt, 1), {"option": "a"})
    page = student_client.get(url(attempt, "review")).content.decode()
    assert "3 questions have no answer yet" in page
    assert page.count("Not answered") == 3


def test_nothing_that_is_kept_back_is_in_any_page_before_handing_in(
    student_client: Client, attempt: Attempt
) -> None:
    for answer, position in (({"option": "b"}, 1), ({"value": "false"}, 2), ({"number": "1"}, 3)):
        student_client.post(url(attempt, position), answer)
    article = attempt.quiz.article.key
    pages = [url(attempt, n) for n in (1, 2, 3, 4, "review")]
    for path in [*pages, "/", "/articles/", f"/articles/{article}/", "/study/", "/scores/"]:
        response = student_client.get(path, follow=True)
        assert response.status_code == 200, path
        assert KEPT_BACK not in response.content.decode(), path


def test_keys_that_choose_are_told_only_where_there_is_something_to_choose(
    student_client: Client, attempt: Attempt
) -> None:
    for place, form in enumerate(READY_FORMS, 1):
        page = student_client.get(url(attempt, place)).content.decode()
        is_chosen = form in {Form.SINGLE_CHOICE, Form.TRUE_FALSE}
        assert ("<kbd>1</kbd>–<kbd>9</kbd> choose" in page) == is_chosen


@pytest.mark.parametrize("rest", ["", 1, "review", "result"])
def test_nobody_opens_the_attempt_of_another(
    student2_client: Client, attempt: Attempt, rest: object
) -> None:
    assert student2_client.get(url(attempt, rest)).status_code == 404


def test_nobody_hands_in_for_another(student2_client: Client, attempt: Attempt) -> None:
    assert student2_client.post(url(attempt, "submit")).status_code == 404
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_a_question_keeps_its_language_whatever_the_page_speaks(
    student_client: Client, quiz: Quiz, student: User
) -> None:
    attempt = start_attempt(student, quiz, "zh-hans", NOW, seed=1)
    page = student_client.get(url(attempt, 1), headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en"' in page
    assert re.search(r'<h1[^>]*lang="zh-Hans"', page)


def test_pages_of_an_attempt_are_never_taken_from_a_cache(
    student_client: Client, attempt: Attempt
) -> None:
    assert "no-store" in student_client.get(url(attempt, 1)).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("rest", "queries"),
    [(1, 4), ("review", 4), ("result", 11)],
    ids=["question", "review", "result"],
)
@pytest.mark.parametrize("questions", [4, 16])
def test_the_number_of_queries_does_not_grow_with_the_questions(
    student_client: Client,
    student: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    questions: int,
    rest: object,
    queries: int,
) -> None:
    article = make_article()
    items = make_bank(article, questions, tuple(READY_FORMS))
    attempt = start_attempt(student, make_quiz(article, items=items), "en", NOW)
    if rest == "result":
        student_client.post(url(attempt, "submit"))
    with django_assert_num_queries(queries):
        assert student_client.get(url(attempt, rest)).status_code == 200


def test_an_older_answer_does_not_replace_a_newer_one_and_the_page_shows_the_newer(
    student_client: Client, attempt: Attempt
) -> None:
    page = student_client.get(url(attempt, 1)).content.decode()
    assert 'name="revision" value="1"' in page
    student_client.post(url(attempt, 1), {"option": "b", "revision": "1"})
    for headers in ({}, BACKGROUND):
        sent = {"option": "a", "revision": "1"}
        answer = student_client.post(url(attempt, 1), sent, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "A newer answer from another tab or device is kept." in page
        assert 'name="revision" value="2"' in page
        assert 'value="b" checked' in page
    assert kept(attempt, 1) == {"option": "b"}


def test_the_same_answer_sent_twice_goes_on(student_client: Client, attempt: Attempt) -> None:
    for _time in range(2):
        answer = student_client.post(url(attempt, 1), {"option": "b", "revision": "1"})
        assert answer.headers["Location"] == url(attempt, 2)


@pytest.mark.parametrize("revision", ["", "x", "0", "-1", "9" * 30, "²"])
def test_a_revision_that_is_none_does_not_count(
    student_client: Client, attempt: Attempt, revision: str
) -> None:
    sent = {"option": "b", "revision": revision}
    assert student_client.post(url(attempt, 1), sent).status_code == 302
    assert kept(attempt, 1) == {"option": "b"}


def test_after_the_session_ended_signing_in_leads_back_to_the_question(
    client: Client, student: User, attempt: Attempt
) -> None:
    asked = client.post(url(attempt, 2), {"value": "true", "revision": "1"})
    assert asked.headers["Location"] == f"/accounts/login/?next={url(attempt, 2)}"
    form = {"username": "student", "password": PASSWORD}
    assert client.post(asked.headers["Location"], form).headers["Location"] == url(attempt, 2)
