"""A quiz before it starts, its questions in every form and mode, and looking them over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from quizzes.domain.items import Form
from quizzes.models import Attempt, Item, Pinyin, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.quiz_settings import change_settings
from tests.browser.pages.visits import Visit, click, fill_and_send, in_turn, press, shows
from tests.factories import BODIES, PARTS, make_article, make_bank, make_quiz

FORMS = (*BODIES, *PARTS)
NEXT = "[data-next]"
DAY = timedelta(days=1)
UNREADABLE = {Form.NUMERIC: {"number": "very many"}, Form.CLOZE: {"gap-a": "very many"}}
CHOICE = {"option": "b"}


def _learner() -> User:
    return User.objects.create_user("student", first_name="阿依古丽")


@shows("quiz", "start")
def conditions(language: str) -> Iterator[Visit]:
    learner, now = _learner(), timezone.now()
    article = make_article("cotton", topics=("people", "land"))
    items = make_bank(article, 2)

    def page(key: str, **settings: Any) -> Visit:
        change_settings(make_quiz(article, key, items=items), settings)
        return Visit("quiz", f"/quizzes/{key}/", learner)

    yield page("plain")
    yield page("practice", mode="practice", feedback="each")
    yield page("certainty", mode="certainty")
    yield page("early", opens_at=now + DAY)
    yield page("closed", closes_at=now - DAY)
    yield page("strict", navigation="forward", time_limit=20, pass_mark=0.6, closes_at=now + DAY)
    coded = page("coded", access_code="青稞 7")
    yield coded
    wrong = fill_and_send(".actions .button--primary", access_code="6")
    yield Visit("start", coded.path, learner, wrong, "[aria-invalid=true]")
    quiz = change_settings(make_quiz(article, "over", items=items), {"attempts_allowed": 1})
    _take(learner, quiz, language)
    yield Visit("quiz", "/quizzes/over/", learner, shows=".conditions")
    start_attempt(learner, Quiz.objects.get(key="plain"), language, now)
    yield Visit("quiz", "/quizzes/plain/", learner)


def _take(learner: User, quiz: Quiz, language: str) -> Attempt:
    now = timezone.now()
    attempt = start_attempt(learner, quiz, language, now)
    save_response(attempt.pk, learner, 1, {"option": "a"}, now)
    return submit(attempt.pk, learner, now)


@shows("question", "review", "article", "home")
def questions(language: str) -> Iterator[Visit]:
    """Every form, empty and with what could not be read; then the ways of sitting a quiz."""
    learner = _learner()
    article = make_article("cotton")
    items = make_bank(article, len(FORMS), FORMS)
    quiz = make_quiz(article, "forms", items=items, shuffle_options=False)
    begun = start_attempt(learner, quiz, language, timezone.now())
    at = f"/attempts/{begun.pk}"
    for position, form in enumerate(FORMS, start=1):
        yield Visit("question", f"{at}/{position}/", learner)
        if form in UNREADABLE:
            told = fill_and_send(NEXT, **UNREADABLE[form])
            yield Visit("question", f"{at}/{position}/", learner, told, ".field__error")
    yield Visit("question", f"{at}/1/", learner, click(".option"), "#saved svg")
    yield Visit("question", f"{at}/1/", learner, click("[data-flag]"), "[aria-pressed=true]")
    yield Visit("question", f"{at}/1/", learner, press("?"), "dialog")
    yield Visit("question", f"{at}/1/", learner, click(".disclosure summary"), ".jumps")
    yield Visit("review", f"{at}/review/", learner)
    yield Visit("article", "/articles/cotton/", learner)
    yield Visit("home", "/", learner)


@shows("question", "all", "review")
def modes(language: str) -> Iterator[Visit]:
    learner = _learner()
    article = make_article("cotton")
    items = make_bank(article, len(FORMS), FORMS)
    Pinyin.objects.create(word="中文", reading="zhōng wén")
    yield from _practice(learner, items, language)
    yield from _one_page(learner, items, language)
    sure = _begin(learner, items[:2], language, mode="certainty")
    yield Visit("question", f"{sure}/1/", learner, shows=".levels")
    strict = _begin(learner, items[:2], language, navigation="forward", time_limit=1)
    yield Visit("question", f"{strict}/1/", learner, shows="[data-timer]")
    other = _begin(learner, items[:2], "en" if language == "zh-hans" else "zh-hans")
    save_response(other.rpartition("/")[2], learner, 1, CHOICE, timezone.now())
    save_response(other.rpartition("/")[2], learner, 2, {"value": True}, timezone.now())
    yield Visit("question", f"{other}/1/", learner)
    yield Visit("review", f"{other}/review/", learner)
    chinese = f"{other if language == 'en' else sure}/1/"
    yield Visit("question", chinese, learner, click("form[action='/pinyin/'] button"), "ruby")


def _begin(learner: User, items: list[Item], language: str, **settings: Any) -> str:
    """The address of a new attempt."""
    key = f"quiz-{Quiz.objects.count()}"
    quiz = make_quiz(items[0].article, key, items=items, shuffle_options=False)
    attempt = start_attempt(learner, change_settings(quiz, settings), language, timezone.now())
    return f"/attempts/{attempt.pk}"


def _practice(learner: User, items: list[Item], language: str) -> Iterator[Visit]:
    at = _begin(learner, items, language, mode="practice", feedback="each")
    again = in_turn(click(".option:has([value=b])"), click(NEXT))
    yield Visit("question", f"{at}/1/", learner, again, ".tried")
    for position in range(1, len(items) + 1):
        reveal = click("[name=go][value=reveal]")
        yield Visit("question", f"{at}/{position}/", learner, reveal, "#feedback .outcome")
    yield Visit("review", f"{at}/review/", learner)


def _one_page(learner: User, items: list[Item], language: str) -> Iterator[Visit]:
    at = _begin(learner, items, language, layout="all")
    yield Visit("all", f"{at}/all/", learner, shows="#question-8")
    wrong = fill_and_send(NEXT, **{"q3-number": "very many", "q8-gap-a": "very many"})
    yield Visit("all", f"{at}/all/", learner, wrong, "[name=q8-gap-a][aria-invalid=true]")
    other = User.objects.create_user("other")  # has nothing open that asks the same
    at = _begin(other, items, language, layout="all", mode="practice", feedback="each")
    settled = click("[name=go][value=reveal-1]")
    yield Visit("all", f"{at}/all/", other, settled, ".outcome")
