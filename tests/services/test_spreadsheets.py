"""Importing from a spreadsheet: planned row by row, saved whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from django.core.management import call_command
from django.utils import translation

from quizzes.domain.formats.cells import guard
from quizzes.domain.formats.workbooks import Page, write_csv, write_workbook
from quizzes.models import Article, Fact, Item, User
from quizzes.services.sheet_export import export_facts, export_items
from quizzes.services.sheet_messages import cell_problem_text, place_text
from quizzes.services.sheet_plans import ImportPlan
from quizzes.services.spreadsheets import BadRowsError, apply_import, plan_import
from tests.factories import NOW, make_article, make_entity, make_unit

pytestmark = pytest.mark.django_db

HEADINGS = {
    "en": [
        *("Fact key", "Article", "Passage", "Topic", "Statement (Chinese)", "Statement (English)"),
        *("Point", "Kind", "Value", "Unit", "Exclusive", "Status"),
    ],
    "zh-hans": [
        *("事实标识", "文章", "段落", "主题", "陈述（中文）", "陈述（英文）"),
        *("知识点", "类型", "值", "单位", "唯一", "状态"),
    ],
}
ITEM_HEADINGS = [
    *("Key", "Article", "Form", "Stem (English)", "Option 1 (English)", "Option 2 (English)"),
    *("Answer", "Unit", "Status"),
]


@pytest.fixture
def article() -> Article:
    make_unit("person")
    make_entity("aksu", name_zh_hans="阿克苏市", name_en="Aksu City", aliases="阿克苏")
    return make_article("cotton")


def good_row(number: int, **changed: str) -> list[str]:
    cells = {
        "Fact key": f"trained-{number}",
        "Article": "cotton",
        "Passage": "1",
        "Topic": "people",
        "Statement (Chinese)": "培育了{trained}人。",
        "Statement (English)": "{trained} people were trained.",
        "Point": "trained",
        "Kind": "quantity",
        "Value": f"{1000 + number}多人",
        "Unit": "",
        "Exclusive": "是",
        "Status": "",
    }
    return list((cells | changed).values())


def sheet(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS["en"]) -> bytes:
    return write_csv(Page("facts", headings, rows))


def problems(plan: ImportPlan) -> list[str]:
    with translation.override("en"):
        return [
            f"{place_text(each.cell)}: {cell_problem_text(each)}"
            for record in plan.records
            for each in record.problems
        ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_was_exported_changes_nothing_when_it_is_imported(teacher, language, kind):
    fixtures = ["units", "eight_planets"]
    call_command("loaddata", *fixtures, verbosity=0)
    call_command("generate", verbosity=0)
    facts = export_facts(Fact.objects.all(), language)
    items = export_items(Item.objects.all(), language)
    files = (
        [write_workbook([facts, items])] if kind == "xlsx" else [*map(write_csv, (facts, items))]
    )
    for content in files:
        plan = plan_import(content, f"export.{kind}", teacher)
        assert problems(plan) == []
        assert set(plan.counts) == {"unchanged"}
    assert Fact.objects.count() > 20


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_headings_are_read_in_both_languages(teacher, article, language):
    plan = plan_import(sheet([good_row(1)], HEADINGS[language]), "facts.csv", teacher)
    assert problems(plan) == []
    applied = apply_import(plan, teacher, NOW)
    (fact,) = applied.facts
    assert fact.status == Fact.Status.DRAFT
    point = fact.points.get()
    assert (point.amount, point.unit.key, point.bound) == (1001, "person", "over")
    assert point.exclusive


def test_five_thousand_rows_with_fifty_bad_ones_import_nothing_until_told_to_skip(teacher, article):
    bad = {number: {"Value": "许多"} for number in range(0, 5000, 100)}
    rows = [good_row(number, **bad.get(number, {})) for number in range(5000)]
    plan = plan_import(sheet(rows), "facts.csv", teacher)
    assert plan.counts == {"new": 4950, "bad": 50}
    said = problems(plan)
    assert len(said) == 50
    assert said[1] == (
        "facts, row 102, column I (Value): “许多” cannot be read as a number."
        " It does not say how many."
    ) or said[1].startswith("facts, row 102, column I (Value): “许多” cannot be read as a number.")
    with pytest.raises(BadRowsError):
        apply_import(plan, teacher, NOW)
    assert not Fact.objects.exists()
    applied = apply_import(plan, teacher, NOW, skip_bad=True)
    assert (len(applied.facts), applied.skipped) == (4950, 50)
    assert Fact.objects.count() == 4950


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"Value": "many"}, "column I (Value)", "cannot be read as a number"),
        ({"Kind": "colour"}, "column H (Kind)", "“colour” is none of these"),
        ({"Article": "cottom"}, "column B (Article)", "close: cotton"),
        ({"Passage": "9"}, "column C (Passage)", "no passage 9"),
        ({"Passage": "first"}, "column C (Passage)", "cannot be read as a number"),
        ({"Passage": ""}, "column C (Passage)", "must not be empty"),
        ({"Topic": "peeple"}, "column D (Topic)", "close: people"),
        ({"Unit": "persn", "Value": "5"}, "column J (Unit)", "close: person"),
        ({"Value": "5 persn"}, "column I (Value)", "no unit “persn”"),
        ({"Value": "5"}, "column J (Unit)", "A quantity needs a unit"),
        ({"Kind": "entity", "Value": "Aksu Cit"}, "column I (Value)", "close: Aksu City"),
        ({"Kind": "date", "Value": "8月6日"}, "column I (Value)", "The year is missing"),
        ({"Point": "Trained!"}, "column G (Point)", "is not a name"),
        ({"Statement (English)": "Some."}, "column F (Statement (English))", "does not stand in"),
        ({"Exclusive": "maybe"}, "column K (Exclusive)", "“maybe” is none of these"),
        ({"Status": "done"}, "column L (Status)", "“done” is none of these"),
        ({"Fact key": "two words"}, "column A (Fact key)", "slug"),
        ({"Fact key": ""}, "column A (Fact key)", "must not be empty"),
        ({"Value": "#REF!"}, "column I (Value)", "formula in this cell"),
    ],
)
def test_each_bad_cell_is_named(teacher, article, changed, place, words):
    plan = plan_import(sheet([good_row(1, **changed)]), "facts.csv", teacher)
    assert plan.counts == {"bad": 1}
    said = problems(plan)
    assert any(f"facts, row 2, {place}" in each and words in each for each in said), said


def test_a_fact_takes_several_rows_and_a_bad_one_keeps_the_whole_fact_out(teacher, article):
    statement = {
        "Statement (Chinese)": "{city}培育了{trained}人。",
        "Statement (English)": "{city} trained {trained} people.",
    }
    empty = dict.fromkeys(["Fact key", "Article", "Passage", "Topic", *statement], "")
    city = {"Point": "city", "Kind": "专名", "Value": "阿克苏"}
    rows = [good_row(1, **statement), good_row(1, **empty | city)]
    plan = plan_import(sheet(rows), "facts.csv", teacher)
    assert problems(plan) == []
    (fact,) = apply_import(plan, teacher, NOW).facts
    assert {point.name for point in fact.points.all()} == {"city", "trained"}
    rows = [good_row(2, **statement), good_row(2, **empty | city | {"Value": "阿苏"})]
    (record,) = plan_import(sheet(rows), "facts.csv", teacher).records
    assert (record.first_row, record.last_row, record.bad_rows) == (2, 3, {3})


def test_importing_a_changed_row_changes_that_fact_alone(teacher, article):
    rows = [good_row(1), good_row(2)]
    apply_import(plan_import(sheet(rows), "facts.csv", teacher), teacher, NOW)
    rows[1] = good_row(2, Value="7777人")
    plan = plan_import(sheet(rows), "facts.csv", teacher)
    assert plan.counts == {"unchanged": 1, "changed": 1}
    apply_import(plan, teacher, NOW)
    versions = Fact.objects.order_by("key").values_list("key", "version")
    assert list(versions) == [("trained-1", 1), ("trained-2", 2)]


def test_published_facts_get_their_questions(teacher, article):
    plan = plan_import(sheet([good_row(1, Status="已发布")]), "facts.csv", teacher)
    apply_import(plan, teacher, NOW)
    assert Fact.objects.get().status == Fact.Status.PUBLISHED
    assert Item.objects.filter(origin=Item.Origin.GENERATED).exists()


def test_who_may_not_publish_is_told_so_in_the_cell(article):
    helper = User.objects.create_user("helper")
    plan = plan_import(sheet([good_row(1, Status="published")]), "facts.csv", helper)
    said = problems(plan)
    assert any("You may not publish" in each and "(Status)" in each for each in said)


def item_sheet(*rows: Sequence[str]) -> bytes:
    return write_csv(Page("items", ITEM_HEADINGS, rows))


def test_questions_are_drafts_and_the_same_file_makes_none_again(teacher, article):
    content = item_sheet(
        ["", "cotton", "单选题", "Who spun?", "Aygul", "Nobody", "A", "", ""],
        ["mine.2", "cotton", "true or false", "Cotton is white.", "", "", "对", "", "published"],
        ["", "cotton", "number", "How many?", "", "", "12.5", "person", ""],
        ["", "cotton", "short text", "What is white?", "", "", "cotton", "", ""],
    )
    plan = plan_import(content, "items.csv", teacher)
    assert problems(plan) == []
    apply_import(plan, teacher, NOW)
    statuses = list(Item.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["draft", "published", "draft", "draft"]
    assert Item.objects.filter(key="mine.2").exists()
    assert plan_import(content, "items.csv", teacher).counts == {"unchanged": 4}


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        (["", "cotton", "choice", "Q?", "a", "b", "C", "", ""], "(Answer)", "Option C is empty"),
        (["", "cotton", "choice", "Q?", "a", "b", "?", "", ""], "(Answer)", "neither the number"),
        (["", "cotton", "choice", "Q?", "a", "a", "1", "", ""], "(Option 1", "stands twice"),
        (["", "cotton", "essay", "Q?", "a", "b", "1", "", ""], "(Form)", "is none of these"),
        (["", "cotton", "number", "Q?", "", "", "x", "person", ""], "(Answer)", "as a number"),
        (["", "cotton", "number", "Q?", "", "", "5", "peson", ""], "(Unit)", "close: person"),
        (["", "cotton", "true/false", "Q.", "", "", "maybe", "", ""], "(Answer)", "none of these"),
        (["a b", "cotton", "true/false", "Q.", "", "", "yes", "", ""], "(Key)", "is not a key"),
        (
            ["", "cotton", "true/false", "", "", "", "yes", "", ""],
            "(Stem (English))",
            "at least one language",
        ),
    ],
)
def test_each_bad_cell_of_a_question_is_named(teacher, article, row, place, words):
    plan = plan_import(item_sheet(row), "items.csv", teacher)
    said = problems(plan)
    assert any("row 2" in each and place in each and words in each for each in said), said


def test_a_cell_that_looks_like_a_formula_comes_back_as_it_was(teacher, article):
    evil = '=HYPERLINK("http://x","y") {trained}'
    row = good_row(1)
    row[5] = evil
    apply_import(plan_import(sheet([row]), "facts.csv", teacher), teacher, NOW)
    assert Fact.objects.get().statement_en == evil
    page = export_facts(Fact.objects.all(), "en")
    written = list(csv.reader(io.StringIO(write_csv(page).decode("utf-8-sig"))))
    assert guard(evil) in written[1]
    assert not any(cell.startswith("=") for cell in written[1])
    for content in (write_csv(page), write_workbook([page])):
        assert plan_import(content, "facts.csv", teacher).counts == {"unchanged": 1}


def test_a_published_fact_is_not_changed_behind_the_page_that_shows_what_follows(teacher, article):
    plan = plan_import(sheet([good_row(1, Status="published")]), "facts.csv", teacher)
    apply_import(plan, teacher, NOW)
    changed = sheet([good_row(1, Status="published", Value="2000多人")])
    plan = plan_import(changed, "facts.csv", teacher)
    assert plan.counts == {"bad": 1}
    assert "This fact is published" in problems(plan)[0]
