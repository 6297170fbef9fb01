"""How light the quiz page is, and what it shows in forced colours; test_every_page runs axe."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, Response

from quizzes.domain.items import Form
from quizzes.models import Attempt, Quiz, User
from quizzes.services.attempts import start_attempt
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    article = make_article("cotton", topics=("people", "land"))
    make_bank(make_article("free"), 2)  # cards that no open quiz keeps back
    return make_quiz(article, "ten", items=make_bank(article, 8, FORMS))


@pytest.fixture
def attempt(quiz: Quiz, student: User) -> Attempt:
    return start_attempt(student, quiz, "en", timezone.now())


def sign_in(page: Page, user: User) -> None:
    client = Client()
    client.force_login(user)
    url = page.evaluate("location.origin")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])


def complaints(page: Page, path: str, scheme: str) -> list[str]:
    page.goto(path)
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{scheme} {path} {each['id']}: {json.dumps([node['html'] for node in each['nodes']][:3])}"
        for each in found
    ]


def weight(response: Response) -> int:
    """Bytes as served in production: pages as they are, files compressed beforehand."""
    body = response.body()
    return len(gzip.compress(body)) if "/static/" in response.url else len(body)


def test_the_quiz_page_is_light_and_asks_no_other_host(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = open_page("en")
    page.goto("/")
    sign_in(page, student)
    asked: list[str] = []
    bodies: list[int] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: bodies.append(weight(response)))
    page.goto(f"/attempts/{attempt.pk}/1/", wait_until="networkidle")
    host = page.evaluate("location.origin")
    assert all(url.startswith(host) for url in asked)
    assert sum(bodies) < 100_000


def test_a_page_in_forced_colours_still_shows_what_is_chosen(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = open_page("en")
    page.goto("/")
    sign_in(page, student)
    page.emulate_media(forced_colors="active")
    page.goto(f"/attempts/{attempt.pk}/1/")
    page.keyboard.press("1")
    chosen, other = page.locator(".option").nth(0), page.locator(".option").nth(1)
    read = "(each) => getComputedStyle(each).borderTopColor"
    assert chosen.evaluate(read) != other.evaluate(read)
