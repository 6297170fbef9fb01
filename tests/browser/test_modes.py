"""Practice and certainty in real Chromium, by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quizzes.domain.items import Form
from quizzes.models import Attempt, Response
from tests.browser.test_student_way import Reader, sign_up, start_quiz
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


def begin(page: Page, **settings: Any) -> None:
    article = make_article("cotton")
    items = make_bank(article, 2, (Form.SINGLE_CHOICE, Form.TRUE_FALSE))
    make_quiz(article, "two", items=items, shuffle_options=False, **settings)
    sign_up(Reader(page, "en"))
    start_quiz(Reader(page, "en"))


def at(page: Page, rest: object) -> None:
    page.wait_for_url(re.compile(rf"/{rest}/(#feedback)?$"))


def test_practice_by_keys_with_a_second_try(open_page: OpenPage, transactional_db: None) -> None:
    page = open_page()
    begin(page, mode="practice", feedback="each")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator("#feedback")).to_contain_text("Not right")
    expect(page.locator("body")).not_to_contain_text(KEPT_BACK, ignore_case=True)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(".outcome")).to_contain_text("counts 0.75 of 1")
    page.keyboard.press("Enter")
    at(page, 2)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(".outcome")).to_contain_text("Right")
    page.keyboard.press("Enter")
    at(page, "review")
    page.get_by_role("button", name="Hand in").press("Enter")
    expect(page.locator(".figure__value")).to_have_text(re.compile(r"1\.75\s*/\s*2"))


def test_certainty_by_keys(open_page: OpenPage, transactional_db: None) -> None:
    page = open_page()
    begin(page, mode="certainty")
    page.keyboard.press("1")
    page.keyboard.press("6")  # after three options: very sure
    page.keyboard.press("f")
    expect(page.locator("[data-flag]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    at(page, 2)
    page.keyboard.press("2")
    page.keyboard.press("3")  # after two: not very sure
    page.keyboard.press("Enter")
    at(page, "review")
    expect(page.locator("body")).to_contain_text("Flagged")
    page.get_by_role("button", name="Hand in").press("Enter")
    expect(page.locator(".figure__value")).to_have_text(re.compile(r"3\s*/\s*6"))
    expect(page.locator("body")).to_contain_text("How sure, how right")
    assert list(Response.objects.order_by("slot").values_list("certainty", flat=True)) == [3, 1]
    assert Attempt.objects.get().score == 1
