"""No address is forgotten where pages are looked at: each has a page there, or is named here."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from quizsite.urls import urlpatterns as all_patterns
from quizzes.web.urls import urlpatterns
from tests.browser.pages import accounts, api, cards, desk_pages, results, sitting
from tests.browser.pages.desk import addresses, made_by_django
from tests.browser.pages.visits import DESK, SITE, Group

MODULES = (accounts, api, cards, desk_pages, results, sitting)  # importing one registers its groups

NO_PAGES = {
    *("attempt", "submit", "undo", "choose_typing", "choose_ratings", "bring_back"),  # lead on
    *("remove_exam", "logout", "content_language", "pinyin", "theme"),  # only forms lead there
    *("offline_cards", "offline_sync", "manifest", "worker", "mistakes_csv"),  # for programs
    "schema",  # too
}
NO_PAGES_OF_THE_DESK = {
    *("logout", "jsi18n", "autocomplete", "view_on_site"),
    *("quizzes_fact_publish", "quizzes_item_status", "quizzes_item_take_over"),  # lead on
    *("quizzes_fact_template", "quizzes_item_template", "quizzes_article_anki"),  # files
    *("quizzes_fact_export", "quizzes_item_export", "quizzes_course_results_csv"),
    *("quizzes_fact_guess", "quizzes_fact_live_new", "quizzes_fact_live"),  # parts of a form
    *("quizzes_item_lint_new", "quizzes_item_lint"),
}
SAMPLES: dict[str, Any] = {
    "attempt_id": uuid.UUID(int=1),
    "exam": 1,
    "point": "cotton-0.count",
}


def shown(groups: dict[str, Group]) -> set[str]:
    return {route for group in groups.values() for route in group.routes}


def test_every_address_of_the_site_is_looked_at_or_is_no_page() -> None:
    others = {each.name for each in all_patterns if isinstance(each, URLPattern)}
    named = {each.name for each in urlpatterns} | others
    assert shown(SITE) | NO_PAGES == named
    assert not shown(SITE) & NO_PAGES


def test_every_address_of_the_desk_is_looked_at_or_is_no_page() -> None:
    own = {"index", "app_list", "auth_user_password_change"} | made_by_django()
    assert shown(DESK) | NO_PAGES_OF_THE_DESK | own == set(addresses())
    assert not (shown(DESK) | own) & NO_PAGES_OF_THE_DESK


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", [each for each in urlpatterns if each.name in NO_PAGES])
def test_what_is_called_no_page_is_none(student_client: Client, pattern: URLPattern) -> None:
    needed = pattern.pattern.converters
    answer = student_client.get(reverse(pattern.name, kwargs={n: SAMPLES[n] for n in needed}))
    is_page = answer.status_code == 200 and "html" in answer.headers["Content-Type"]
    assert not is_page
