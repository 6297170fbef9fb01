"""Going from question to question, for the tests of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.domain.items import Form
from quizzes.models import Quiz, Response, User
from quizzes.services.attempts import start_attempt
from quizzes.services.quiz_settings import change_settings
from tests.browser.test_accessibility import sign_in
from tests.factories import make_article, make_bank, make_quiz

OpenPage = Callable[..., Page]
FORMS = (Form.SINGLE_CHOICE, Form.SHORT_TEXT, Form.TRUE_FALSE, Form.NUMERIC)
FAILED = "The next page could not be fetched. This one stays as it is: try again in a moment."
OFFLINE = "There is no connection. This page stays as it is: go on when it is back."


def four_questions() -> Quiz:
    """A quiz of one question of each of the forms."""
    article = make_article("cotton")
    items = make_bank(article, 4, FORMS)
    return make_quiz(article, "four", items=items, shuffle_options=False)


def begin(
    open_page: OpenPage, student: User, quiz: Quiz, language: str = "en", **settings: Any
) -> Page:
    """The first question, on a page that is marked: the mark is gone when another is loaded."""
    change_settings(quiz, settings)
    attempt = start_attempt(student, quiz, language, timezone.now())
    page = open_page(language, 390)
    page.goto("/")
    sign_in(page, student)
    page.goto(f"/attempts/{attempt.pk}/1/", wait_until="networkidle")
    mark(page)
    return page


def mark(page: Page) -> None:
    page.evaluate("window.isMarked = true")


def is_same_page(page: Page) -> bool:
    return bool(page.evaluate("window.isMarked === true"))


def at(page: Page, rest: object) -> None:
    expect(page).to_have_url(re.compile(rf"/{rest}/$"))


def press_next(page: Page) -> None:
    page.locator("[data-next]").click()


def answers() -> dict[int, Any]:
    return dict(Response.objects.values_list("slot__position", "answer"))
