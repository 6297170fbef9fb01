"""Cards without a connection: kept on the device, rated there, sent once when it is back."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quizzes.models import Article, Review, User
from tests.browser.conftest import LANGUAGES
from tests.browser.on_device import (
    CARDS,
    LEFT,
    UNSENT,
    OpenPage,
    begin,
    go_offline,
    rate,
    reviews,
    sign_out,
    wait_for,
)
from tests.browser.test_accessibility import RULES
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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
