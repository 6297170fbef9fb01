"""The project's own pages of the admin, and its forms while something is written in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from playwright.sync_api import Page

from quizzes.models import Attempt, Course, Fact, Item, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.browser.pages.desk import a_teacher, visit
from tests.browser.pages.desk_records import FORMS, one_of_each
from tests.browser.pages.visits import (
    DESK,
    Act,
    Visit,
    choose,
    click,
    fill_and_send,
    in_turn,
    shows,
)
from tests.factories import NOW, make_article, make_bank, make_quiz
from tests.services.test_spreadsheets import good_row, item_sheet, sheet
from tests.web.test_card_styles import place

TEXT = "阿克苏市办起了新的培训班。\n去年8月，阿克苏市加入“晨光计划”，培训电商人才约9500人。"
SOURCE = {"title": "新的培训班", "publisher": "晨报", "text": TEXT}
DECK = b"#html:true\nWhat is the capital?\tLima\nA picture\t<img src='lima.png'>\n"
FACTS = sheet([good_row(1), good_row(2, Value="many")])
ROW = ["own", "f", "single_choice", "Which?", "Aksu", "Hotan", "1", "", ""]
QUESTIONS = item_sheet(ROW, [*ROW[:2], "riddle", *ROW[3:]])
SUBMIT = ".submit-row [type=submit]"


def upload(name: str, content: bytes) -> Act:
    def act(page: Page) -> None:
        file = {"name": name, "mimeType": "text/plain", "buffer": content}
        page.set_input_files("[type=file]", [file])
        page.locator("#content-start [type=submit]").first.click()

    return act


def told(page: Visit, route: str, act: Act, shows: str) -> Visit:
    """What comes of doing something on a page."""
    return replace(page, route=route, act=act, shows=shows)


@shows(
    *("quizzes_article_coverage", "quizzes_quiz_coverage", "quizzes_quiz_example"),
    *("quizzes_item_regrade", "quizzes_quiz_regrade", "quizzes_attempt_regrade"),
    *("quizzes_item_variant", "quizzes_fact_leeches", "quizzes_fact_answers"),
    *("quizzes_course_results", "quizzes_course_quiz", "quizzes_extratime_many"),
    among=DESK,
)
def looking(language: str) -> Iterator[Visit]:
    """What a teacher is told: coverage, draws, scores to come, answers that were given."""
    teacher = a_teacher()
    article = one_of_each(teacher)
    quiz = Quiz.objects.get(key="drawn")
    item = Item.objects.get(key="f1.count.numeric")
    attempt = Attempt.objects.get(slots__version__item=item)
    for name, record in (
        ("quizzes_article_coverage", article),
        ("quizzes_quiz_coverage", attempt.quiz),
        ("quizzes_quiz_example", quiz),
        ("quizzes_item_regrade", item),
        ("quizzes_quiz_regrade", attempt.quiz),
        ("quizzes_attempt_regrade", attempt),
        ("quizzes_item_variant", Item.objects.get(key="f1.count.single_choice")),
    ):
        yield visit(name, teacher, record.pk)
    yield visit("quizzes_attempt_regrade", teacher, Attempt.objects.exclude(pk=attempt.pk)[0].pk)
    yield visit("quizzes_fact_leeches", teacher, shows="table")
    course = Course.objects.get()
    yield visit("quizzes_course_results", teacher, course.pk, shows="table")
    yield visit("quizzes_course_quiz", teacher, course.pk, attempt.quiz.pk, shows="table")
    for key, action in (("empty", ".button"), ("waiting", ".grades__address")):
        other = Course.objects.create(key=key, name_en="Class 9", name_zh_hans="九班")
        other.articles.add(article)
        if key == "waiting":
            other.learners.add(teacher)
        yield visit("quizzes_course_results", teacher, other.pk, shows=action)
        yield visit("quizzes_course_quiz", teacher, other.pk, attempt.quiz.pk, shows="h2, .button")
    many = visit("quizzes_extratime_many", teacher)
    yield many
    yield told(many, many.route, click(SUBMIT), ".errorlist")
    yield from _answers(teacher, language)


def _answers(teacher: User, language: str) -> Iterator[Visit]:
    article = make_article("mills")
    point = place(article, "mill", "hotan")
    item = make_bank(article, 1)[0]
    found = Item.objects.filter(point=point, form="short_text").first() or item
    learner = User.objects.get(username="student")
    attempt = start_attempt(learner, make_quiz(article, "mill", items=[found]), language, NOW)
    save_response(attempt.pk, learner, 1, {"option": "b"}, NOW)
    submit(attempt.pk, learner, NOW)
    yield visit("quizzes_fact_answers", teacher, point.fact_id, point.name)


@shows(
    *("quizzes_fact_import", "quizzes_fact_import_plan", "quizzes_fact_anki"),
    *("quizzes_item_import", "quizzes_item_import_plan", "quizzes_fact_anki_plan"),
    *("quizzes_fact_from_text",),
    among=DESK,
)
def bringing_in(language: str) -> Iterator[Visit]:
    """Spreadsheets, decks and texts: before, with what would become of them, and refused."""
    teacher = a_teacher()
    one_of_each(teacher)
    for model, rows in (("fact", FACTS), ("item", QUESTIONS)):
        name = f"quizzes_{model}_import"
        yield visit(name, teacher)
        yield visit(name, teacher, act=upload("no.csv", b"\x00"), shows=".errorlist")
        planned = upload("rows.csv", rows)
        yield told(visit(name, teacher), f"{name}_plan", planned, "table")
    anki = visit("quizzes_fact_anki", teacher)
    yield anki
    yield told(anki, "quizzes_fact_anki_plan", upload("peru.txt", DECK), "table")
    text = visit("quizzes_fact_from_text", teacher)
    yield text
    yield told(text, text.route, click(SUBMIT), ".errorlist")
    send = fill_and_send(SUBMIT, published_on="2025-07-06", **SOURCE)
    chinese = in_turn(choose("#id_language", "zh-hans"), send)
    yield told(text, text.route, chinese, ".proposal")


@shows(
    *("quizzes_fact_preview", "quizzes_fact_change", "quizzes_fact_add"),
    *("quizzes_item_change", "quizzes_item_add"),
    *("login", "password_change", "password_change_done"),
    among=DESK,
)
def writing(language: str) -> Iterator[Visit]:
    """Facts and questions while they are written: what is seen beside the fields."""
    yield Visit("login", "/admin/login/", shows="#login-form")
    teacher = a_teacher()
    yield visit("password_change", teacher)
    yield visit("password_change_done", teacher)
    article = one_of_each(teacher)
    for key in ("draft", "f1"):
        fact = Fact.objects.get(key=key)
        yield visit("quizzes_fact_preview", teacher, fact.pk)
        yield visit("quizzes_fact_change", teacher, fact.pk, shows="[data-part=preview] *")
    tried = fill_and_send(".try .button", **{"try-count": "12"})
    yield visit("quizzes_fact_preview", teacher, fact.pk, act=tried, shows=".try__found")
    yield visit("quizzes_fact_change", teacher, fact.pk, act=click("[name=_save]"), shows="h1")
    for form in FORMS:
        item = Item.objects.get(key=f"{article.key}.{form.value}")
        yield visit("quizzes_item_change", teacher, item.pk, shows="[data-part=preview] *")
    yield visit("quizzes_item_add", teacher)
    wrong = click("[name=_save]")
    query = f"?article={article.pk}"
    yield visit("quizzes_item_add", teacher, query=query, act=wrong, shows=".errornote")
    yield visit("quizzes_fact_add", teacher, query=query, act=wrong, shows=".errornote")
