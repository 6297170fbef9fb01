"""Time limits in real Chromium: shown, warned of, and ended by the clock of the server."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.models import Attempt, Quiz, Response, Review, User
from quizzes.services.attempts import start_attempt
from quizzes.services.quiz_settings import change_settings
from tests.browser.conftest import LANGUAGES
from tests.browser.test_accessibility import sign_in
from tests.browser.test_student_way import Reader
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
MINUTE = 60  # seconds


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    cache.clear()  # wrong codes are counted there
    article = make_article("cotton")
    return make_quiz(article, "timed", items=make_bank(article, 2))


def begin(
    open_page: OpenPage, student: User, quiz: Quiz, language: str = "en", minutes: int = 20
) -> tuple[Page, Attempt]:
    """A page on the first question, whose clock the test turns, and the attempt."""
    change_settings(quiz, {"time_limit": minutes})
    attempt = start_attempt(student, quiz, language, timezone.now())
    page = open_page(language, 390)
    page.goto("/accounts/login/")
    sign_in(page, student)
    page.clock.install()
    page.goto(f"/attempts/{attempt.pk}/1/", wait_until="networkidle")
    return page, attempt


def end_now(attempt: Attempt) -> None:
    """The server's deadline comes: the grace for what is under way has just begun."""
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_time_left_is_shown_and_said_before_the_end(
    open_page: OpenPage, student: User, quiz: Quiz, language: str
) -> None:
    page, _attempt = begin(open_page, student, quiz, language)
    words = Reader(page, language).words
    timer, said = page.locator("[data-timer]"), page.locator("[data-timer] [role=status]")
    expect(timer).to_contain_text(words("Time left"))
    expect(timer.locator("[data-left]")).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))
    expect(said).to_have_text("")
    page.clock.fast_forward(1000 * 10 * MINUTE)
    expect(said).to_have_text(words("{n} minutes left").replace("{n}", "10"))
    page.clock.fast_forward(1000 * 9 * MINUTE)
    expect(said).to_have_text(words("Less than a minute left. Then your answers are handed in."))
    expect(said).to_be_in_viewport()
    expect(timer).to_have_attribute("data-soon", "")


def test_what_is_said_of_the_time_is_not_lost_between_two_pages(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page, attempt = begin(open_page, student, quiz)
    ends = timezone.now() + timedelta(minutes=4)
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=ends)
    page.goto(f"/attempts/{attempt.pk}/2/")
    said = page.locator("[data-timer] [role=status]")
    expect(said).to_have_text("4 minutes left")
    page.reload()
    expect(page.locator("[data-timer]")).to_contain_text("Time left")
    expect(said).to_have_text("")  # said once


def test_at_the_end_what_was_given_is_handed_in(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page, attempt = begin(open_page, student, quiz)
    page.locator("input[value=a]").check()
    expect(page.locator("#saved")).to_contain_text("Saved")
    end_now(attempt)
    page.clock.fast_forward(1000 * 20 * MINUTE)
    page.wait_for_url("**/result/")
    expect(page.locator("body")).to_contain_text("Time was up")
    expect(page.locator(".figure__value")).to_have_text(re.compile(r"1\s*/\s*2"))
    attempt.refresh_from_db()
    assert attempt.expired
    assert attempt.submitted_at == attempt.deadline_at


def test_a_learner_whose_device_is_ahead_keeps_the_time_that_is_left(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page, attempt = begin(open_page, student, quiz, minutes=1)
    longer = timezone.now() + timedelta(minutes=30)  # as when a teacher gives extra time meanwhile
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=longer)
    page.locator("input[value=a]").check()
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.clock.fast_forward(1000 * MINUTE)
    expect(page.locator("[data-left]")).to_have_text(re.compile(r"^(30:00|29:\d\d)$"))
    attempt.refresh_from_db()
    assert attempt.submitted_at is None
    assert Response.objects.get().answer == {"option": "a"}


def test_two_tabs_at_the_deadline_give_one_result(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    first, attempt = begin(open_page, student, quiz)
    first.locator("input[value=a]").check()
    expect(first.locator("#saved")).to_contain_text("Saved")
    second = first.context.new_page()
    second.clock.install()
    second.goto(f"/attempts/{attempt.pk}/2/", wait_until="networkidle")
    end_now(attempt)
    for page in (first, second):
        page.clock.fast_forward(1000 * 20 * MINUTE)
    for page in (first, second):
        page.wait_for_url("**/result/")
        expect(page.locator(".figure__value")).to_have_text(re.compile(r"1\s*/\s*2"))
    assert Attempt.objects.get().expired
    assert Review.objects.count() == 1  # and the memory was told once


def test_one_who_comes_back_after_the_end_finds_the_result(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page, _attempt = begin(open_page, student, quiz)
    page.locator("input[value=a]").check()
    expect(page.locator("#saved")).to_contain_text("Saved")
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(hours=1))
    page.reload()
    page.wait_for_url("**/result/")
    expect(page.locator("body")).to_contain_text("Time was up")
