"""From card to card without loading the whole page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from quizzes.models import Review, User
from tests.browser.conftest import step
from tests.browser.going import FAILED, is_same_page, mark
from tests.browser.test_accessibility import sign_in
from tests.factories import make_article, make_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@pytest.fixture
def cards(student: User, open_page: OpenPage) -> Page:
    make_bank(make_article("cotton"), 2)
    page = open_page("en", 390)
    page.goto("/")
    sign_in(page, student)
    page.goto("/study/", wait_until="networkidle")
    mark(page)
    return page


def test_cards_go_by_without_another_page_being_loaded(cards: Page) -> None:
    User.objects.update(has_four_ratings=True)
    cards.keyboard.press("Space")
    expect(cards.locator(".card__value")).to_be_focused()
    cards.keyboard.press("4")
    expect(cards.locator(".card__value")).to_have_count(0)
    expect(cards.locator("h1")).to_be_focused()
    cards.keyboard.press("u")
    expect(cards.locator(".messages .notice")).to_be_focused()
    expect(cards.locator(".messages")).to_contain_text("Taken back")
    for left in (1, 0):
        cards.keyboard.press("4")
        expect(cards.locator(".card__value")).to_have_count(0)
        if left:
            cards.keyboard.press("Space")
            expect(cards.locator(".card__value")).to_be_visible()
    expect(cards.locator("h1")).to_have_text("Done for now")
    expect(cards.locator(".foot")).to_be_visible()
    assert is_same_page(cards)
    assert Review.objects.count() == 2
    step(cards, -1)
    expect(cards.locator(".card__value")).to_be_visible()


def test_a_typed_card_that_was_checked_can_be_loaded_again(cards: Page) -> None:
    User.objects.update(types_answers=True)
    cards.reload(wait_until="networkidle")
    mark(cards)
    cards.get_by_label("Your answer").fill("12")
    cards.keyboard.press("Enter")
    expect(cards.locator(".verdict--wrong")).to_be_visible()
    assert is_same_page(cards)
    cards.reload()
    expect(cards.get_by_label("Your answer")).to_be_visible()


def test_a_card_whose_rating_fails_stays_and_is_rated_once(cards: Page) -> None:
    cards.keyboard.press("Space")
    expect(cards.locator(".card__value")).to_be_visible()
    statuses = [500]

    def fail(route: Route) -> None:
        if statuses and route.request.method == "POST":
            route.fulfill(status=statuses.pop())
        else:
            route.continue_()

    cards.route("**/study/cards/**", fail)
    cards.keyboard.press("2")
    expect(cards.locator(".messages")).to_contain_text(FAILED)
    assert not Review.objects.exists()
    cards.keyboard.press("2")
    expect(cards.locator(".card__value")).to_have_count(0)
    assert is_same_page(cards)
    assert Review.objects.count() == 1


def test_the_cards_of_another_who_signed_in_meanwhile_come_as_a_whole_page(
    cards: Page, student2: User
) -> None:
    sign_in(cards, student2)
    cards.keyboard.press("Space")
    expect(cards.locator("body")).to_have_attribute("data-learner", str(student2.pk))
    assert not is_same_page(cards)
