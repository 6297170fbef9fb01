"""All questions on one page: without JavaScript by one button, with it kept one by one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Response
from tests.browser.test_student_way import FORMS, Reader, sign_up
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


def begin(page: Page) -> None:
    article = make_article("cotton")
    make_quiz(article, "four", items=make_bank(article, 4, FORMS), layout="all")
    sign_up(Reader(page, "en"))
    page.goto("/quizzes/four/")
    Reader(page, "en").press_button("Start the quiz")
    page.wait_for_url(re.compile(r"/all/$"))  # and for its scripts, to which keys go


@pytest.mark.parametrize("javascript", [False, True])
def test_all_questions_are_answered_on_one_page(
    open_page: OpenPage, transactional_db: None, javascript: bool
) -> None:
    page = open_page(width=390, javascript=javascript)
    begin(page)
    expect(page.locator("body")).not_to_contain_text(KEPT_BACK, ignore_case=True)
    page.locator("[name=q1-option][value=a]").check()
    if javascript:
        expect(page.locator("#question-1 [role=status]")).to_contain_text("Saved")
    page.locator("[name=q2-value][value=true]").check()
    page.fill("[name=q3-number]", "very many")
    page.fill("[name=q4-text]", "no")
    page.locator("[data-next]").click()
    expect(page.locator("#question-3")).to_contain_text("could not be read")
    page.fill("[name=q3-number]", "9500")
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/review/$"))
    assert Response.objects.count() == 4
    Reader(page, "en").press_button("Hand in")
    expect(page.locator(".figure__value")).to_have_text(re.compile(r"3\s*/\s*4"))


def test_keys_lead_through_the_page(open_page: OpenPage, transactional_db: None) -> None:
    page = open_page()
    begin(page)
    page.wait_for_load_state("networkidle")  # keys are heard as soon as the modules are there
    page.keyboard.press("1")
    expect(page.locator("#question-1 [role=status]")).to_contain_text("Saved")
    page.keyboard.press("Enter")
    expect(page.locator("#question-2")).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator("[name=q2-value][value=false]")).to_be_checked()


def test_a_newer_answer_from_another_tab_stays(open_page: OpenPage, transactional_db: None) -> None:
    page = open_page()
    begin(page)
    choose(page, 1, "[name=q1-option][value=c]")
    other = page.context.new_page()
    other.goto(page.url)
    choose(other, 1, "[name=q1-option][value=a]")
    choose(other, 2, "[name=q2-value][value=true]")
    page.fill("[name=q3-number]", "9500")
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/review/$"))
    kept = dict(Response.objects.values_list("slot__position", "answer"))
    assert kept == {1: {"option": "a"}, 2: {"value": True}, 3: {"number": "9500"}}


def choose(page: Page, question: int, field: str) -> None:
    """Choose, and wait until the server has it."""
    with page.expect_response(re.compile(rf"/{question}/$")):
        page.locator(field).check()
