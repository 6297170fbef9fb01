"""Cards without a connection when things go wrong: tabs, failures, full devices, other people."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Route, expect

from quizzes.models import Fact, Review, User
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
from tests.factories import make_article, make_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SYNC = "**/study/offline/sync/"
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


@pytest.fixture(autouse=True)
def content(transactional_db: None) -> None:
    make_bank(make_article("cotton"), 3)


def test_two_tabs_send_each_review_once(open_page: OpenPage, student: User) -> None:
    first = open_page(service_workers=True)
    begin(first, student)
    second = first.context.new_page()
    second.goto("/")
    go_offline(first)
    second.goto("/study/offline/")
    rated = rate(first, "2")
    expect(second.locator("[data-unsent]")).to_have_text(re.compile("1 rating waits"))
    expect(second.locator(".card__question")).not_to_have_text(rated)
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


def test_a_full_device_tells_that_it_could_not_keep_what_was_rated_as_the_connection_was_lost(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    page.goto("/study/cards/cotton-0.count/")
    worker = page.context.service_workers[0]
    worker.evaluate(NO_ROOM.replace("window", "self"))
    page.context.set_offline(True)
    page.keyboard.press("2")
    told = page.get_by_role("alert").filter(has_text="could not keep your rating")
    expect(told).to_be_visible()
    expect(page).to_have_url(re.compile(r"/study/offline/$"))
    rate(page, "2")
    expect(told).to_be_hidden()
    page.context.set_offline(False)
    wait_for(page, UNSENT, 0)
    assert [each["point__fact__key"] for each in reviews()] == ["cotton-0"]


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


def test_a_server_that_fails_is_asked_again_until_it_takes_what_waits(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    failures = iter([500, 503])

    def fail_twice(route: Route) -> None:
        status = next(failures, None)
        if status:
            route.fulfill(status=status)
        else:
            route.fallback()

    page.context.route(SYNC, fail_twice)
    go_offline(page)
    rate(page, "2")
    page.context.set_offline(False)
    wait_for(page, UNSENT, 0)
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("1 rating was sent"))
    assert next(failures, None) is None
    assert Review.objects.count() == 1


def test_a_new_worker_brings_its_own_pages_and_leaves_what_waits(
    open_page: OpenPage, student: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    before = page.evaluate("caches.keys()")
    page.context.route(SYNC, lambda route: route.fulfill(status=503))
    go_offline(page)
    rate(page, "2")
    page.context.set_offline(False)
    page.goto("/")
    page.get_by_role("button", name="简体中文").click()  # its pages differ, and so does the worker
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    wait_for(page, f"async () => (await caches.keys()).filter((each) => each !== '{before[0]}')", 1)
    wait_for(page, "async () => (await caches.keys()).length", 1)
    wait_for(page, UNSENT, 1)
    page.context.set_offline(True)
    page.goto("/study/offline/")
    expect(page.get_by_role("button", name="显示答案")).to_be_visible()
    rate(page, "2")
    page.context.unroute(SYNC)
    page.context.set_offline(False)
    wait_for(page, UNSENT, 0)
    assert Review.objects.count() == 2


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


def test_who_signs_out_is_told_that_another_learners_ratings_would_be_lost(
    open_page: OpenPage, student: User, student2: User
) -> None:
    page = open_page(service_workers=True)
    begin(page, student)
    go_offline(page)
    rate(page, "2")
    Session.objects.all().delete()
    page.context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_have_text(re.compile("sign in again to send it"))
    begin(page, student2)
    sign_out(page)
    dialog = page.locator("#leaving")
    expect(dialog).to_contain_text("Some are another learner’s")
    dialog.get_by_role("button", name="Sign out and lose them").click()
    expect(page.locator("body")).to_contain_text("You are signed out.")
    assert page.evaluate(LEFT) == [[], [], 0]
    assert not Review.objects.exists()
