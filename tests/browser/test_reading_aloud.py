"""Questions, cards and explanations are read aloud by the browser's voices, on request.

Chromium has no voices here: a stand-in takes their place and notes what it is asked to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from quizzes.domain.items import Form
from quizzes.models import Attempt, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.browser.test_accessibility import sign_in
from tests.factories import KEPT_BACK, cloze_body, make_article, make_bank, make_item, make_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
STAND_IN = """
(languages) => {
  const voices = languages.map((lang) => ({ lang, localService: true, name: lang }));
  const fake = new EventTarget();
  Object.assign(fake, {
    said: [],
    cancelled: 0,
    getVoices: () => voices,
    speak(utterance) { fake.said.push(utterance); },
    cancel() {
      fake.cancelled += 1;
      sessionStorage.setItem("cancelled", Number(sessionStorage.getItem("cancelled")) + 1);
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: fake });
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
}
"""


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    article = make_article("cotton")
    items = make_bank(article, 2)
    gaps = make_item(article, Form.CLOZE, body=cloze_body(), key="gaps")
    make_bank(make_article("free"), 1)
    return make_quiz(article, "three", items=[*items, gaps])


@pytest.fixture
def attempt(quiz: Quiz, student: User) -> Attempt:
    return start_attempt(student, quiz, "zh-hans", timezone.now())


def with_voices(page: Page, user: User, *languages: str) -> Page:
    page.context.add_init_script(f"({STAND_IN})({list(languages)})")
    page.goto("/")
    sign_in(page, user)
    return page


def said(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(
        "speechSynthesis.said.map(({ text, lang, voice }) => ({ text, lang, voice: voice.lang }))"
    )
    return found


def button(page: Page) -> Locator:
    return page.locator("[data-speak]").first


def test_a_question_and_its_options_are_read_in_their_language(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = with_voices(open_page("en"), student, "en-GB", "zh-HK", "zh-CN")
    page.goto(f"/attempts/{attempt.pk}/1/")
    expect(button(page)).to_have_text("Read aloud")
    button(page).click()
    texts = [each["text"] for each in said(page)]
    assert texts[0].startswith("中文 Stem of cotton-0")
    assert sorted(texts[-3:]) == ["7,500", "8,500", "9,500"]
    assert {each["lang"] for each in said(page)} == {"zh-CN"}
    assert {each["voice"] for each in said(page)} == {"zh-CN"}
    assert not any(KEPT_BACK in text or "Next" in text for text in texts)


def test_a_gap_is_read_as_a_word(open_page: OpenPage, student: User, attempt: Attempt) -> None:
    page = with_voices(open_page("en"), student, "zh-CN", "en-GB")
    page.goto(f"/attempts/{attempt.pk}/3/")
    button(page).click()
    assert said(page)[0]["text"] == "什么 有 什么 人。"


def test_it_is_stopped_by_the_button_by_escape_and_at_the_end(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = with_voices(open_page("en"), student, "zh-CN")
    page.goto(f"/attempts/{attempt.pk}/1/")
    button(page).focus()
    page.keyboard.press("Enter")  # by keyboard alone; it does not send the form
    expect(button(page)).to_have_text("Stop reading")
    page.keyboard.press("Space")
    expect(button(page)).to_have_text("Read aloud")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(button(page)).to_have_text("Read aloud")
    button(page).click()
    page.evaluate("speechSynthesis.said.at(-1).dispatchEvent(new Event('end'))")
    expect(button(page)).to_have_text("Read aloud")
    expect(page).to_have_url(re.compile(r"/1/$"))


def cancelled(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.getItem('cancelled'))"))


def test_going_on_stops_the_voice(open_page: OpenPage, student: User, attempt: Attempt) -> None:
    page = with_voices(open_page("en"), student, "zh-CN")
    page.goto(f"/attempts/{attempt.pk}/1/")
    button(page).click()
    before, spoken = cancelled(page), said(page)
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile(r"/2/$"))
    expect(button(page)).to_be_visible()
    expect(button(page)).to_have_text("Read aloud")
    assert cancelled(page) == before + 1
    assert said(page) == spoken


def test_leaving_the_page_stops_the_voice(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = with_voices(open_page("en"), student, "zh-CN")
    page.goto(f"/attempts/{attempt.pk}/1/")
    button(page).click()
    before = cancelled(page)
    page.goto(f"/attempts/{attempt.pk}/2/")
    expect(button(page)).to_be_visible()
    assert cancelled(page) >= before + 2  # once on leaving, once on arriving
    assert said(page) == []


@pytest.mark.parametrize("voices", [(), ("en-GB",), ("zh-HK",)])
def test_without_a_voice_for_the_language_there_is_no_button(
    open_page: OpenPage, student: User, attempt: Attempt, voices: tuple[str, ...]
) -> None:
    page = with_voices(open_page("en"), student, *voices)
    page.goto(f"/attempts/{attempt.pk}/1/", wait_until="networkidle")
    expect(button(page)).to_be_attached()
    expect(button(page)).to_be_hidden()


def test_voices_that_come_late_bring_the_button(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    page = with_voices(open_page("en"), student)
    page.goto(f"/attempts/{attempt.pk}/1/", wait_until="networkidle")
    page.evaluate("speechSynthesis.getVoices().push({ lang: 'zh_CN', localService: false })")
    page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(button(page)).to_be_visible()


def test_a_card_reads_its_front_alone_until_the_answer_is_shown(
    open_page: OpenPage, student: User, quiz: Quiz
) -> None:
    page = with_voices(open_page("en"), student, "en-GB")
    page.goto("/study/?article=free")
    button(page).click()
    front = " ".join(each["text"] for each in said(page))
    assert "free-0?" in front
    assert "1,000" not in front
    page.locator("[data-show]").click()
    expect(page.locator(".card__value")).to_be_visible()
    button(page).click()
    assert "1,000" in " ".join(each["text"] for each in said(page))


def test_an_explanation_is_read_on_the_result_page(
    open_page: OpenPage, student: User, attempt: Attempt
) -> None:
    save_response(attempt.pk, student, 1, {"option": "b"}, timezone.now() - timedelta(minutes=1))
    submit(attempt.pk, student, timezone.now())
    page = with_voices(open_page("en"), student, "zh-CN")
    page.goto(f"/attempts/{attempt.pk}/result/")
    button(page).click()
    assert "explanation of cotton-0" in " ".join(each["text"] for each in said(page))
