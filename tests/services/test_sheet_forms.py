"""Questions of every form in a spreadsheet: written, read back, and named where they are wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import Value
from django.db.models.functions import Concat
from rest_framework.test import APIClient

from quizzes.admin.editors import EDITORS
from quizzes.api.item_writing import WRITERS
from quizzes.domain.formats.columns import fold
from quizzes.domain.formats.item_bodies import SHEET_FORMS
from quizzes.domain.formats.item_columns import ITEMS
from quizzes.domain.formats.words import FORM, write_word
from quizzes.domain.formats.workbooks import Page, read_book, write_csv, write_workbook
from quizzes.domain.items import Form, ItemContent
from quizzes.domain.writing.keeping import said
from quizzes.models import Article, Item
from quizzes.services.sheet_export import export_items, template
from quizzes.services.spreadsheets import apply_import, plan_import
from tests.factories import NOW, make_article, make_unit
from tests.services.test_spreadsheets import problems

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> None:
    """Throttles count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def article() -> Article:
    make_unit("person")
    return make_article("cotton")


def both(text: str) -> dict[str, str]:
    return {"en": text, "zh-hans": f"{text}号"}


def chosen(*right: str) -> list[dict[str, Any]]:
    return [
        {"text": both(each), "is_key": each in right, "reason": both(f"Because {each};")}
        for each in ("Aksu", "Hotan; or | not", "=Kashgar", "Turpan", "Yining", "Altay", "Hami")
    ]


WRITTEN: list[dict[str, Any]] = [
    {"form": "single_choice", "options": chosen("Hotan; or | not")},
    {"form": "single_choice", "options": chosen("Aksu"), "in_order": True},
    {"form": "multiple_choice", "options": chosen("Aksu", "Hami", "Yining")},
    {"form": "true_false", "truth": False, "reason": both("No")},
    {"form": "numeric", "amount": "9500.5", "unit": "person", "tolerance": "50"},
    {"form": "short_text", "answer": both("Aksu"), "accepted": ["Aqsu; or so", "阿城"]},
    {
        "form": "cloze",
        "stem": {
            "en": "{Aksu | Aqsu} had {9500 ± 50} in {2024-08}.",
            "zh-hans": "{3: 2024年8月}，{2: 9500}人在{1: 阿克苏 | 阿城}。",
        },
    },
    {
        "form": "cloze",
        "stem": {"en": "{c} had {d}.", "zh-hans": "{d}人在{c}。"},
        "gaps": [
            {"id": "c", "answer": both("Aksu"), "accepted": ["Aqsu"], "hint": both("a city")},
            {"id": "d", "amount": "9500", "unit": "person", "tolerance": "50"},
        ],
    },
    {
        "form": "matching",
        "pairs": [{"left": both(f"Left {n}"), "right": both(f"Right {n}")} for n in range(7)],
        "spares": [both("Spare b"), both("Spare a")],
    },
    {"form": "ordering", "order": [both(each) for each in ("cab", "abc", "bca", "-5", "a;b|c")]},
]


def written(client: APIClient) -> dict[str, ItemContent]:
    """Questions of every form, written by the API; their contents by key."""
    for number, members in enumerate(WRITTEN):
        stem = {"stem": both(f"Which is it, {number}?")}
        explanation = {"explanation": both("It says so.")}
        item = {"article": "cotton"} | stem | explanation | members
        answer = client.post("/api/v1/items/", item)
        assert answer.status_code == 201, answer.content
    return contents()


def contents() -> dict[str, ItemContent]:
    items = Item.objects.select_related("current")
    return {item.key: item.current.to_content() for item in items if item.current}


def test_every_form_is_among_what_is_written_and_has_every_way_in() -> None:
    assert {each["form"] for each in WRITTEN} == {form.value for form in Form}
    assert set(SHEET_FORMS) == set(EDITORS) == set(WRITERS) == set(Form)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_questions_of_every_form_leave_and_come_back_unchanged(
    teacher, teacher_api, article, language, kind
):
    was = written(teacher_api)
    page = export_items(Item.objects.all(), language)
    content = write_workbook([page]) if kind == "xlsx" else write_csv(page)
    plan = plan_import(content, f"items.{kind}", teacher)
    assert problems(plan) == []
    assert plan.counts == {"unchanged": len(WRITTEN)}
    Item.objects.update(key=Concat(Value("old."), "key"))  # as in a bank that has none of them
    apply_import(plan_import(content, f"items.{kind}", teacher), teacher, NOW)
    now = contents()
    assert len(now) == 2 * len(was)
    for key, old in was.items():
        assert said(now[key].body) == said(old.body)
        assert (now[key].form, now[key].explanation) == (old.form, old.explanation)
        assert now[key].languages == old.languages
        assert getattr(now[key].body, "in_order", False) == getattr(old.body, "in_order", False)


def test_a_gap_that_is_not_touched_keeps_what_a_row_cannot_say(teacher, teacher_api, article):
    was = written(teacher_api)
    key = next(key for key, old in was.items() if "a city" in str(old.body))
    content = write_csv(export_items(Item.objects.filter(key=key), "en")).decode("utf-8-sig")
    changed = content.replace("9500 ± 50", "9600").replace("had", "taught")
    applied = apply_import(plan_import(changed.encode(), "items.csv", teacher), teacher, NOW)
    assert len(applied.changed) == 1
    city, count = contents()[key].body.gaps
    assert (city.hint["en"], count.answer.quantity.unit) == ("a city", "")
    assert count.answer.quantity.amount == 9600


PARTS = ["Form", "Stem (English)", *(f"Option {n} (English)" for n in (1, 2, 3))]
PARTS += [*(f"Match {n} (English)" for n in (1, 2, 3)), "Answer", "Article"]


@pytest.mark.parametrize(
    ("cells", "place", "words"),
    [
        (["cloze", "No gap."], "column B (Stem (English))", "at least one gap"),
        (["填空题", "{Aksu"], "column B (Stem (English))", "A brace is open"),
        (["cloze", "{Aksu ± 5} is."], "column B (Stem (English))", "Only a number"),
        (
            ["matching", "Q?", "a", "b", "", "x", "", "z"],
            "column G (Match 2 (English))",
            "not be empty",
        ),
        (["matching", "Q?", "a", "a", "", "x", "y"], "column C (Option 1", "stands twice"),
        (["连线题", "Q?", "a", "", "", "x"], "column C (Option 1", "at least 2 pairs"),
        (["ordering", "Q?", "a", "b"], "column C (Option 1", "At least 3 things"),
        (["排序", "Q?", "a", "b", "a"], "column C (Option 1", "stands twice"),
        (
            ["multiple choice", "Q?", "a", "b", "c", "", "", "", "ABC"],
            "column I (Answer)",
            "at least one wrong",
        ),
        (
            ["多选题", "Q?", "a", "b", "", "", "", "", "1；3"],
            "column I (Answer)",
            "Option 3 is empty",
        ),
        (["多选", "Q?", "a", "b", "c", "", "", "", "1,?"], "column I (Answer)", "“?” is neither"),
    ],
)
def test_each_bad_cell_of_a_form_in_parts_is_named(teacher, article, cells, place, words):
    row = [*cells, *[""] * (len(PARTS) - 1 - len(cells)), "cotton"]
    plan = plan_import(write_csv(Page("items", PARTS, [row])), "items.csv", teacher)
    said_of = problems(plan)
    assert any(f"items, row 2, {place}" in each and words in each for each in said_of), said_of


@pytest.mark.parametrize("answer", ["1；3", "AC", "a, c", "1 3", "A、C"])
def test_several_keys_are_written_in_many_ways(teacher, article, answer):
    row = ["multiple choice", "Q?", "a", "b", "c", "", "", "", answer, "cotton"]
    plan = plan_import(write_csv(Page("items", PARTS, [row])), "items.csv", teacher)
    assert problems(plan) == []
    (item,) = apply_import(plan, teacher, NOW).items
    assert [each.is_key for each in item.current.to_content().body.options] == [True, False, True]


def test_the_template_tells_how_every_form_is_written() -> None:
    for language in ("zh-hans", "en"):
        book = read_book(template("items", language), "t.xlsx")
        headings = book.grids[0].rows[0][1]
        told = "\n".join(cell for _number, row in book.grids[1].rows for cell in row)
        for name in FORM:
            assert write_word(name, FORM, language).lower() in told.lower(), name
        assert {ITEMS.by_heading[fold(each)].name for each in headings} >= {"match_6_en"}
