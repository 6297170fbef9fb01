"""Each form is answered in real Chromium: by hand, by keys alone, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from quizzes.domain.items import Form
from quizzes.models import Attempt, Response, User
from quizzes.services.attempts import start_attempt
from tests.browser.test_accessibility import sign_in
from tests.factories import BODIES, KEPT_BACK, PARTS, make_article, make_bank, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
FORMS = (*BODIES, *PARTS)
RIGHT_TEXT = f"{KEPT_BACK} answer"
KEPT = {
    Form.SINGLE_CHOICE: {"option": "a"},
    Form.TRUE_FALSE: {"value": True},
    Form.NUMERIC: {"number": "9500"},
    Form.SHORT_TEXT: {"text": RIGHT_TEXT},
    Form.MULTIPLE_CHOICE: {"options": ["a"]},
    Form.MATCHING: {"pairs": {"1": "b", "2": "c"}},
    Form.ORDERING: {"order": ["b", "d", "c", "a"]},
    Form.CLOZE: {"gaps": {"a": "9500", "b": "nobody"}},
}
"""What the tests answer; the last three are partly right."""
PARTLY = (Form.MATCHING, Form.ORDERING, Form.CLOZE)


@pytest.fixture
def attempt(transactional_db: None, student: User) -> Attempt:
    article = make_article("cotton")
    items = make_bank(article, len(FORMS), FORMS)
    quiz = make_quiz(article, "forms", items=items, shuffle_options=False)
    return start_attempt(student, quiz, "en", timezone.now(), seed=1)


def opened(open_page: OpenPage, student: User, *, javascript: bool = True) -> Page:
    page = open_page("en", 390, javascript=javascript)
    page.goto("/accounts/login/")
    if javascript:
        sign_in(page, student)
    else:
        page.fill("[name=username]", "student")
        page.fill("[name=password]", "correct horse battery")
        page.get_by_role("button", name="Sign in").click()
    return page


def give(page: Page, form: Form) -> None:
    """Answer by pointer and keys, as anybody would."""
    match form:
        case Form.SINGLE_CHOICE:
            page.locator("input[name=option][value=a]").check()
        case Form.TRUE_FALSE:
            page.locator("input[name=value][value=true]").check()
        case Form.NUMERIC:
            page.fill("[name=number]", "9500")
        case Form.SHORT_TEXT:
            page.fill("[name=text]", RIGHT_TEXT)
        case Form.MULTIPLE_CHOICE:
            page.locator("input[name=options][value=a]").check()
        case Form.MATCHING:
            page.select_option("[name=pair-1]", "b")
            page.select_option("[name=pair-2]", "c")
        case Form.ORDERING:
            for place, each in enumerate("bdca", 1):
                page.select_option(f"[name=place-{each}]", str(place))
        case Form.CLOZE:
            page.fill("[name=gap-a]", "9500")
            page.fill("[name=gap-b]", "nobody")


def sees_result(page: Page) -> None:
    """Every answer is kept as it was given, and the result tells what each earned."""
    expect(page.locator(".outcome")).to_have_count(len(FORMS))
    expect(page.locator(".outcome .verdict--right")).to_have_count(len(FORMS) - len(PARTLY))
    partly = page.locator(".outcome", has_text="Partly right")
    expect(partly).to_have_count(len(PARTLY))
    expect(partly.first).to_contain_text("counts 0.5 of 1")
    for response in Response.objects.select_related("slot__version__item"):
        assert response.answer == KEPT[Form(response.slot.version.item.form)]


@pytest.mark.parametrize("javascript", [True, False])
def test_every_form_is_answered_with_and_without_javascript(
    open_page: OpenPage, student: User, attempt: Attempt, javascript: bool
) -> None:
    page = opened(open_page, student, javascript=javascript)
    page.goto(f"/attempts/{attempt.pk}/")
    for position, form in enumerate(FORMS, 1):
        expect(page).to_have_url(re.compile(rf"/{position}/$"))
        expect(page.locator("body")).not_to_contain_text(KEPT_BACK, ignore_case=True)
        give(page, form)
        page.locator("[data-next]").click()
    page.get_by_role("button", name="Hand in").click()
    sees_result(page)


def tab_to(page: Page, target: Locator) -> None:
    while not target.evaluate("(each) => each === document.activeElement"):
        page.keyboard.press("Tab")


def choose_by_keys(page: Page, menu: Locator, wanted: str) -> None:
    tab_to(page, menu)
    while menu.input_value() != wanted:
        page.keyboard.press("ArrowDown")


def give_by_keys(page: Page, form: Form) -> None:
    match form:
        case Form.SINGLE_CHOICE | Form.TRUE_FALSE | Form.MULTIPLE_CHOICE:
            page.keyboard.press("1")
        case Form.NUMERIC | Form.SHORT_TEXT:
            tab_to(page, page.locator("#answer"))
            page.keyboard.type("9500" if form is Form.NUMERIC else RIGHT_TEXT)
        case Form.MATCHING:
            for name, wanted in (("pair-1", "b"), ("pair-2", "c")):
                choose_by_keys(page, page.locator(f"[name={name}]"), wanted)
            tab_to(page, page.locator("[data-next]"))  # Enter belongs to the menu
        case Form.ORDERING:
            for place, each in enumerate("bdca"):
                tab_to(page, page.get_by_role("button", name=f"Up: thing {each}"))
                for _step in range(names(page).index(f"thing {each}") - place):
                    page.keyboard.press("Enter")
            tab_to(page, page.locator("[data-next]"))
        case Form.CLOZE:
            for name, text in (("gap-a", "9500"), ("gap-b", "nobody")):
                tab_to(page, page.locator(f"[name={name}]"))
                page.keyboard.type(text)


def test_every_form_is_answered_by_keys_alone(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = opened(open_page, student)
    page.goto(f"/attempts/{attempt.pk}/", wait_until="networkidle")
    for position, form in enumerate(FORMS, 1):
        page.wait_for_url(re.compile(rf"/{position}/$"))  # and for the scripts, as a person does
        give_by_keys(page, form)
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/review/$"))
    tab_to(page, page.get_by_role("button", name="Hand in"))
    page.keyboard.press("Enter")
    sees_result(page)


def names(page: Page) -> list[str]:
    return page.locator("[data-place] .part__label").all_inner_texts()


def test_rows_are_put_in_order_by_buttons_by_dragging_and_by_their_menus(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = opened(open_page, student)
    page.goto(f"/attempts/{attempt.pk}/{FORMS.index(Form.ORDERING) + 1}/")
    rows, saved = page.locator("[data-place]"), page.locator("#saved")
    page.locator("[name=place-d]").focus()
    page.select_option("[name=place-d]", "1")  # changes places with whatever stands there
    expect(page.locator("[name=place-d]")).to_be_focused()
    expect(saved).to_contain_text("Saved")
    places = [each.input_value() for each in page.locator("[data-place] select").all()]
    assert places == ["1", "2", "3", "4"]
    assert names(page)[0] == "thing d"
    for place, each in enumerate("abcd", 1):
        page.select_option(f"[name=place-{each}]", str(place))
    assert names(page) == ["thing a", "thing b", "thing c", "thing d"]
    page.get_by_role("button", name="Down: thing a").click()
    expect(saved).to_contain_text("Saved")
    expect(page.locator("[data-moved]")).to_have_text("thing a: 2")
    expect(page.get_by_role("button", name="Down: thing a")).to_be_focused()
    assert Response.objects.get().answer == {"order": ["b", "a", "c", "d"]}
    rows.nth(3).drag_to(rows.nth(0), target_position={"x": 20, "y": 2})
    expect(rows.nth(0)).to_contain_text("thing d")
    expect(saved).to_contain_text("Saved")
    page.reload()
    expect(rows.nth(0)).to_contain_text("thing d")
    assert names(page) == ["thing d", "thing b", "thing a", "thing c"]
    assert Response.objects.get().answer == {"order": ["d", "b", "a", "c"]}


@pytest.mark.parametrize("form", [Form.SHORT_TEXT, Form.CLOZE])
def test_enter_that_ends_a_composition_stays_on_the_question(
    open_page: OpenPage, student: User, attempt: Attempt, form: Form
) -> None:
    page = opened(open_page, student)
    position = FORMS.index(form) + 1
    page.goto(f"/attempts/{attempt.pk}/{position}/", wait_until="networkidle")
    field = page.locator("#answer" if form is Form.SHORT_TEXT else "[name=gap-b]")
    field.focus()
    compose(page, "阿克苏")
    expect(field).to_have_value("阿克苏")
    expect(page).to_have_url(re.compile(rf"/{position}/$"))
    assert not Response.objects.exists()
    field.press("Enter")
    expect(page).not_to_have_url(re.compile(rf"/{position}/$"))
    assert "阿克苏" in str(Response.objects.get().answer)


def compose(page: Page, text: str) -> None:
    """Type by an input method, and end the composition with Enter."""
    devtools = page.context.new_cdp_session(page)
    devtools.send(
        "Input.imeSetComposition",
        {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
    )
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "\r", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    devtools.send("Input.insertText", {"text": text})
