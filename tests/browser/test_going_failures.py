"""Going on where it cannot be done: the question stays, its answer is not lost, and one is told."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Route, expect

from quizzes.models import Quiz, User
from tests.browser.conftest import LANGUAGES
from tests.browser.going import (
    FAILED,
    OFFLINE,
    OpenPage,
    answers,
    at,
    begin,
    four_questions,
    is_same_page,
    press_next,
)
from tests.browser.test_student_way import Reader
from tests.personas import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    return four_questions()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_connection_the_question_stays_and_says_so(
    open_page: OpenPage, student: User, quiz: Quiz, language: str
) -> None:
    page = begin(open_page, student, quiz, language)
    words = Reader(page, language).words
    press_next(page)
    page.locator("#answer").fill("kept")
    page.context.set_offline(True)
    press_next(page)
    expect(page.locator(".messages")).to_contain_text(words(OFFLINE))
    expect(page.locator("#saved")).to_have_text(words("Not saved yet – trying again"))
    page.locator("details summary").click()
    page.locator(".jumps a").nth(2).click()
    expect(page.locator("#answer")).to_have_value("kept")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text(re.compile(rf"^\s*{words('Saved')}\s*$"))
    assert answers() == {2: {"text": "kept"}}
    press_next(page)
    at(page, 3)
    assert is_same_page(page)


@pytest.mark.parametrize("way", ["error", "abort"])
def test_where_going_on_fails_the_question_stays_and_its_answer_is_sent_again(
    open_page: OpenPage, student: User, quiz: Quiz, way: str
) -> None:
    page = begin(open_page, student, quiz)
    press_next(page)
    at(page, 2)

    def fail(route: Route) -> None:
        if "hx-request" not in route.request.headers:
            route.continue_()
        elif way == "abort":
            route.abort()
        else:
            route.fulfill(status=500, body="<h1>broken</h1>")

    page.route("**/attempts/**", fail)
    page.locator("#answer").fill("kept")
    press_next(page)
    expect(page.locator(".messages")).to_contain_text(FAILED)
    expect(page.locator("#saved")).to_contain_text("Saved")
    at(page, 2)
    assert answers() == {2: {"text": "kept"}}
    page.locator("#answer").fill("changed")  # it is newer than what the form may have brought
    page.unroute("**/attempts/**")
    press_next(page)
    at(page, 3)
    assert is_same_page(page)
    assert answers() == {2: {"text": "changed"}}


def test_an_answer_that_is_not_saved_yet_is_sent_from_the_next_question(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz)
    is_down = True

    def fail(route: Route) -> None:
        if is_down and "x-background-save" in route.request.headers:
            route.fulfill(status=503)
        else:
            route.continue_()

    page.route("**/attempts/**", fail)
    page.locator("input[value=b]").check()
    expect(page.locator("#saved")).to_have_text("Not saved yet – trying again")
    page.locator("details summary").click()
    page.locator(".jumps a").nth(2).click()
    at(page, 3)
    assert answers() == {}
    is_down = False
    with page.expect_response(lambda each: each.url.endswith("/1/") and each.ok):
        pass
    assert answers() == {1: {"option": "b"}}
    page.locator("details summary").click()
    page.locator(".jumps a").first.click()
    expect(page.locator("input[value=b]")).to_be_checked()
    assert is_same_page(page)


@pytest.mark.parametrize("by", ["button", "link"])
def test_after_the_session_ended_one_signs_in_and_finds_the_answer(
    open_page: OpenPage, student: User, quiz: Quiz, by: str
) -> None:
    page = begin(open_page, student, quiz)
    press_next(page)
    at(page, 2)
    Session.objects.all().delete()
    page.locator("#answer").fill("kept")
    if by == "button":
        press_next(page)
    else:
        page.locator("details summary").click()
        page.locator(".jumps a").nth(1).click()
    page.wait_for_url(re.compile(r"/accounts/login/"))
    assert not is_same_page(page)
    page.fill("[name=username]", student.username)
    page.fill("[name=password]", PASSWORD)
    Reader(page, "en").press_button("Sign in")
    at(page, 2)
    expect(page.locator("#answer")).to_have_value("kept")
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert answers() == {2: {"text": "kept"}}


def test_a_form_that_is_too_old_is_fetched_anew_with_what_was_answered(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz)
    press_next(page)
    page.locator("#answer").fill("kept")
    page.evaluate(
        "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((e) => e.value = 'old')"
    )
    press_next(page)
    expect(page.locator("#saved")).to_contain_text("Saved")
    at(page, 2)
    assert answers() == {2: {"text": "kept"}}
