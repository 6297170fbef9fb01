"""A teacher writes gaps, several right options, and rows that change places, in real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Article
from tests.browser.test_teacher_way import OpenPage, Teacher, sign_in
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(transactional_db: None) -> Article:
    return make_article("cotton")


def new_question(open_page: OpenPage, article: Article, *, javascript: bool = True) -> Page:
    teacher = Teacher(open_page("en", javascript=javascript), "en")
    sign_in(teacher)
    teacher.page.goto(f"/admin/quizzes/item/add/?article={article.pk}")
    return teacher.page


@pytest.mark.usefixtures("teacher")
def test_selected_words_become_a_gap_by_button_and_by_keys(
    open_page: OpenPage, article: Article
) -> None:
    page = new_question(open_page, article)
    stem = page.locator("[name=stem_en]")
    button = page.get_by_role("button", name="Make the selected words a gap").last
    expect(button).to_be_hidden()
    page.select_option("[name=form]", "cloze")
    expect(button).to_be_visible()
    stem.fill("By 2024 Aksu had trained 9500 workers.")
    stem.evaluate("area => area.setSelectionRange(7, 13)")
    button.click()
    expect(stem).to_have_value("By 2024 {Aksu} had trained 9500 workers.")
    expect(stem).to_be_focused()
    stem.evaluate("area => area.setSelectionRange(27, 31)")
    stem.press("Alt+g")
    expect(stem).to_have_value("By 2024 {Aksu} had trained {9500} workers.")
    expect(page.locator("[data-part=preview]")).to_contain_text("9,500")


@pytest.mark.usefixtures("teacher")
def test_one_option_or_several_can_be_marked_as_the_form_says(
    open_page: OpenPage, article: Article
) -> None:
    page = new_question(open_page, article)
    first, second = (page.locator(f"[name=options-key][value='{each}']") for each in "01")
    page.select_option("[name=form]", "multiple_choice")
    first.check()
    second.check()
    expect(first).to_be_checked()
    page.select_option("[name=form]", "single_choice")
    expect(first).to_have_attribute("type", "radio")
    first.check()
    expect(second).not_to_be_checked()


def fill_order(page: Page) -> None:
    page.locator("[name=form]").select_option("ordering")
    for number, text in enumerate(("second", "first", "third"), 1):
        page.fill(f"[name='order-{number}-what-en']", text)


@pytest.mark.usefixtures("teacher")
def test_rows_move_up_and_down_and_the_keyboard_goes_with_them(
    open_page: OpenPage, article: Article
) -> None:
    page = new_question(open_page, article)
    fill_order(page)
    page.get_by_role("button", name="Move row 2 up", exact=True).last.click()
    expect(page.locator("[name='order-1-what-en']")).to_have_value("first")
    expect(page.locator("[name='order-2-what-en']")).to_have_value("second")
    expect(page.locator(".field-order [data-move=down]").first).to_be_focused()
    expect(page.locator(".field-order [data-move=up]").first).to_be_disabled()
    expect(page.locator("[name='order-1-place']")).to_have_count(0)


@pytest.mark.usefixtures("teacher")
def test_without_javascript_rows_change_places_by_their_numbers(
    open_page: OpenPage, article: Article
) -> None:
    page = new_question(open_page, article, javascript=False)
    expect(page.locator("[data-move]:visible")).to_have_count(0)
    page.fill("[name=stem_en]", "Which comes first?")
    fill_order(page)
    page.fill("[name='order-2-place']", "1")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#result_list")).to_contain_text("Which comes first?")
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("[name='order-1-what-en']")).to_have_value("first")
