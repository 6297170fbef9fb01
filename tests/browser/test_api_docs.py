"""The API's documentation works without any other host, under the content security policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
