"""axe finds nothing on any page, in both languages, by day and by night, on phone and laptop."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, Response

from quizzes.domain.items import Form
from quizzes.models import Attempt, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)
OUTSIDE = ["/", "/articles/", "/accounts/login/", "/accounts/signup/", "/nothing/"]
INSIDE = [
    *("/", "/articles/", "/articles/cotton/", "/quizzes/ten/", "/scores/", "/preferences/"),
    *("/mistakes/", "/mistakes/?answers=end", "/study/?mistakes=1"),
    *("/progress/", "/progress/cotton/", "/progress/oil/"),
    *("/study/", "/study/cards/free-1.count/", "/accounts/password/", "/design/"),
]


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    article = make_article("cotton", topics=("people", "land"))
    make_bank(make_article("free"), 2)  # cards that no open quiz keeps back
    return make_quiz(article, "ten", items=make_bank(article, 8, FORMS))


@pytest.fixture
def attempts(quiz: Quiz, student: User) -> tuple[Attempt, Attempt]:
    """One handed in, with right, wrong and missing answers; one in the middle."""
    now = timezone.now()
    done = start_attempt(student, quiz, "zh-hans", now - timedelta(days=1))
    save_response(done.pk, student, 1, {"option": "b"}, now)
    save_response(done.pk, student, 2, {"value": True}, now)
    submit(done.pk, student, now)
    missed = make_quiz(make_article("missed"), "missed", items=make_bank(make_article("oil"), 2))
    wrong = start_attempt(student, missed, "zh-hans", now)
    save_response(wrong.pk, student, 1, {"option": "b"}, now)
    submit(wrong.pk, student, now)
    return done, start_attempt(student, quiz, "en", now)


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


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_axe_finds_nothing(
    open_page: OpenPage,
    student: User,
    attempts: tuple[Attempt, Attempt],
    language: str,
    width: int,
) -> None:
    done, opened = attempts
    User.objects.filter(pk=student.pk).update(is_staff=True)  # for the design page
    page = open_page(language, width)
    found: list[str] = []
    questions = [f"/attempts/{opened.pk}/{rest}/" for rest in (1, 2, 3, 4, "review")]
    for scheme in ("light", "dark"):
        page.context.clear_cookies()
        page.emulate_media(color_scheme=scheme)
        for path in OUTSIDE:
            found += complaints(page, path, scheme)
        sign_in(page, student)
        for path in [*INSIDE, *questions, f"/attempts/{done.pk}/result/"]:
            found += complaints(page, path, scheme)
    assert not found


def weight(response: Response) -> int:
    """Bytes as served in production: pages as they are, files compressed beforehand."""
    body = response.body()
    return len(gzip.compress(body)) if "/static/" in response.url else len(body)


def test_the_quiz_page_is_light_and_asks_no_other_host(
    open_page: OpenPage, student: User, attempts: tuple[Attempt, Attempt]
) -> None:
    page = open_page("en")
    page.goto("/")
    sign_in(page, student)
    asked: list[str] = []
    bodies: list[int] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: bodies.append(weight(response)))
    page.goto(f"/attempts/{attempts[1].pk}/1/", wait_until="networkidle")
    host = page.evaluate("location.origin")
    assert all(url.startswith(host) for url in asked)
    assert sum(bodies) < 100_000


def test_a_page_in_forced_colours_still_shows_what_is_chosen(
    open_page: OpenPage, student: User, attempts: tuple[Attempt, Attempt]
) -> None:
    page = open_page("en")
    page.goto("/")
    sign_in(page, student)
    page.emulate_media(forced_colors="active")
    page.goto(f"/attempts/{attempts[1].pk}/1/")
    page.keyboard.press("1")
    chosen, other = page.locator(".option").nth(0), page.locator(".option").nth(1)
    read = "(each) => getComputedStyle(each).borderTopColor"
    assert chosen.evaluate(read) != other.evaluate(read)


def test_larger_text_on_the_smallest_phone_does_not_scroll_sideways(
    open_page: OpenPage, student: User, attempts: tuple[Attempt, Attempt]
) -> None:
    page = open_page("zh-hans", 320)
    page.goto("/")
    sign_in(page, student)
    for path in (
        f"/attempts/{attempts[1].pk}/1/",
        "/",
        "/scores/",
        "/study/",
        "/mistakes/",
        "/progress/",
        "/progress/oil/",
    ):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '150%'")
        beyond = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert beyond <= 0, path
    assert re.search("zh", page.locator("html").get_attribute("lang") or "")
