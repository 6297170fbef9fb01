"""What a device keeps, and how a learner uses it: for the tests of cards without a connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from quizzes.models import Review, User
from tests.browser.test_accessibility import sign_in

OpenPage = Callable[..., Page]

CARDS = """async () => (await self.quizsiteDevice.state()).cards.map((each) => each.point)"""
UNSENT = """async () => (await self.quizsiteDevice.state()).unsent.length"""
LEFT = """async () => {
  const databases = (await indexedDB.databases()).map((each) => each.name);
  const workers = await navigator.serviceWorker.getRegistrations();
  return [databases, await caches.keys(), workers.length];
}"""


def begin(page: Page, student: User) -> None:
    """Signed in at the start page, until the cards are kept and the worker works."""
    page.goto("/accounts/login/")
    sign_in(page, student)
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    wait_for(page, "() => Number(Boolean(navigator.serviceWorker.controller))", 1)
    wait_for(page, CARDS, 3)


def wait_for(page: Page, script: str, count: int) -> None:
    """Until a list has so many members, or a number is reached."""
    polling = """async (count) => {
      for (let tries = 0; tries < 600; tries += 1) {
        const found = await PROBE();
        if ((typeof found === "number" ? found : found.length) === count) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error("it never came so far");
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


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    page.goto("/study/offline/")
    expect(page.locator(".card__question")).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator("details[data-menu] summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
