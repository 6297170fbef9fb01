"""From question to question and from card to card without loading the whole page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.domain.items import Form
from quizzes.models import Attempt, Quiz, Response, User
from tests.browser.conftest import LANGUAGES, step
from tests.browser.going import (
    OpenPage,
    answers,
    at,
    begin,
    four_questions,
    is_same_page,
    mark,
    press_next,
)
from tests.browser.test_accessibility import RULES
from tests.browser.test_student_way import Reader
from tests.factories import cloze_body, make_article, make_bank, make_item, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    return four_questions()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiz_goes_by_without_another_page_being_loaded(
    open_page: OpenPage, student: User, quiz: Quiz, language: str
) -> None:
    page = begin(open_page, student, quiz, language)
    words = Reader(page, language).words
    page.keyboard.press("1")
    page.keyboard.press("f")
    expect(page.locator("[data-flag]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("input:checked")).to_be_focused()
    page.keyboard.press("Enter")
    at(page, 2)
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title(
        re.compile(words("Question %(n)s of %(total)s") % {"n": 2, "total": 4})
    )
    page.get_by_role("button", name=words("Back")).click()
    at(page, 1)
    expect(page.locator("input[value=a]")).to_be_checked()
    press_next(page)
    page.locator("#answer").fill("the answer")
    page.locator("#answer").press("Enter")
    at(page, 3)
    page.locator("details summary").click()
    page.locator(".jumps a").nth(3).click()
    at(page, 4)
    page.locator("#answer").fill("9500")
    press_next(page)
    at(page, "review")
    page.locator(".review__link").nth(2).click()
    at(page, 3)
    page.keyboard.press("?")
    expect(page.locator("dialog[data-keys]")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("#saved")).to_contain_text(words("Saved"))
    assert is_same_page(page)
    assert answers() == {
        1: {"option": "a"},
        2: {"text": "the answer"},
        3: {"value": True},
        4: {"number": "9500"},
    }


def test_practice_tells_and_goes_on_without_another_page_being_loaded(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz, mode="practice", feedback="each")
    press_next(page)  # nothing is chosen yet
    expect(page.locator(".messages .notice")).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator("#feedback")).to_contain_text("Try again")
    expect(page.locator("#feedback")).to_be_focused()
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".outcome")).to_be_visible()
    page.keyboard.press("Enter")
    at(page, 2)
    assert is_same_page(page)


def test_back_shows_the_question_as_the_server_has_it(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz)
    page.locator("input[value=b]").check()
    press_next(page)
    page.locator("#answer").fill("first")
    press_next(page)
    at(page, 3)
    Response.objects.filter(slot__position=1).update(answer={"option": "c"}, revision=7)
    for position in (2, 1):
        step(page, -1)
        at(page, position)
    expect(page.locator("input[value=c]")).to_be_checked()
    step(page, 1)
    expect(page.locator("#answer")).to_have_value("first")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert "first" not in page.evaluate("JSON.stringify(sessionStorage)").replace('"first"', "", 1)


def test_an_attempt_that_is_over_leads_to_its_result(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz, time_limit=20)
    page.locator("input[value=a]").check()
    press_next(page)
    at(page, 2)
    expect(page.locator("[data-left]")).to_have_text(re.compile(r"^(20:00|19:\d\d)$"))
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(hours=1))
    press_next(page)
    page.wait_for_url("**/result/")
    expect(page.locator("body")).to_contain_text("Time was up")
    assert not is_same_page(page)


def test_the_time_goes_on_from_question_to_question_and_ends_the_attempt(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz, time_limit=20)
    page.clock.install()
    page.reload(wait_until="networkidle")
    mark(page)
    press_next(page)
    at(page, 2)
    page.clock.fast_forward(1000 * 60 * 10)
    said = page.locator("[data-timer] [role=status]")
    expect(said).to_have_text("10 minutes left")
    assert is_same_page(page)
    page.locator("#answer").fill("kept")  # typed, and not sent yet
    Attempt.objects.update(deadline_at=timezone.now())
    page.clock.fast_forward(1000 * 60 * 10)
    page.wait_for_url("**/result/")
    assert answers() == {2: {"text": "kept"}}


def test_a_double_click_goes_on_by_one_question(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz, navigation="forward")
    page.locator("[data-next]").dblclick()
    at(page, 2)
    expect(page.locator("#answer")).to_be_visible()
    page.locator("#answer").fill("kept")
    press_next(page)
    at(page, 3)
    assert answers() == {2: {"text": "kept"}}


def test_a_newer_answer_from_another_tab_is_shown_on_going_on(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = begin(open_page, student, quiz)
    press_next(page)
    at(page, 2)
    Response.objects.create(
        slot=Attempt.objects.get().slots.get(position=2),
        answer={"text": "newer"},
        revision=5,
        saved_at=timezone.now(),
    )
    page.locator("[data-question]").evaluate("(form) => { form.text.value = 'older'; }")
    press_next(page)
    expect(page.locator("#saved")).to_contain_text("A newer answer from another tab")
    expect(page.locator("#saved")).to_be_focused()
    expect(page.locator("#answer")).to_have_value("newer")
    assert is_same_page(page)


def test_a_heading_for_screen_readers_alone_stays_hidden_when_one_arrives(
    open_page: OpenPage, student: User
) -> None:
    article = make_article("cotton")
    gaps = make_item(article, Form.CLOZE, body=cloze_body(), key="gaps")
    items = [*make_bank(article, 1), gaps]
    page = begin(open_page, student, make_quiz(article, "gaps", items=items))
    press_next(page)
    at(page, 2)
    heading = page.locator("h1")
    expect(heading).to_be_focused()
    box = heading.bounding_box()
    assert box is not None
    assert box["height"] <= 1
    press_next(page)  # nothing moves away from under the pointer
    at(page, "review")
    assert Axe().run(page, options=RULES).response["violations"] == []
