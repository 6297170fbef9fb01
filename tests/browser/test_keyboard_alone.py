"""From signing in to the result with every form between, by the keyboard alone, seeing the way."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from quizzes.domain.items import Form
from quizzes.models import Attempt, Response, User
from tests.factories import BODIES, PARTS, make_article, make_bank, make_quiz
from tests.personas import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORMS = (*BODIES, *PARTS)
MOST_STOPS = 60

# The ring is on what has the focus, or on the option around it; nothing lies over its middle.
FOCUS = """() => {
  const stop = document.activeElement;
  const ring = (each) => each && getComputedStyle(each).outlineStyle !== "none"
    && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
  const box = stop.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: stop.outerHTML.slice(0, 160),
    isRinged: Boolean(ring(stop) || ring(stop.closest(".option"))),
    isOnTop: stop.contains(top) || Boolean(stop.closest(".option")?.contains(top)),
  };
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until that has the focus; on the way every stop is seen to have it."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # past the end: the browser's own bar
        focus = page.evaluate(FOCUS)
        assert focus["isRinged"], focus["name"]
        assert focus["isOnTop"], focus["name"]
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab does not lead to {selector}")


def answer(page: Page, form: Form) -> None:
    match form:
        case Form.SINGLE_CHOICE | Form.TRUE_FALSE | Form.MULTIPLE_CHOICE:
            page.keyboard.press("1")
        case Form.NUMERIC | Form.SHORT_TEXT:
            tab_to(page, "#answer")
            page.keyboard.type("9500")
        case Form.CLOZE:
            for gap in "ab":
                tab_to(page, f"[name=gap-{gap}]")
                page.keyboard.type("9500")
        case Form.MATCHING:
            for _side in range(2):
                tab_to(page, "[name^=pair-]")
                page.keyboard.press("ArrowDown")
        case Form.ORDERING:
            tab_to(page, "[data-move=down]")
            page.keyboard.press("Enter")


@pytest.mark.usefixtures("student")
@pytest.mark.parametrize("width", [390, 1280])
def test_a_whole_quiz_from_signing_in_to_the_result(
    open_page: Callable[..., Page], width: int
) -> None:
    article = make_article("cotton")
    make_quiz(article, "forms", items=make_bank(article, len(FORMS), FORMS), time_limit=20)
    page = open_page("en", width)
    page.goto("/accounts/login/?next=/quizzes/forms/")
    tab_to(page, "[name=username]")
    page.keyboard.type("student")
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quizzes/forms/$"))
    tab_to(page, "main .button--primary")
    page.keyboard.press("Enter")
    for position, form in enumerate(FORMS, start=1):
        page.wait_for_url(re.compile(rf"/{position}/$"))
        answer(page, form)
        tab_to(page, "[data-next]")
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/review/$"))
    tab_to(page, "main .button--primary")
    page.keyboard.press("Enter")
    expect(page.locator(".figure__value")).to_be_visible()
    assert Response.objects.count() == len(FORMS)
    assert Attempt.objects.get().submitted_at
    assert User.objects.get().attempts.exists()
