"""Real Chromium, one for the session, a fresh profile for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=30_000)  # milliseconds: a machine may be busy
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN"}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(chromium_path), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a profile of its own: `open_page("en", width=390)`.

    The test fails at its end if any page broke a policy (or named one unknown) or threw an error.
    """
    complaints: list[str] = []
    contexts = []

    def opened(
        language: str = "en",
        width: int = 1280,
        *,
        javascript: bool = True,
        service_workers: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale=LOCALES[language],
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            service_workers="allow" if service_workers else "block",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)  # a machine may be busy
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Policy" in said.text else None,
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def step(page: Page, by: int) -> None:
    """Back (-1) or forward (1), until another page stands there.

    Playwright's own ways await one load, which breaks off where htmx loads the page once more.
    """
    page.evaluate(
        "(by) => { document.documentElement.dataset.left = 1; setTimeout(() => history.go(by)); }",
        by,
    )
    expect(page.locator("html:not([data-left])")).to_be_attached()
    page.wait_for_load_state()
