"""What a quiz asks before it starts, and what its result says, in real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.models import Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.quiz_settings import change_settings
from tests.browser.conftest import LANGUAGES
from tests.browser.test_accessibility import sign_in
from tests.browser.test_student_way import Reader
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
QUICK = 200  # milliseconds


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    cache.clear()  # wrong codes are counted there
    article = make_article("cotton")
    return make_quiz(article, "two", items=make_bank(article, 2))


def at_quiz(open_page: OpenPage, student: User, language: str = "en") -> Page:
    page = open_page(language, 390)
    page.goto("/accounts/login/")
    sign_in(page, student)
    page.goto("/quizzes/two/")
    return page


def take(student: User, quiz: Quiz, *, right: int) -> str:
    """Hand in an attempt with so many right answers; returns the address of its result."""
    now = timezone.now()
    attempt = start_attempt(student, quiz, "en", now)
    for position in range(1, right + 1):
        save_response(attempt.pk, student, position, {"option": "a"}, now)
    submit(attempt.pk, student, now)
    return f"/attempts/{attempt.pk}/result/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_code_is_told_and_the_right_one_starts(
    open_page: OpenPage, student: User, quiz: Quiz, language: str
) -> None:
    change_settings(quiz, {"access_code": "青稞 7"})
    page = at_quiz(open_page, student, language)
    reader = Reader(page, language)
    code = page.get_by_label(reader.words("Access code"))
    code.fill("6")
    code.press("Enter")
    reader.sees("This is not the access code.")
    expect(code).to_have_attribute("aria-invalid", "true")
    code.fill("青稞 7")
    code.press("Enter")
    page.wait_for_url(re.compile(r"/1/$"))


def test_a_quiz_that_is_not_open_yet_or_closed_says_so_and_opens_by_itself(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    now = timezone.now()
    change_settings(quiz, {"opens_at": now + timedelta(days=1)})
    page = at_quiz(open_page, student)
    start = page.get_by_role("button", name="Start the quiz")
    expect(page.locator("main")).to_contain_text("Not open yet")
    expect(start).to_have_count(0)
    change_settings(quiz, {"opens_at": now - timedelta(days=2)})
    page.reload()
    expect(start).to_be_visible()
    change_settings(quiz, {"closes_at": now - timedelta(days=1)})
    start.click()  # from a page that is older than the change
    expect(page.locator("main")).to_contain_text("Closed")
    expect(start).to_have_count(0)


def test_of_several_attempts_the_result_says_which_counts_and_how_many_are_left(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    change_settings(quiz, {"attempts_allowed": 2, "grading": "best", "pass_mark": 0.6})
    take(student, quiz, right=2)
    page = at_quiz(open_page, student)
    expect(page.get_by_role("button", name="Take it again")).to_be_visible()
    page.goto(take(student, quiz, right=1))
    expect(page.locator(".passed")).to_contain_text("Not yet passed")
    expect(page.locator(".conditions")).to_contain_text("Your best attempt counts")
    expect(page.locator(".conditions")).to_contain_text("100%")
    expect(page.locator(".conditions")).to_contain_text("0 of 2 left")
    page.goto("/quizzes/two/")
    expect(page.locator("main")).to_contain_text("No attempts left")
    expect(page.get_by_role("button", name="Take it again")).to_have_count(0)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_passing_is_celebrated_calmly(
    open_page: OpenPage, student: User, quiz: Quiz, motion: str
) -> None:
    change_settings(quiz, {"pass_mark": 0.5})
    page = at_quiz(open_page, student)
    page.emulate_media(reduced_motion=motion)
    page.goto(take(student, quiz, right=2))
    celebration = page.locator(".celebration")
    expect(celebration).to_contain_text("Passed")
    expect(celebration.locator("svg")).to_be_visible()
    style = "(each) => getComputedStyle(each).animationDuration"
    seconds = float(celebration.locator("svg").evaluate(style).removesuffix("s"))
    assert seconds * 1000 < QUICK
    name = celebration.locator("svg").evaluate("(each) => getComputedStyle(each).animationName")
    assert (name == "none") == (motion == "reduce")
