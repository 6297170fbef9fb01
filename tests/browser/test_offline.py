"""Cards without a connection: kept on the device, rated there, sent once when it is back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Review, User
from tests.browser.conftest import LANGUAGES
from tests.browser.test_accessibility import sign_in
from tests.factories import make_article, make_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]

CARDS = """async () => (await self.quizsiteDevice.state()).cards.map((each) => each.point)"""
UNSENT = """async () => (await self.quizsiteDevice.state()).unsent.length"""
STORED = """async () => {
  const urls = [];
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const each of await store.keys()) urls.push(new URL(each.url).pathname);
  }
  return urls;
}"""


@pytest.fixture(autouse=True)
def content(transactional_db: None) -> None:
    make_bank(make_article("cotton"), 3)


def begin(page: Page, student: User) -> None:
    """Signed in at the start page, until the cards are kept and the worker works."""
    page.goto("/accounts/login/")
    sign_in(page, student)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    wait_for(page, CARDS, 3)


def wait_for(page: Page, script: str, count: int) -> None:
    """Until a list has so many members, or a number is reached."""
    polling = """async (count) => {
      for (;;) {
        const found = await PROBE();
        if ((typeof found === "number" ? found : found.length) === count) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }"""
    page.evaluate(polling.replace("PROBE", f"({script})"), count)


def rate(page: Page, key: str) -> str:
    """Show the card by its key and rate it; the front that was asked."""
    front = page.locator(".card__question").inner_text()
    page.keyboard.press("Space")
    expect(page.locator(".card__value")).to_be_visible()
    page.keyboard.press(key)
    expect(page.locator(".card__value")).to_have_count(0)
    return front


def reviews() -> list[dict[str, Any]]:
    return list(Review.objects.order_by("reviewed_at").values("point__fact__key", "rating"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_without_a_connection_is_sent_once_when_it_is_back(
    open_page: OpenPage, student: User, language: str
) -> None:
    page = open_page(language, service_workers=True)
    begin(page, student)
    page.context.set_offline(True)
    page.goto("/study/")
    expect(page).to_have_url(re.compile(r"/study/offline/$"))
    first = rate(page, "2")
    page.reload()
    second = rate(page, "1")
    assert first != second
    rate(page, "2")
    assert page.locator(".card__question").inner_text() == second  # forgotten: it comes back last
    rate(page, "2")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-unsent]")).to_contain_text("4")
    page.reload()
    expect(page.locator("[data-unsent]")).to_contain_text("4")
    assert not Review.objects.exists()
    page.context.set_offline(False)
    wait_for(page, UNSENT, 0)
    assert [(each["point__fact__key"], each["rating"]) for each in reviews()] == [
        ("cotton-0", 3),
        ("cotton-1", 1),
        ("cotton-2", 3),
        ("cotton-1", 3),
    ]
    page.reload()
    assert Review.objects.count() == 4
