"""`?` shows the keys, by keyboard and by its button, and names those of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.domain.items import Form
from quizzes.models import Attempt, Response, User
from quizzes.services.attempts import start_attempt
from tests.browser.test_accessibility import sign_in
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@pytest.fixture
def attempt(student: User) -> Attempt:
    article = make_article()
    make_bank(make_article("free"), 1)
    quiz = make_quiz(article, items=make_bank(article, 2, (Form.SINGLE_CHOICE, Form.SHORT_TEXT)))
    return start_attempt(student, quiz, "en", timezone.now())


@pytest.fixture
def page(open_page: OpenPage, student: User) -> Page:
    opened = open_page("en", 390)
    opened.goto("/accounts/login/")
    sign_in(opened, student)
    return opened


def test_a_question_lists_its_keys_and_none_acts_behind_the_list(
    page: Page, attempt: Attempt
) -> None:
    page.goto(f"/attempts/{attempt.pk}/1/", wait_until="networkidle")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_text("Choose an answer")).to_be_visible()
    expect(keys.get_by_text("Rate the card")).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator("input:checked")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator("input:checked")).to_have_count(1)


def test_a_card_lists_its_keys_from_a_button_that_gets_the_focus_back(
    page: Page, attempt: Attempt
) -> None:
    page.goto("/study/", wait_until="networkidle")
    button = page.get_by_role("button", name="Keys")
    button.click()
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_text("Show the answer")).to_be_visible()
    expect(keys.get_by_text("Choose an answer")).to_be_hidden()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()
    expect(button).to_be_focused()


def test_a_question_mark_can_be_written_into_an_answer(page: Page, attempt: Attempt) -> None:
    page.goto(f"/attempts/{attempt.pk}/2/", wait_until="networkidle")
    page.locator("#answer").press_sequentially("why?")
    expect(page.locator("#answer")).to_have_value("why?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("[data-next]").click()
    page.wait_for_url("**/review/")
    assert Response.objects.get().answer == {"text": "why?"}


def test_without_its_module_there_is_no_button(open_page: OpenPage, attempt: Attempt) -> None:
    page = open_page("en", javascript=False)
    page.goto("/accounts/login/")
    page.fill("[name=username]", "student")
    page.fill("[name=password]", "correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"/attempts/{attempt.pk}/1/")
    expect(page.locator("[data-keys-open]")).to_be_hidden()
    expect(page.locator("dialog[data-keys]")).to_be_hidden()
