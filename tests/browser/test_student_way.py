"""The student's way in real Chromium: sign up, a quiz of ten, its result, cards, scores."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from quizzes.domain.items import Form
from quizzes.models import Attempt, Response, Review, User
from tests.browser.conftest import LANGUAGES, step
from tests.factories import KEPT_BACK, make_article, make_bank, make_quiz
from tests.personas import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)
TEN = 10


@pytest.fixture(autouse=True)
def content(transactional_db: None) -> None:
    """One article with a quiz of ten, every form in turn."""
    article = make_article("cotton", topics=("people", "land"))
    make_quiz(article, "ten", items=make_bank(article, TEN, FORMS))
    make_bank(make_article("free"), 2)


class Reader:
    """A person at the browser who knows the words of the interface in their language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language

    def words(self, msgid: str) -> str:
        with override(self.language):
            return gettext(msgid)

    def press_button(self, msgid: str) -> None:
        self.page.get_by_role("button", name=self.words(msgid)).first.click()

    def follow(self, msgid: str) -> None:
        self.page.get_by_role("link", name=self.words(msgid)).first.click()

    def sees(self, msgid: str) -> None:
        expect(self.page.locator("body")).to_contain_text(self.words(msgid))


def sign_up(reader: Reader, name: str = "小明") -> None:
    reader.page.goto("/")
    reader.follow("Make an account")
    reader.page.fill("[name=username]", name)
    reader.page.fill("[name=password1]", PASSWORD)
    reader.page.fill("[name=password2]", PASSWORD)
    reader.press_button("Make an account")
    expect(reader.page.locator("details[data-menu] summary")).to_contain_text(name)


def answer(page: Page, position: int, right: bool = True) -> None:
    """Answer the question on the page: the four forms come in turn."""
    match FORMS[(position - 1) % len(FORMS)]:
        case Form.SINGLE_CHOICE:
            page.locator(f"input[name=option][value={'a' if right else 'b'}]").check()
        case Form.TRUE_FALSE:
            page.locator(f"input[name=value][value={'true' if right else 'false'}]").check()
        case Form.NUMERIC:
            page.fill("[name=number]", "9500" if right else "12")
        case _:
            page.fill("[name=text]", f"{KEPT_BACK} answer" if right else "nothing")


def start_quiz(reader: Reader) -> None:
    reader.page.goto("/articles/")
    reader.page.locator(".entries a[href$='/cotton/']").click()
    reader.press_button("Start the quiz")
    reader.page.wait_for_url(re.compile(r"/attempts/[0-9a-f-]{36}/1/$"))  # and for its scripts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_student_signs_up_takes_a_quiz_studies_and_sees_the_scores(
    open_page: OpenPage, language: str
) -> None:
    page = open_page(language)
    reader = Reader(page, language)
    sign_up(reader)
    expect(page.locator("html")).to_have_attribute(
        "lang", {"zh-hans": "zh-Hans", "en": "en"}[language]
    )
    start_quiz(reader)
    for position in range(1, TEN + 1):
        expect(page).to_have_url(re.compile(rf"/{position}/$"))
        expect(page.locator("body")).not_to_contain_text(KEPT_BACK, ignore_case=True)
        answer(page, position, right=position > 2)
        page.locator("[data-next]").click()
    reader.sees("Every question has an answer. You can still change them.")
    reader.press_button("Hand in")
    expect(page.locator(".figure__value")).to_have_text(re.compile(r"8\s*/\s*10"))
    expect(page.locator(".outcome")).to_have_count(TEN)
    expect(page.locator(".verdict--wrong")).to_have_count(2)
    expect(page.locator(".picks__why").first).to_contain_text("wrong")
    study_with_keys(reader)
    page.goto("/scores/")
    expect(page.locator(".chart__dot")).to_have_count(1)
    expect(page.locator(".chart__last")).to_have_text("80%")


def study_with_keys(reader: Reader) -> None:
    """Show and rate two cards by keys, take the second rating back, rate it again."""
    page = reader.page
    page.goto("/study/")
    before = Review.objects.filter(source=Review.Source.CARD).count()
    first = page.locator(".card__question").inner_text()
    for key in ("2", "1"):
        page.keyboard.press("Space")
        expect(page.locator(".rating__word")).to_have_count(2)
        page.keyboard.press(key)
        page.wait_for_url(re.compile(r"/study/$"))
    assert page.locator(".card__question").inner_text() != first
    assert Review.objects.filter(source=Review.Source.CARD).count() == before + 2
    page.keyboard.press("u")
    page.wait_for_url(re.compile(r"/study/cards/"))
    reader.sees("Taken back. Rate this card again.")
    assert Review.objects.filter(source=Review.Source.CARD).count() == before + 1
    page.locator("button[data-key='2']").click()
    page.wait_for_url(re.compile(r"/study/$"))


def test_a_choice_is_kept_at_once_and_survives_reload_and_back(open_page: OpenPage) -> None:
    page = open_page()
    reader = Reader(page, "en")
    sign_up(reader)
    start_quiz(reader)
    page.locator("input[value=b]").check()
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("input[value=b]")).to_be_checked()
    page.locator("[data-next]").click()
    page.locator("input[value=true]").check()
    page.locator("[data-next]").click()
    for position in (3, 2):  # each page has arrived before the next step back
        expect(page).to_have_url(re.compile(rf"/{position}/$"))
        step(page, -1)
    expect(page).to_have_url(re.compile(r"/1/$"))
    expect(page.locator("input[value=b]")).to_be_checked()
    page.locator("input[value=a]").check()
    page.locator("[data-next]").click()
    expect(page.locator("input[value=true]")).to_be_checked()
    assert Response.objects.get(slot__position=1).answer == {"option": "a"}


def test_an_answer_stays_when_the_browser_is_closed(open_page: OpenPage) -> None:
    page = open_page()
    reader = Reader(page, "en")
    sign_up(reader)
    start_quiz(reader)
    answer(page, 1)
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/2/$"))
    other = open_page()
    other.goto("/accounts/login/")
    other.fill("[name=username]", "小明")
    other.fill("[name=password]", PASSWORD)
    Reader(other, "en").press_button("Sign in")
    Reader(other, "en").follow("Continue")
    expect(other).to_have_url(re.compile(r"/2/$"))


def test_a_whole_quiz_is_taken_by_keys_alone(open_page: OpenPage) -> None:
    page = open_page()
    sign_up(Reader(page, "en"))
    start_quiz(Reader(page, "en"))
    for position in range(1, TEN + 1):
        page.wait_for_url(re.compile(rf"/{position}/$"))  # and for the scripts, as a person does
        form = FORMS[(position - 1) % len(FORMS)]
        if form in (Form.SINGLE_CHOICE, Form.TRUE_FALSE):
            page.keyboard.press("1")
        else:
            while not page.evaluate("document.activeElement.matches('#answer')"):
                page.keyboard.press("Tab")
            page.keyboard.type("9500" if form is Form.NUMERIC else "a word")
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/review/$"))
    assert Response.objects.count() == TEN


def test_enter_that_ends_a_chinese_composition_does_not_send_the_answer(
    open_page: OpenPage,
) -> None:
    page = open_page("zh-hans")
    sign_up(Reader(page, "zh-hans"))
    start_quiz(Reader(page, "zh-hans"))
    attempt = Attempt.objects.get()
    page.goto(f"/attempts/{attempt.pk}/4/")
    page.locator("#answer").focus()
    devtools = page.context.new_cdp_session(page)
    devtools.send(
        "Input.imeSetComposition", {"text": "阿克苏", "selectionStart": 3, "selectionEnd": 3}
    )
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "\r", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    devtools.send("Input.insertText", {"text": "阿克苏"})
    expect(page.locator("#answer")).to_have_value("阿克苏")
    expect(page).to_have_url(re.compile(r"/4/$"))
    page.locator("#answer").press("Enter")
    expect(page).to_have_url(re.compile(r"/5/$"))
    assert Response.objects.get(slot__position=4).answer == {"text": "阿克苏"}


def test_a_quiz_needs_no_javascript(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    reader = Reader(page, "en")
    sign_up(reader)
    start_quiz(reader)
    for position in range(1, TEN + 1):
        answer(page, position)
        page.locator("[data-next]").click()
    reader.press_button("Hand in")
    expect(page.locator(".figure__value")).to_have_text(re.compile(r"10\s*/\s*10"))
    reader.follow("Go on with cards")
    reader.follow("Show the answer")
    page.locator("button[data-key='2']").click()
    expect(page.locator("body")).to_contain_text("1 done today")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_on_a_phone(open_page: OpenPage, language: str) -> None:
    page = open_page(language, 390)  # on the smallest one, all pages: test_every_page
    sign_up(Reader(page, language), "一个名字很长很长的学生")
    start_quiz(Reader(page, language))
    attempt = Attempt.objects.get()
    User.objects.update(is_staff=True)
    paths = ["/", "/articles/", "/articles/cotton/", "/quizzes/ten/", "/study/"]
    paths += ["/study/cards/free-0.count/", "/scores/", "/preferences/", "/design/"]
    paths += [f"/attempts/{attempt.pk}/{rest}/" for rest in (1, 2, 3, 4, "review")]
    for path in paths:
        page.goto(path)
        beyond = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert beyond <= 0, path
