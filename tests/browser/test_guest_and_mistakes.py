"""A visitor's way from an open quiz to an account, and through the mistakes book, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Pinyin, Quiz, User
from tests.browser.conftest import LANGUAGES
from tests.browser.test_accessibility import complaints
from tests.browser.test_student_way import Reader
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz
from tests.personas import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def quiz(transactional_db: None) -> Quiz:
    Pinyin.objects.create(word="中文", reading="zhōng wén")
    article = make_article("cotton")
    quiz = make_quiz(article, "open", items=make_bank(article, 2))
    Quiz.objects.update(open_to_guests=True)
    return quiz


def take_as_guest(reader: Reader) -> None:
    """Both answers wrong, handed in."""
    page = reader.page
    page.goto("/quizzes/open/")
    reader.press_button("Start the quiz")
    for position in (1, 2):
        page.wait_for_url(re.compile(rf"/attempts/[0-9a-f-]{{36}}/{position}/$"))
        page.locator("input[name=option][value=b]").check()
        page.locator("[data-next]").click()
    page.wait_for_url(re.compile(r"/review/$"))
    reader.press_button("Hand in")
    page.wait_for_url(re.compile(r"/result/$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guest_signs_up_and_practises_what_was_missed(open_page: OpenPage, language: str) -> None:
    page = open_page(language, 390)
    reader = Reader(page, language)
    take_as_guest(reader)
    reader.sees("You are here as a guest. With an account, all of this stays yours.")
    result = page.url
    page.locator(".notice").get_by_role("link").click()
    page.fill("[name=username]", "小明")
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    reader.press_button("Make an account")
    expect(page).to_have_url(result)
    assert User.objects.get().username == "小明"
    assert not complaints(page, "/mistakes/", "light")
    page.locator("main .button--primary").click()
    for _each in range(2):
        page.locator("[data-show]").click()
        page.locator(".ratings button[value='3']").click()
    reader.sees("Practised for today")


def test_on_paper_the_answers_stand_where_one_chose(open_page: OpenPage) -> None:
    page = open_page("en")
    take_as_guest(Reader(page, "en"))
    page.emulate_media(media="print")
    explanation = page.get_by_text(re.compile(f"{KEPT_BACK}: explanation")).first
    page.goto("/mistakes/?answers=none")
    expect(explanation).to_have_count(0)
    expect(page.locator(".print-only").first).to_be_visible()
    expect(page.locator(".head")).to_be_hidden()
    for place in ("beside", "end"):
        page.goto(f"/mistakes/?answers={place}")
        expect(explanation).to_be_visible()
    assert page.locator(".book__answers").evaluate("e => getComputedStyle(e).breakBefore") == "page"


def test_pinyin_is_put_above_words_and_changes_no_size(open_page: OpenPage) -> None:
    page = open_page("zh-hans", 320)
    take_as_guest(Reader(page, "zh-hans"))
    page.locator("form[action='/pinyin/'] button").click()
    expect(page.locator("ruby").first).to_be_visible()
    assert not complaints(page, page.url, "light")
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(beyond) <= 0
