"""Fixtures load whole or not at all, and a broken one says where it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from quizzes.models import Article, Entity, Fact, Member, Passage, Point

ARTICLES = ("xinjiang_aid", "eight_planets")
SMALL = """
- model: quizzes.unit
  fields: {key: worker, dimension: people, name_zh_hans: 人, name_en: worker, plural_en: workers}
- model: quizzes.unit
  fields: {key: share, dimension: share, symbol: "%", name_zh_hans: 百分之一, name_en: percent}
- model: quizzes.entity
  fields: {key: aksu, kind: place, category: city, name_zh_hans: 阿克苏市, name_en: Aksu City}
- model: quizzes.article
  fields:
    {key: news, title_en: News, publisher_en: A paper, published_on: 2025-07-06, language: en}
- model: quizzes.topic
  fields: {article: [news], key: work, name_zh_hans: 就业, name_en: Work}
- model: quizzes.passage
  fields: {article: [news], number: 1}
- model: quizzes.fact
  fields:
    key: jobs
    article: [news]
    passage: [news, 1]
    topic: [news, work]
    statement_zh_hans: "{city}培训了{trained}人。"
    statement_en: "{city} trained {trained} people."
    status: published
- model: quizzes.point
  fields: {fact: [jobs], name: city, kind: entity, entity: [aksu]}
- model: quizzes.point
  fields:
    {fact: [jobs], name: trained, kind: quantity, amount: "9500", unit: [worker], bound: over}
"""


def load(tmp_path: Path, text: str) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)


def everything() -> list[object]:
    return [
        sorted(model.objects.values_list())
        for model in (Article, Entity, Fact, Passage, Point, Member)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("article", ARTICLES)
def test_loading_an_article_twice_changes_nothing(article):
    call_command("loaddata", "units", article, verbosity=0)
    before = [list(model.objects.order_by("pk").values()) for model in (Fact, Point, Member)]
    assert all(before[:2])
    call_command("loaddata", "units", article, verbosity=0)
    after = [list(model.objects.order_by("pk").values()) for model in (Fact, Point, Member)]
    assert after == before


@pytest.mark.django_db
def test_a_small_fixture_loads(tmp_path):
    load(tmp_path, SMALL)
    assert Point.objects.get(name="trained").amount == 9500


BROKEN = {
    "a statement that names a point that does not exist": (
        ("trained {trained} people", "trained {taught} people"),
        ("jobs, statement_en", "{taught}"),
    ),
    "a point that the statement does not have": (
        ("{city} trained {trained} people", "{city} trained people"),
        ("jobs, statement_en", "{trained}"),
    ),
    "a quantity without unit": (
        (", unit: [worker]", ""),
        ("jobs.trained, unit:", "A quantity needs a unit."),
    ),
    "a quantity without bound": (
        (", bound: over", ""),
        ("jobs.trained, bound:", "A quantity needs a bound"),
    ),
    "a unit that does not exist": (
        ("unit: [worker]", "unit: [wroker]"),
        ("record 9", "quizzes.point jobs trained", "unit:", "wroker"),
    ),
    "a passage that the article does not have": (
        ("passage: [news, 1]", "passage: [news, 7]"),
        ("record 7", "quizzes.fact jobs", "passage:", "news 7"),
    ),
    "a percentage of 140": (
        ('amount: "9500", unit: [worker]', 'amount: "140", unit: [share]'),
        ("jobs.trained, amount", "between 0 and 100, not at 140"),
    ),
    "an amount that is no number": (
        ('amount: "9500"', 'amount: "many"'),
        ("record 9", "quizzes.point jobs trained", "amount:", "many"),
    ),
    "a date without precision": (
        (
            'kind: quantity, amount: "9500", unit: [worker], bound: over',
            "kind: date, date: 2024-08-01",
        ),
        ("jobs.trained, precision:", "A date needs its precision"),
    ),
    "a field that does not exist": (
        ("status: published", "state: published"),
        ("record 7", "quizzes.fact jobs", "state:"),
    ),
    "a status that does not exist": (
        ("status: published", "status: done"),
        ("quizzes.fact jobs, status", "done"),
    ),
    "a record without fields": (
        ("- model: quizzes.passage\n  fields: {article: [news], number: 1}", "- passage"),
        ("record 6",),
    ),
    "a file that is not YAML": (("kind: place,", "kind: [place,"), ("line", "column")),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_fixture_names_file_record_and_field_and_changes_nothing(tmp_path, change, told):
    assert change[0] in SMALL
    before = everything()
    with pytest.raises(CommandError) as error:
        load(tmp_path, SMALL.replace(*change))
    for words in ("small.yaml", *told):
        assert words in str(error.value)
    assert everything() == before


@pytest.mark.django_db
def test_a_broken_fixture_is_told_in_chinese_too(tmp_path):
    from django.utils import translation

    with translation.override("zh-hans"), pytest.raises(CommandError) as error:
        load(
            tmp_path,
            SMALL.replace('amount: "9500", unit: [worker]', 'amount: "140", unit: [share]'),
        )
    assert "百分比" in str(error.value)


@pytest.mark.parametrize("article", ARTICLES)
def test_fixtures_are_plain_records_without_primary_keys(article):
    records = yaml.safe_load(Path(f"fixtures/{article}.yaml").read_text(encoding="utf-8"))
    assert all(set(record) == {"model", "fields"} for record in records)
