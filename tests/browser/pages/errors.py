"""What is shown when something went wrong: provoked, not drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from quizzes.models import User
from tests.browser.pages.visitor import ERROR
from tests.browser.pages.visits import Visit, fill_and_send

SEND = "main .button--primary"


def _too_late(page: Page) -> None:
    """The form is older than what the browser knows of it."""
    page.context.clear_cookies()
    fill_and_send(SEND, username="nobody", password="nothing")(page)


def errors(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    sign_in = fill_and_send(SEND, username="student", password="wrong")
    yield Visit("404", "/nothing/", shows=ERROR, status=404)
    staff = User.objects.create_user("staff", is_staff=True)
    yield Visit("403", "/admin/quizzes/user/", staff, shows=ERROR, status=403)
    yield Visit("403_csrf", "/accounts/login/", None, _too_late, ERROR)
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 1
    User.objects.create_user("student", password="right")
    yield Visit("locked_out", "/accounts/login/", None, sign_in, ERROR)
    settings.AXES_ENABLED = False
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    yield Visit("400", "/accounts/login/", None, sign_in, ERROR)
    monkeypatch.setattr("quizzes.web.articles.list_articles", lambda *_: 1 / 0)
    yield Visit("500", "/articles/", shows=ERROR, status=500)
