"""Cards without a connection: kept on the device, rated there, sent once when it is back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from quizzes.models import Article, Fact, Review, User
from tests.browser.conftest import LANGUAGES
from tests.browser.test_accessibility import RULES, sign_in
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]

SYNC = "**/study/offline/sync/"
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

# As a full device answers: Chromium lets no test fill one in a profile that it forgets.
NO_ROOM = """() => {
  window.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
}"""

STORED_REVIEWS = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("quizsite");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const counting = opening.result.transaction("reviews").objectStore("reviews").count();
    counting.onsuccess = () => resolve(counting.result);
    opening.result.close();
  };
})"""

LEFT = """async () => {
  const databases = (await indexedDB.databases()).map((each) => each.name);
  const workers = await navigator.serviceWorker.getRegistrations();
  return [databases, await caches.keys(), workers.length];
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


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    page.goto("/study/offline/")
    expect(page.locator(".card__question")).to_be_visible()


def test_a_rating_without_a_connection_can_be_taken_back(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    go_offline(page)
    front = rate(page, "2")
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("1 rating waits to be sent"))
    page.keyboard.press("u")
    expect(page.locator(".card__question")).to_have_text(front)
    expect(page.locator("[data-unsent]")).to_be_empty()
    rate(page, "1")
    page.context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("1 rating was sent"))
    assert [each["rating"] for each in reviews()] == [1]


def test_two_tabs_send_each_review_once(open_page: OpenPage, student: User) -> None:
    first = open_page(service_workers=True)
    begin(first, student)
    second = first.context.new_page()
    second.goto("/")
    go_offline(first)
    second.goto("/study/offline/")
    rate(first, "2")
    expect(second.locator("[data-unsent]")).to_have_text(re.compile("1 rating waits"))
    rate(second, "2")
    expect(first.locator("[data-unsent]")).to_have_text(re.compile("2 ratings wait"))
    first.context.set_offline(False)
    wait_for(first, UNSENT, 0)
    wait_for(second, UNSENT, 0)
    facts = [each["point__fact__key"] for each in reviews()]
    assert sorted(facts) == ["cotton-0", "cotton-1"]


def of_worker(route: Route) -> bool:
    return route.request.service_worker is not None


def test_the_worker_sends_what_waits_where_no_page_does(open_page: OpenPage, student: User) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    devtools, ids = page.context.new_cdp_session(page), []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: ids.extend(each["registrationId"] for each in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    page.context.route(SYNC, lambda route: route.fallback() if of_worker(route) else route.abort())
    go_offline(page)
    rate(page, "2")
    page.context.set_offline(False)
    page.goto("/manifest.webmanifest")
    told = {"origin": page.evaluate("location.origin"), "registrationId": ids[0], "tag": "reviews"}
    devtools.send("ServiceWorker.dispatchSyncEvent", told | {"lastChance": False})
    wait_for(page, STORED_REVIEWS, 0)
    assert [each["rating"] for each in reviews()] == [3]


def test_a_rating_for_which_the_device_has_no_room_is_told_and_not_lost(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    go_offline(page)
    front = page.locator(".card__question").inner_text()
    page.evaluate(NO_ROOM)
    page.keyboard.press("Space")
    page.keyboard.press("2")
    told = page.get_by_role("alert").filter(has_text="could not keep your rating")
    expect(told).to_be_visible()
    expect(page.locator(".card__question")).to_have_text(front)
    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    page.keyboard.press("2")
    expect(told).to_be_hidden()
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("1 rating waits"))
    page.context.set_offline(False)
    wait_for(page, UNSENT, 0)
    assert Review.objects.count() == 1


def type_answer(page: Page, text: str) -> None:
    answer = page.get_by_label("Your answer")
    expect(answer).to_be_focused()
    answer.fill(text)
    answer.press("Enter")
    expect(page.locator(".card__value")).to_be_visible()


def test_answers_are_typed_without_a_connection_and_told_right_where_that_is_sure(
    open_page: OpenPage, student: User
) -> None:
    User.objects.update(types_answers=True)
    page = open_page(service_workers=True)
    begin(page, student)
    page.context.set_offline(True)
    page.goto("/study/offline/")
    type_answer(page, "１，０００")
    expect(page.locator(".verdict--right")).to_be_visible()
    expect(page.locator(".card__typed")).to_contain_text("You wrote: １，０００")
    expect(page.get_by_role("button", name="Remembered")).to_be_focused()
    page.keyboard.press("Enter")
    type_answer(page, "a thousand")  # right, as marking knows; the device does not
    expect(page.locator(".verdict")).to_have_count(0)
    expect(page.locator(".card__typed")).to_contain_text("compare it with the answer")
    page.keyboard.press("1")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".card__value")).to_be_visible()
    expect(page.locator(".card__typed")).to_have_count(0)
    page.keyboard.press("2")
    page.context.set_offline(False)
    wait_for(page, UNSENT, 0)
    assert [each["rating"] for each in reviews()] == [3, 1, 3]


def test_a_card_on_the_page_when_the_connection_is_lost_is_rated_once(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    page.goto("/study/cards/cotton-0.count/")
    sent = page.locator("form [name=id]").get_attribute("value")
    page.context.set_offline(True)
    page.keyboard.press("2")
    expect(page).to_have_url(re.compile(r"/study/offline/$"))
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("1 rating waits"))
    page.context.set_offline(False)
    wait_for(page, UNSENT, 0)
    assert [str(each.pk) for each in Review.objects.all()] == [sent]


def test_a_card_rated_with_a_connection_is_not_asked_again_without(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    page.goto("/study/")
    asked = rate(page, "2")
    expect(page).to_have_url(re.compile(r"/study/$"))
    wait_for(page, CARDS, 2)
    go_offline(page)
    assert page.locator(".card__question").inner_text() != asked


def test_what_could_not_be_taken_is_told_and_can_be_removed(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    go_offline(page)
    front = rate(page, "2")
    rate(page, "2")
    Fact.objects.filter(key="cotton-0").update(status=Fact.Status.DRAFT)
    page.context.set_offline(False)
    told = page.locator("[data-refused] li")
    expect(told).to_contain_text(front)
    expect(told).to_contain_text("This card is no longer among your cards.")
    assert [each["point__fact__key"] for each in reviews()] == ["cotton-1"]
    told.get_by_role("button", name="Remove").click()
    expect(told).to_have_count(0)
    wait_for(page, UNSENT, 0)


def test_after_the_session_ended_reviews_wait_for_the_same_learner(
    open_page: OpenPage, student: User, student2: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    go_offline(page)
    rate(page, "2")
    Session.objects.all().delete()
    page.context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("sign in again to send it"))
    wait_for(page, CARDS, 0)
    begin(page, student2)
    expect(page.locator("[data-unsent]")).to_be_empty()
    wait_for(page, UNSENT, 1)
    assert not Review.objects.exists()
    page.context.clear_cookies()
    begin(page, student)
    wait_for(page, UNSENT, 0)
    assert [each.learner for each in Review.objects.all()] == [student]


def test_signing_out_leaves_nothing_on_the_device(open_page: OpenPage, student: User) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    assert {"/study/offline/", "/offline/"} <= set(page.evaluate(STORED))
    assert all(path.startswith("/static/") or "offline" in path for path in page.evaluate(STORED))
    sign_out(page)
    expect(page.locator("body")).to_contain_text("You are signed out.")
    assert page.evaluate(LEFT) == [[], [], 0]


def test_signing_out_without_a_script_leaves_nothing_either(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    page.evaluate("document.querySelector('form[action$=\"logout/\"]').submit()")
    expect(page.locator("body")).to_contain_text("You are signed out.")
    assert page.evaluate(LEFT) == [[], [], 0]


def test_who_signs_out_is_told_what_is_not_sent_and_may_stay(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    page.context.route(SYNC, lambda route: route.fulfill(status=503))
    go_offline(page)
    rate(page, "2")
    page.context.set_offline(False)
    page.goto("/scores/")
    sign_out(page)
    dialog = page.locator("#leaving")
    expect(dialog).to_contain_text("1 rating waits to be sent.")
    dialog.get_by_role("button", name="Stay signed in").click()
    wait_for(page, UNSENT, 1)
    page.context.unroute(SYNC)
    sign_out(page)
    expect(page.locator("body")).to_contain_text("You are signed out.")
    assert Review.objects.count() == 1


def test_who_has_no_connection_cannot_sign_out_and_loses_nothing(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    page.goto("/scores/")
    page.context.set_offline(True)
    sign_out(page)
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("Signing out needs a connection"))
    wait_for(page, CARDS, 3)
    assert page.evaluate("navigator.serviceWorker.controller !== null")


def sign_out(page: Page) -> None:
    page.locator("details[data-menu] summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()


def test_an_attempt_takes_what_it_asks_from_the_device(open_page: OpenPage, student: User) -> None:
    article = Article.objects.get()
    make_quiz(article, "two", items=list(article.items.order_by("key"))[:2])
    page = open_page(service_workers=True)
    begin(page, student)
    page.goto("/quizzes/two/")
    page.get_by_role("button", name="Start the quiz").click()
    expect(page).to_have_url(re.compile(r"/attempts/.*/1/$"))
    wait_for(page, CARDS, 1)
    assert page.evaluate(CARDS) == ["cotton-2.count"]


def test_a_page_that_needs_the_connection_says_so(open_page: OpenPage, student: User) -> None:
    page = open_page("zh-hans", service_workers=True)
    begin(page, student)
    page.context.set_offline(True)
    page.goto("/scores/")
    expect(page.locator("h1")).to_have_text("没有网络连接")
    expect(page).to_have_url(re.compile(r"/scores/$"))
    page.get_by_role("link", name="学习卡片").click()
    expect(page.locator(".card__question")).to_be_visible()


def test_the_site_can_be_installed(open_page: OpenPage, student: User) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    devtools = page.context.new_cdp_session(page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A profile of a test is like a private window, the one thing that stands in the way.
    assert [each["errorId"] for each in found] in ([], ["in-incognito"])


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_pages_without_a_connection(
    open_page: OpenPage, student: User, width: int
) -> None:
    page = open_page("zh-hans", width, service_workers=True)
    begin(page, student)
    page.context.set_offline(True)
    page.goto("/scores/")
    found = flaws(page)
    page.goto("/study/")
    expect(page.locator(".card__question")).to_be_visible()
    found += flaws(page)
    page.keyboard.press("Space")
    expect(page.locator(".card__value")).to_be_visible()
    found += flaws(page)
    for _ in range(3):
        page.keyboard.press("Space")
        expect(page.locator(".card__value")).to_be_visible()
        page.keyboard.press("2")
        expect(page.locator(".card__value")).to_have_count(0)
    expect(page.locator(".empty")).to_be_visible()
    assert found + flaws(page) == []


def flaws(page: Page) -> list[str]:
    """What axe finds, and whether the page scrolls sideways."""
    found = Axe().run(page, options=RULES).response["violations"]
    root = "document.documentElement"
    beyond = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    return [each["id"] for each in found] + ["too wide"] * (beyond > 0)
