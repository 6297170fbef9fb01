"""The teacher's way in real Chromium: a fact, its preview, an own question, a student's score."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from quizzes.models import Article, Fact, Item, User
from quizzes.models.base import PublicationStatus
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.browser.conftest import LANGUAGES
from tests.factories import NOW, make_article, make_bank, make_entity, make_quiz, make_unit
from tests.personas import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@pytest.fixture
def article(transactional_db: None) -> Article:
    make_unit("person", name_zh_hans="人", name_en="person", plural_en="people")
    make_entity("aksu", name_zh_hans="阿克苏市", name_en="Aksu City")
    return make_article("cotton", topics=("people",))


@pytest.fixture
def score(article: Article, student: User) -> None:
    """A student has answered one question of one right."""
    attempt = start_attempt(student, make_quiz(article, items=make_bank(article, 1)), "en", NOW)
    save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    submit(attempt.pk, student, NOW)


class Teacher:
    """A teacher at the browser who knows the words of the interface in their language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language

    def words(self, msgid: str) -> str:
        with override(self.language):
            return gettext(msgid)

    def press(self, msgid: str) -> None:
        self.page.get_by_role("button", name=self.words(msgid), exact=True).first.click()

    def open(self, model: str) -> None:
        """Go to a list by its link on the first page."""
        self.page.goto("/admin/")
        self.page.locator(f"#quizzes-{model} a").first.click()

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.fill(f"[name='{name}']", text)

    def choose(self, name: str, value: str) -> None:
        self.page.select_option(f"[name='{name}']", value)

    def sees(self, text: str) -> None:
        expect(self.page.locator("#content-start")).to_contain_text(text)

    def reads(self, msgid: str) -> None:
        self.sees(self.words(msgid))


def sign_in(teacher: Teacher) -> None:
    teacher.page.goto("/admin/")
    teacher.fill(username="teacher", password=PASSWORD)
    teacher.page.click("#login-form [type=submit]")
    teacher.reads("What would you like to do?")


def write_a_fact(teacher: Teacher) -> None:
    page = teacher.page
    teacher.open("fact")
    page.locator(".object-tools a.addlink").click()
    page.select_option("[name=topic]", index=1)
    page.select_option("[name=passage]", index=2)
    teacher.fill(
        statement_zh_hans="{city}培育了{trained}名电商人才。",
        statement_en="{city} had trained {trained} e-commerce workers.",
    )
    teacher.fill(**{"points-0-name": "city", "points-1-name": "trained"})
    expect(page.locator("[name='points-0-entity']")).to_be_hidden()
    teacher.choose("points-0-kind", "entity")
    teacher.fill(**{"points-0-entity": "阿克苏市"})
    expect(page.locator("[name='points-0-amount']")).to_be_hidden()
    teacher.choose("points-1-kind", "quantity")
    page.check("[name='points-1-exclusive']")
    teacher.fill(
        **{
            "points-1-question_zh_hans": "阿克苏市培育了多少名电商人才？",
            "points-1-question_en": "How many e-commerce workers had Aksu City trained?",
            "points-1-amount": "9,500",
        }
    )
    page.select_option("[name='points-1-unit']", index=1)


def forget_the_bound_and_mend_it(teacher: Teacher) -> None:
    teacher.press("Save and preview")
    expect(teacher.page.locator(".errornote")).to_be_visible()
    teacher.sees(teacher.words("A quantity needs a bound: exact, about, over …"))
    teacher.choose("points-1-bound", "over")
    teacher.press("Save and preview")


def publish(teacher: Teacher) -> None:
    for text in ("阿克苏市培育了多少名电商人才", "how many e-commerce workers had Aksu City"):
        teacher.sees(text)
    assert not Item.objects.filter(article__key="cotton", point__name="trained").exists()
    teacher.press("Publish")
    teacher.reads("Published: learners meet these questions.")


def write_a_question(teacher: Teacher) -> None:
    page = teacher.page
    teacher.open("item")
    page.locator(".object-tools a.addlink").click()
    expect(page.locator("[name='options-0-en']")).to_be_hidden()
    teacher.choose("form", "single_choice")
    teacher.fill(
        stem_zh_hans="谁报道了这件事？",
        stem_en="Who reported this?",
        explanation_zh_hans="人民日报。",
        explanation_en="People's Daily did.",
    )
    for number, (zh, en) in enumerate([("人民日报", "People's Daily"), ("新华社", "Xinhua")]):
        teacher.fill(**{f"options-{number}-zh-hans": zh, f"options-{number}-en": en})
    teacher.press("Save and publish")
    teacher.sees(teacher.words("Mark the one right option: %(found)s are marked.") % {"found": 0})
    page.check("[name='options-key'][value='0']")
    teacher.press("Save and publish")
    teacher.sees("Who reported this?")


def see_the_score(teacher: Teacher) -> None:
    teacher.open("attempt")
    row = teacher.page.locator("#result_list tbody tr")
    expect(row).to_contain_text("student")
    expect(row).to_contain_text("100% (1/1)")
    row.locator("a").first.click()
    teacher.sees("9,500")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("teacher", "score")
def test_a_teacher_goes_the_whole_way(open_page: OpenPage, language: str) -> None:
    teacher = Teacher(open_page(language), language)
    sign_in(teacher)
    write_a_fact(teacher)
    forget_the_bound_and_mend_it(teacher)
    publish(teacher)
    assert Fact.objects.get(status=Fact.Status.PUBLISHED, points__name="trained")
    write_a_question(teacher)
    own = Item.objects.get(origin=Item.Origin.TEACHER)
    assert own.status == PublicationStatus.PUBLISHED
    see_the_score(teacher)


@pytest.mark.usefixtures("teacher")
def test_a_fact_can_be_written_on_a_phone_without_javascript(
    open_page: OpenPage, article: Article
) -> None:
    teacher = Teacher(open_page("zh-hans", width=390, javascript=False), "zh-hans")
    sign_in(teacher)
    page = teacher.page
    page.goto(f"/admin/quizzes/fact/add/?article={article.pk}")
    page.select_option("[name=topic]", index=1)
    page.select_option("[name=passage]", index=1)
    teacher.fill(statement_zh_hans="共有{count}人。", **{"points-0-name": "count"})
    teacher.choose("points-0-kind", "quantity")
    teacher.fill(**{"points-0-amount": "12"})
    page.select_option("[name='points-0-unit']", index=1)
    teacher.choose("points-0-bound", "exact")
    teacher.press("Save and preview")
    teacher.sees("12")
    assert Fact.objects.get().points.get().amount == 12


@pytest.mark.usefixtures("teacher")
def test_what_could_be_better_is_told_while_a_question_is_written(
    open_page: OpenPage, article: Article
) -> None:
    teacher = Teacher(open_page("en"), "en")
    sign_in(teacher)
    page = teacher.page
    page.goto(f"/admin/quizzes/item/add/?article={article.pk}")
    told = page.locator("[data-part='findings']")
    expect(told).to_contain_text("appears here")
    teacher.choose("form", "single_choice")
    teacher.fill(stem_en="Which city is not in the south?", **{"options-0-en": "Hotan"})
    expect(told.locator("mark")).to_have_text("not")
    teacher.fill(stem_en="Which city is in the south?")
    expect(told.locator("mark")).to_have_count(0)
    assert not Item.objects.exists()


@pytest.mark.usefixtures("teacher")
@pytest.mark.usefixtures("article")
def test_every_form_is_shown_while_a_fact_is_written(open_page: OpenPage) -> None:
    teacher = Teacher(open_page("en"), "en")
    sign_in(teacher)
    page = teacher.page
    write_a_fact(teacher)
    panel, told = page.locator("[data-live]"), page.locator(".live-problem")
    expect(told.filter(has_text="A quantity needs a bound")).to_be_visible()
    expect(page.locator("[name='points-1-bound']")).to_have_attribute("aria-invalid", "true")
    teacher.choose("points-1-bound", "over")
    expect(told).to_have_count(0)
    expect(panel.locator(".sheet[lang='zh-Hans']").first).to_be_visible()
    expect(panel).to_contain_text("how many e-commerce workers had Aksu City")
    teacher.fill(**{"points-1-question_en": "How many people had been trained?"})
    expect(panel).to_contain_text("how many people had been trained?")
    assert not Fact.objects.exists()
