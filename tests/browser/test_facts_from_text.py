"""A teacher marks a value by selecting it, and accepts facts that a text proposes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Article, Fact, User
from tests.factories import make_article, make_entity, make_unit
from tests.personas import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@pytest.fixture
def article(transactional_db: None) -> Article:
    make_unit("person", name_zh_hans="人", name_en="person", plural_en="people")
    make_entity("aksu", name_zh_hans="阿克苏市", name_en="Aksu City")
    return make_article("cotton", topics=("people",))


@pytest.fixture
def page(open_page: OpenPage, teacher: User, article: Article) -> Page:
    page = open_page("en")
    page.goto("/admin/login/")
    page.fill("[name='username']", teacher.username)
    page.fill("[name='password']", PASSWORD)
    page.locator("[type='submit']").last.click()
    page.wait_for_url("**/admin/")
    return page


def select(page: Page, name: str, words: str) -> None:
    page.evaluate(
        """([name, words]) => {
          const area = document.querySelector(`[name="${name}"]`);
          const start = area.value.indexOf(words);
          area.focus();
          area.setSelectionRange(start, start + words.length);
        }""",
        [name, words],
    )


def test_a_selected_value_becomes_a_point_that_is_filled_in(page: Page, article: Article) -> None:
    page.goto(f"/admin/quizzes/fact/add/?article={article.pk}")
    page.fill("[name='statement_en']", "Aksu City trained over 9,500 people.")
    select(page, "statement_en", "Aksu City")
    page.get_by_role("button", name="Mark as a value").last.click()
    expect(page.locator("[name='points-0-kind']")).to_have_value("entity")
    select(page, "statement_en", "over 9,500 people")
    page.keyboard.press("Alt+m")
    expect(page.locator("[name='statement_en']")).to_have_value("{city} trained {people} people.")
    expect(page.locator("[name='points-1-amount']")).to_have_value("9500")
    expect(page.locator("[name='points-1-bound']")).to_have_value("more_than")
    page.fill("[name='statement_zh_hans']", "阿克苏市培训了超过9500人。")
    for words, left in (
        ("阿克苏市", "{city}培训了超过9500人。"),
        ("超过9500人", "{city}培训了{people}人。"),
    ):
        select(page, "statement_zh_hans", words)
        page.get_by_role("button", name="Mark as a value").first.click()
        expect(page.locator("[name='statement_zh_hans']")).to_have_value(left)
    # The same values in the other language are the same points: no third one was made.
    page.select_option("[name='topic']", index=1)
    page.select_option("[name='passage']", index=1)
    page.locator("[name='_save']").click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Fact.objects.get().points.count() == 2


def test_a_proposed_fact_has_the_fields_of_its_kinds_and_is_kept_as_a_draft(page: Page) -> None:
    page.goto("/admin/quizzes/fact/from-text/")
    page.fill("[name='title']", "Training")
    page.fill("[name='publisher']", "The Herald")
    page.fill("[name='published_on']", "2025-07-06")
    page.fill("[name='text']", "Last August, Aksu City trained over 9,500 people.")
    page.get_by_role("button", name="Look for facts").click()
    expect(page.locator("mark")).to_have_count(3)
    units = page.get_by_label("Unit:")
    expect(units.locator("visible=true")).to_have_count(1)  # of the quantity alone
    page.get_by_label("Kind:").first.select_option("quantity")
    expect(units.locator("visible=true")).to_have_count(2)
    page.get_by_label("Kind:").first.select_option("date")
    expect(units.locator("visible=true")).to_have_count(1)
    page.get_by_label("Keep as a draft").check()
    page.get_by_role("button", name="Keep what is ticked").click()
    expect(page.locator(".messagelist").first).to_contain_text("1 draft kept.")
    assert Fact.objects.get().status == Fact.Status.DRAFT
