"""Every page is for everyone: axe, colours by day and by night, focus, motion, width.

Which pages there are, `test_every_address` derives from the addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import LANGUAGES
from tests.browser.pages import accounts, api, cards, desk, desk_pages, results, sitting
from tests.browser.pages.audit import audit, audit_desk
from tests.browser.pages.errors import errors
from tests.browser.pages.visitor import Visitor
from tests.browser.pages.visits import DESK, SITE, Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("language", LANGUAGES),
]
MODULES = (accounts, api, cards, desk_pages, results, sitting)  # importing one registers its groups


@pytest.fixture
def visitor(
    open_page: Callable[..., Page], live_server: LiveServer, language: str, settings: Settings
) -> Visitor:
    page = open_page(language)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return Visitor(page, live_server.url)


@pytest.fixture(autouse=True)
def _own_uploads(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def routes_without_fault(
    visitor: Visitor, visits: Iterable[Visit], audit: Callable[[Page], list[str]] = audit
) -> set[str]:
    """What was seen, where nothing was found."""
    found, seen = [], set()
    for visit in visits:
        visitor.open(visit)
        found += [f"{visit}: {each}" for each in audit(visitor.page)]
        seen.add(visit.route)
    assert not found, "\n".join(found)
    return seen


@pytest.mark.parametrize("group", SITE)
def test_nothing_is_found_on_the_site(visitor: Visitor, group: str, language: str) -> None:
    visits = SITE[group].build(language)
    assert routes_without_fault(visitor, visits) == SITE[group].routes


@pytest.mark.parametrize("group", DESK)
def test_nothing_is_found_at_the_teachers_desk(visitor: Visitor, group: str, language: str) -> None:
    visits = DESK[group].build(language)
    assert routes_without_fault(visitor, visits, audit_desk) == DESK[group].routes


@pytest.mark.parametrize("part", range(desk.PARTS))
def test_nothing_is_found_where_records_are_kept(visitor: Visitor, part: int) -> None:
    seen = routes_without_fault(visitor, desk.of_models(part), audit_desk)
    assert len(seen) >= 15


def test_nothing_is_found_where_superusers_keep_people(visitor: Visitor) -> None:
    seen = routes_without_fault(visitor, desk.of_superusers(), audit_desk)
    assert {"quizzes_user_change", "auth_group_change", "quizzes_failedsignin_changelist"} <= seen


def test_nothing_is_found_on_what_is_shown_when_something_went_wrong(
    visitor: Visitor, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = errors(settings, monkeypatch)
    seen = routes_without_fault(visitor, visits)
    pages = django_settings.BASE_DIR.joinpath("templates").glob("[45]*.html")
    assert seen == {each.stem for each in pages} | {"locked_out"}
