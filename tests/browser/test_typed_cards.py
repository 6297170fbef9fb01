"""Cards by the keyboard alone: typed, checked, explained, rated, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Passage, Review, User
from tests.browser.test_accessibility import sign_in
from tests.browser.test_every_form import compose
from tests.factories import make_article, make_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_card_is_typed_checked_explained_rated_and_taken_back_by_keys(
    open_page: Callable[..., Page], student: User
) -> None:
    make_bank(make_article("cotton"), 2)
    Passage.objects.update(text="They picked cotton by hand.")
    User.objects.update(types_answers=True)
    page = open_page("en", 390)
    page.goto("/accounts/login/")
    sign_in(page, student)
    page.goto("/study/", wait_until="networkidle")
    answer = page.get_by_label("Your answer")
    expect(answer).to_be_focused()
    answer.press_sequentially("about u")
    answer.press("Enter")
    expect(page.locator("#typed-problem")).to_be_visible()
    answer.fill("1,000")
    answer.press("Enter")
    expect(page.locator(".verdict--right")).to_be_visible()
    expect(page.get_by_role("button", name="Remembered")).to_be_focused()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("e")
    expect(page.get_by_text("They picked cotton by hand.")).to_be_visible()
    page.keyboard.press("2")
    expect(page).to_have_url(re.compile(r"/study/$"))
    assert Review.objects.get().rating == Review.Rating.GOOD
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Answer in my head").click()
    expect(page.get_by_label("Your answer")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back. Rate this card again.")).to_be_visible()
    assert not Review.objects.exists()


@pytest.mark.parametrize("rating", Review.Rating)
def test_space_shows_the_answer_and_each_number_rates_as_its_button_says(
    open_page: Callable[..., Page], student: User, rating: Review.Rating
) -> None:
    make_bank(make_article("cotton"), 2)
    User.objects.update(has_four_ratings=True)
    page = open_page("en")
    page.goto("/accounts/login/")
    sign_in(page, student)
    page.goto("/study/", wait_until="networkidle")
    page.keyboard.press(str(rating.value))  # there is nothing to rate yet
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile(r"/study/$"))
    page.keyboard.press("Space")
    expect(page.get_by_text("1,000", exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press(str(rating.value))
    page.wait_for_url("**/study/")
    assert Review.objects.get().rating == rating


def test_enter_that_ends_a_composition_hands_in_no_typed_answer(
    open_page: Callable[..., Page], student: User
) -> None:
    make_bank(make_article("cotton"), 1)
    User.objects.update(types_answers=True)
    page = open_page("en", 390)
    page.goto("/accounts/login/")
    sign_in(page, student)
    page.goto("/study/", wait_until="networkidle")
    answer = page.get_by_label("Your answer")
    compose(page, "一千")
    expect(answer).to_have_value("一千")
    expect(page).to_have_url(re.compile(r"/study/$"))
    expect(page.locator(".verdict")).to_have_count(0)
    answer.press("Enter")
    expect(page.locator(".verdict--right")).to_be_visible()
