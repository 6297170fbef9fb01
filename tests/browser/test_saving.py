"""Answers reach the server in the end: past a lost connection, a second tab, an ended session."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from quizzes.domain.items import Form
from quizzes.models import Response
from tests.browser.conftest import LANGUAGES, step
from tests.browser.test_student_way import Reader, sign_up, start_quiz
from tests.factories import make_article, make_bank, make_quiz
from tests.personas import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
PLACES = {"option": 1, "number": 2, "pair": 3}
"""Where the quiz asks for each, by the name of the field."""


@pytest.fixture(autouse=True)
def content(transactional_db: None) -> None:
    article = make_article("cotton")
    forms = (Form.SINGLE_CHOICE, Form.NUMERIC, Form.MATCHING)
    make_quiz(article, "four", items=make_bank(article, 4, forms))


def begin(page: Page, language: str = "en") -> Reader:
    reader = Reader(page, language)
    sign_up(reader)
    start_quiz(reader)
    return reader


def choose(page: Page, option: str) -> None:
    page.locator(f"input[name=option][value={option}]").check()


def kept(position: int = 1) -> dict[str, object]:
    return Response.objects.get(slot__position=position).answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_given_without_a_connection_are_kept_when_it_is_back(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(language)
    reader = begin(page, language)
    saved = page.locator("#saved")
    choose(page, "a")
    expect(saved).to_contain_text(reader.words("Saved"))
    page.context.set_offline(True)
    choose(page, "b")
    expect(saved).to_have_text(reader.words("Not saved yet – trying again"))
    choose(page, "c")
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/1/$"))
    expect(saved).to_have_text(reader.words("Not saved yet – trying again"))
    assert kept() == {"option": "a"}
    page.context.set_offline(False)
    expect(saved).to_have_text(re.compile(rf"^\s*{reader.words('Saved')}\s*$"))
    assert kept() == {"option": "c"}
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/2/$"))


def test_ten_seconds_without_a_connection_in_mid_quiz_lose_nothing(open_page: OpenPage) -> None:
    page = open_page()
    page.clock.install()
    begin(page)
    saved = page.locator("#saved")
    choose(page, "a")
    expect(saved).to_contain_text("Saved")
    page.context.set_offline(True)
    choose(page, "b")
    expect(saved).to_have_text("Not saved yet – trying again")
    with page.expect_event("requestfailed"):  # it is tried meanwhile, in vain
        page.clock.run_for(10_000)
    expect(saved).to_have_text("Not saved yet – trying again")
    expect(page.locator("input[value=b]")).to_be_checked()
    assert kept() == {"option": "a"}
    page.context.set_offline(False)
    page.clock.run_for(30_000)  # the longest wait between two tries
    expect(saved).to_have_text(re.compile(r"^\s*Saved\s*$"))
    assert kept() == {"option": "b"}
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/2/$"))
    step(page, -1)
    expect(page.locator("input[value=b]")).to_be_checked()


@pytest.mark.parametrize("field", ["option", "number", "pair"])
def test_an_answer_given_before_the_scripts_have_come_is_saved_when_they_are_there(
    open_page: OpenPage, field: str
) -> None:
    page = open_page()
    begin(page)
    held: list[Route] = []
    page.route(re.compile(r"/saving[^/]*\.js$"), lambda route: held.append(route))
    page.goto(re.sub(r"/1/$", f"/{PLACES[field]}/", page.url), wait_until="commit")
    if field == "option":
        choose(page, "b")
    elif field == "number":
        page.fill("[name=number]", "9500")
    else:
        page.locator("select").first.select_option(index=1)
    assert not Response.objects.exists()
    held.pop().continue_()
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert list(kept(PLACES[field])) == [f"{field}s" if field == "pair" else field]


def test_a_question_that_was_only_looked_at_sends_nothing(open_page: OpenPage) -> None:
    page = open_page()
    begin(page)
    sent: list[str] = []
    page.on("request", lambda each: sent.append(each.method))
    for position in (1, 2, 3):
        page.goto(re.sub(r"/\d/$", f"/{position}/", page.url))
    page.reload()
    assert set(sent) == {"GET"}
    assert not Response.objects.exists()


def test_a_page_gone_back_to_shows_what_was_answered_elsewhere_since(open_page: OpenPage) -> None:
    page = open_page()
    begin(page)
    choose(page, "a")
    expect(page.locator("#saved")).to_contain_text("Saved")
    question = page.url
    page.goto("/articles/")
    elsewhere = page.context.new_page()
    elsewhere.goto(question)
    choose(elsewhere, "b")
    expect(elsewhere.locator("#saved")).to_contain_text("Saved")
    step(page, -1)
    expect(page.locator("input[value=b]")).to_be_checked()
    page.reload()
    expect(page.locator("input[value=b]")).to_be_checked()
    assert kept() == {"option": "b"}


def test_a_server_that_fails_for_a_while_is_asked_again(open_page: OpenPage) -> None:
    page = open_page()
    begin(page)
    failures = [503, 503]

    def fail(route: object) -> None:
        if failures and route.request.method == "POST":
            route.fulfill(status=failures.pop())
        else:
            route.continue_()

    page.route("**/attempts/**", fail)
    choose(page, "b")
    expect(page.locator("#saved")).to_have_text("Not saved yet – trying again")
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert kept() == {"option": "b"}
    assert not failures


def test_of_two_tabs_the_newer_answer_stays_and_is_shown(open_page: OpenPage) -> None:
    first = open_page()
    begin(first)
    second = first.context.new_page()
    second.goto(first.url)
    choose(first, "b")
    expect(first.locator("#saved")).to_contain_text("Saved")
    second.locator("input[value=c]").click()
    expect(second.locator("#saved")).to_contain_text("A newer answer from another tab")
    expect(second.locator("input[value=b]")).to_be_checked()
    expect(second.locator("input[value=b]")).to_be_focused()
    assert kept() == {"option": "b"}
    choose(second, "c")  # now in full knowledge
    expect(second.locator("#saved")).to_contain_text("Saved")
    assert kept() == {"option": "c"}
    first.locator("[data-next]").click()
    expect(first.locator("#saved")).to_contain_text("A newer answer from another tab")
    expect(first.locator("input[value=c]")).to_be_checked()


def test_an_answer_given_after_the_session_ended_is_sent_after_signing_in(
    open_page: OpenPage,
) -> None:
    page = open_page()
    reader = begin(page)
    Session.objects.all().delete()
    choose(page, "b")
    expect(page.locator("#saved")).to_contain_text("You may have to sign in again")
    page.locator("[data-next]").click()
    page.fill("[name=username]", "小明")
    page.fill("[name=password]", PASSWORD)
    reader.press_button("Sign in")
    expect(page).to_have_url(re.compile(r"/1/$"))
    expect(page.locator("input[value=b]")).to_be_checked()
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert kept() == {"option": "b"}


def test_changing_an_answer_often_leaves_the_last(open_page: OpenPage) -> None:
    page = open_page()
    begin(page)
    for option in "abcabcb":
        choose(page, option)
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/2/$"))
    assert kept() == {"option": "b"}
    step(page, -1)
    expect(page.locator("input[value=b]")).to_be_checked()
    choose(page, "a")
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert kept() == {"option": "a"}
