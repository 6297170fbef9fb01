"""The API's documentation works without any other host, under the content security policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from quizzes.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signing_in_there_opens_and_closes_by_keys_and_leads_back(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("zh-hans", width=390)
    page.goto("/api/docs/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".btn.authorize").press("Enter")
    dialog = page.get_by_role("dialog", name="Available authorizations")
    expect(dialog).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".btn.authorize")).to_be_focused()


def test_who_is_signed_in_tries_it_out_as_themselves(
    open_page: Callable[..., Page], live_server: LiveServer
) -> None:
    page = open_page("en")
    client = Client()
    client.force_login(User.objects.create_user("student"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto("/api/docs/")
    operation = page.locator(".opblock-patch", has_text="/api/v1/me/").first
    operation.locator(".opblock-summary-control").click()
    operation.locator(".try-out__btn").click()
    operation.locator(".body-param__text").fill('{"new_cards_per_day": 7}')
    operation.locator(".execute").click()
    expect(
        operation.locator(".live-responses-table tbody .response-col_status").first
    ).to_contain_text("200")
    assert User.objects.get().new_cards_per_day == 7


def test_the_documentation_shows_every_operation_and_asks_no_other_host(
    open_page: Callable[..., Page], live_server: LiveServer
) -> None:
    page = open_page("en")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/docs/")
    expect(page.locator(".opblock").first).to_be_visible(timeout=30_000)
    assert page.locator(".opblock").count() >= 30
    page.get_by_text("/api/v1/attempts/{id}/responses/{position}/").first.click()
    expect(page.get_by_text("Save the answer to one question").first).to_be_visible()
    own = (live_server.url, "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
