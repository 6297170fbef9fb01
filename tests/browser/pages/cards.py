"""Cards in all their states, what there is to study, and what a learner knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from quizzes.domain.memory.leeches import LEECH_LAPSES
from quizzes.domain.memory.settings import Rating
from quizzes.models import Course, Passage, Pinyin, User
from quizzes.services.attempts import start_attempt
from quizzes.services.exams import keep_exam
from tests.browser.pages.visits import Visit, click, fill_and_send, in_turn, run, shows
from tests.factories import make_article, make_bank, make_quiz
from tests.services.study_points import rate
from tests.web.test_card_styles import know, place
from tests.web.test_leeches import forget

CARD = "/study/cards/cotton-0.count/"
SHOW, PRIMARY = "[data-show]", "main .button--primary"
DAY = timedelta(days=1)


@shows("study", "card", "check_card", "aside")
def cards(language: str) -> Iterator[Visit]:
    learner = User.objects.create_user("student")
    yield Visit("study", "/study/", learner)
    yield Visit("aside", "/study/aside/", learner)
    article = make_article("cotton")
    make_bank(article, 3)
    Passage.objects.update(text="第一段讲棉花。They picked cotton by hand.")
    yield Visit("study", "/study/", learner, shows=".card")
    keys = run("document.querySelector('[data-keys-open]').click()")
    yield Visit("study", "/study/", learner, keys, "dialog[open]")
    yield Visit("card", "/study/", learner, click(SHOW), ".ratings")
    yield Visit("card", CARD, learner, click("[data-explain] summary"), "blockquote")
    rated = in_turn(click(SHOW), click(".rating"))
    yield Visit("study", "/study/", learner, rated, "form[data-undo]")
    yield from _typed(learner)
    yield from _turned(learner)
    User.objects.update(has_four_ratings=True)
    yield Visit("card", CARD, learner, shows=".rating:nth-of-type(4)")
    Pinyin.objects.create(word="主题", reading="zhǔ tí")
    forget(learner, LEECH_LAPSES)
    yield Visit("aside", "/study/aside/", learner, shows=".outcome")


def _typed(learner: User) -> Iterator[Visit]:
    User.objects.update(types_answers=True)
    yield Visit("study", "/study/", learner, shows="#typed")
    for text, shown in (("very many", "#typed-problem"), ("1", ".verdict"), ("1,001", ".verdict")):
        yield Visit("check_card", "/study/", learner, fill_and_send(PRIMARY, text=text), shown)
    User.objects.update(types_answers=False)


def _turned(learner: User) -> Iterator[Visit]:
    """A gap where there is no question, and the other way round."""
    article = make_article("mills")
    place(article, "gap", "turpan", question=False)
    User.objects.update(reverses_cards=True)
    know(learner, place(article, "mill", "hotan"))
    for key in ("gap.place", "mill.place"):
        yield Visit("card", f"/study/cards/{key}/", learner, shows=".card__answer")
    yield Visit("study", "/study/?article=mills", learner, shows=".card")


@shows("choose", "keep_exam", "study", "home", "article")
def choosing(language: str) -> Iterator[Visit]:
    learner, now = User.objects.create_user("student"), timezone.now()
    yield Visit("choose", "/study/choose/", learner)
    article = make_article("cotton", topics=("people", "land"))
    items = make_bank(article, 4)
    yield Visit("choose", "/study/choose/", learner, shows="#exam-day")
    unchecked = run("document.getElementById('exam-day').form.noValidate = true")
    wrong = in_turn(unchecked, click(".choice__form .button"))
    yield Visit("keep_exam", "/study/choose/", learner, wrong, "#exam-day-problem")
    for topic in (None, "land"):
        keep_exam(learner, "cotton", topic, (now + 5 * DAY).date(), now)
    yield Visit("choose", "/study/choose/", learner, shows="main h3 + p time")
    yield Visit("home", "/", learner)
    yield Visit("article", "/articles/cotton/", learner)
    exam = f"/study/?article=cotton&exam={(now + 5 * DAY).date()}"
    yield Visit("study", exam, learner, shows=".card")
    start_attempt(learner, make_quiz(article, "asks", items=items), language, now)
    yield Visit("study", "/study/", learner)
    yield Visit("choose", "/study/choose/", learner)


@shows("progress", "mastery", "home", "preferences")
def progress(language: str) -> Iterator[Visit]:
    """With so many reviews that every figure is drawn."""
    learner, now = User.objects.create_user("student"), timezone.now()
    article = make_article("cotton", topics=("people", "land"))
    make_bank(article, 6)
    course = Course.objects.create(key="class-7", name_en="Class 7", name_zh_hans="七班")
    course.articles.add(article)
    course.enrolments.create(learner=learner)
    yield Visit("mastery", "/progress/cotton/", learner)
    for number in range(4):
        for days in (40, 30, 20, 2 + number):
            rating = Rating.AGAIN if number == 3 else Rating.GOOD
            rate(learner, f"cotton-{number}.count", rating, now - days * DAY)
    tables = run("document.querySelectorAll('main details').forEach((each) => each.open = true)")
    for route, path in (("progress", "/progress/"), ("mastery", "/progress/cotton/")):
        yield Visit(route, path, learner, tables, "main svg")
    yield Visit("home", "/", learner)
    yield Visit("preferences", "/preferences/", learner)
