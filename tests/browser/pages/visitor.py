"""Somebody who goes from page to page, as one learner after the other."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page, expect

from quizzes.models import User
from tests.browser.pages.visits import Visit

ERROR = ".empty__code"
"""Where an error is told, whatever the address."""


class Visitor:
    """Opens pages in one profile; a learner is signed in once."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.sessions: dict[int, str] = {}

    def open(self, visit: Visit) -> None:
        """Go there, do what is to be done, and see that it is the page that was meant."""
        self._become(visit.learner)
        answer = self.page.goto(visit.path)
        assert answer is not None
        assert answer.status == visit.status, visit
        if visit.act:
            visit.act(self.page)
        expect(self.page.locator(visit.shows).first, str(visit)).to_be_visible()
        if visit.shows != ERROR:
            assert resolve(urlsplit(self.page.url).path).url_name == visit.route, visit

    def _become(self, learner: User | None) -> None:
        self.page.context.clear_cookies()
        if learner is None:
            return
        if learner.pk not in self.sessions:
            client = Client()
            client.force_login(learner)
            self.sessions[learner.pk] = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": self.sessions[learner.pk], "url": self.site}
        self.page.context.add_cookies([cookie])
