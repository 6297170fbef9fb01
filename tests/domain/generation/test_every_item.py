"""What holds of every item of both fixture articles, in both languages, for many seeds.

The oracle below knows nothing of how distractors are chosen: it reads the finished items.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from dataclasses import fields
from decimal import Decimal
from itertools import pairwise

import pytest

from quizzes.domain.codec import decode, encode
from quizzes.domain.facts import EntityRef, FactBase, MemberSet, Point, Sequence, Value
from quizzes.domain.generation import generate, make_card, plan_item, verify
from quizzes.domain.items import (
    Card,
    ChoiceBody,
    Form,
    ItemContent,
    MatchingBody,
    NumericBody,
    OrderingBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.quality import lint
from quizzes.domain.values.compare import provably_different
from quizzes.domain.values.dates import date_interval
from quizzes.domain.values.normalise import normalise
from quizzes.domain.values.quantities import Bound, Quantity
from tests.domain.generation.every_item import every_item, every_plan

# pytest-django makes a database only for tests that are marked so.
pytestmark = pytest.mark.django_db

SEEDS = range(int(os.environ.get("QUIZSITE_SEEDS", "10")))
LANGUAGES = ("en", "zh-hans")
SCALE = re.compile(r"万亿|[万亿]|(?:m|b|tr)illion")


def is_right(point: Point, value: Value, content: ItemContent) -> bool | None:
    """Whether the facts entail an option: None where they do not say."""
    if isinstance(point.value, MemberSet):
        if value in point.value.members:
            return True
        return None if not point.value.complete else False
    if isinstance(point.value, Sequence):
        members = point.value.members
        stem = content.stem["en"]
        (anchor,) = (m for m in members if isinstance(m, EntityRef) and _ends_with(stem, m))
        return members.index(value) == members.index(anchor) + 1
    if isinstance(point.value, Quantity) and isinstance(value, Quantity):
        same = (value.amount, value.upper) == (point.value.amount, point.value.upper)
        return same and value.unit == point.value.unit
    return value == point.value


def _ends_with(stem: str, member: EntityRef) -> bool:
    return NAMES[member.key] in stem.rsplit("after", 1)[1]


NAMES: dict[str, str] = {}


@pytest.fixture(autouse=True)
def _names(articles_base: FactBase) -> None:
    NAMES.update({key: each.name["en"] for key, each in articles_base.entities.items()})


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_one_option_is_right_by_the_facts(articles_base: FactBase, seed: int) -> None:
    for point, content in every_item(articles_base, seed):
        if not isinstance(content.body, ChoiceBody):
            continue
        options = content.body.options
        assert all(option.value is not None for option in options)
        found = [is_right(point, option.value, content) for option in options]
        assert found == [option.is_key for option in options], content
        if content.form is Form.SINGLE_CHOICE:
            assert found.count(True) == 1, content
        assert 0 < found.count(True) < len(found), content


@pytest.mark.parametrize("seed", SEEDS)
def test_every_wrong_value_is_proven_wrong_from_the_fact_base_alone(
    articles_base: FactBase, seed: int
) -> None:
    for point, content in every_item(articles_base, seed):
        if isinstance(content.body, ChoiceBody):
            proofs = [option.proof for option in content.body.options if not option.is_key]
        elif isinstance(content.body, MatchingBody | OrderingBody):
            proofs = []
            for each in content.body.proofs:
                assert each.point in content.points
                assert verify(each, articles_base), each
        elif isinstance(content.body, TrueFalseBody):
            proofs = [] if content.body.truth else [content.body.proof]
        else:
            continue
        for proof in proofs:
            assert proof is not None
            assert proof.point == point.key
            assert verify(proof, articles_base), proof
            assert point.exclusive or isinstance(point.value, MemberSet)


@pytest.mark.parametrize("seed", SEEDS)
def test_events_stand_in_the_order_of_dates_that_all_lie_apart(
    articles_base: FactBase, seed: int
) -> None:
    found = 0
    for _point, content in every_item(articles_base, seed):
        body = content.body
        if not isinstance(body, OrderingBody) or not body.proofs:
            continue
        points = {entry.id: articles_base.points[entry.point] for entry in body.entries}
        days = [date_interval(points[each].value) for each in body.order]
        assert all(one[1] < other[0] for one, other in pairwise(days)), content
        assert {point.key for point in points.values()} == set(content.points)
        assert len(body.proofs) == len(body.entries) - 1 >= 3
        found += 1
    assert found >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_no_wrong_name_is_another_name_of_the_right_one_or_contains_it(
    articles_base: FactBase, seed: int
) -> None:
    for _point, content in every_item(articles_base, seed):
        if not isinstance(content.body, ChoiceBody) or content.body.in_order:
            continue
        keys = [option.value for option in content.body.options if option.is_key]
        for option in content.body.options:
            for key in () if option.is_key else keys:
                assert provably_different(key, option.value, articles_base), content


@pytest.mark.parametrize("seed", SEEDS)
def test_no_two_options_read_the_same_in_any_language(articles_base: FactBase, seed: int) -> None:
    for _point, content in every_item(articles_base, seed):
        if isinstance(content.body, ChoiceBody):
            for language in content.languages:
                texts = [normalise(option.text[language]) for option in content.body.options]
                assert len(set(texts)) == len(texts), content


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_of_one_list_are_written_in_one_manner(
    articles_base: FactBase, seed: int
) -> None:
    """No 60190 beside 10.47万: all stand with the same word of scale, or all without."""
    seen = 0
    for point, content in every_item(articles_base, seed):
        body = content.body
        if not isinstance(body, ChoiceBody | MatchingBody):
            continue
        entries = body.options if isinstance(body, ChoiceBody) else body.right
        figures = [each for each in entries if isinstance(each.value, Quantity)]
        for language in LANGUAGES if figures else ():
            scales = [SCALE.findall(each.text[language]) for each in figures]
            assert scales.count(scales[0]) == len(scales), (point.key, language)
            seen += 1
    assert seen > 80


@pytest.mark.parametrize("seed", SEEDS)
def test_no_item_breaks_a_rule_of_the_lint(articles_base: FactBase, seed: int) -> None:
    for _point, content in every_item(articles_base, seed):
        assert not lint(content, articles_base), content


@pytest.mark.parametrize("seed", SEEDS)
def test_no_false_statement_is_true_when_its_hedge_is_read_loosely(
    articles_base: FactBase, seed: int
) -> None:
    for point, content in every_item(articles_base, seed):
        if not isinstance(content.body, TrueFalseBody) or content.body.truth:
            continue
        assert content.body.proof is not None
        right, wrong = point.value, content.body.proof.value
        if isinstance(right, Quantity) and isinstance(wrong, Quantity):
            at_least = {Bound.OVER, Bound.MORE_THAN, Bound.AT_LEAST}
            if wrong.bound in at_least:
                assert wrong.amount > right.amount
                assert right.bound not in at_least - {Bound.OVER}
            assert right.bound is wrong.bound


def as_bytes(content: ItemContent) -> bytes:
    members = {each.name: encode(getattr(content, each.name)) for each in fields(content)}
    return json.dumps(members, ensure_ascii=False, sort_keys=True).encode()


def test_the_same_input_gives_the_same_bytes_whatever_was_generated_before(
    articles_base: FactBase,
) -> None:
    def all_bytes(base: FactBase) -> str:
        found = hashlib.sha256()
        for _point, content in every_item(base, 3):
            found.update(as_bytes(content))
        return found.hexdigest()

    fresh = FactBase(
        articles_base.articles, articles_base.facts, articles_base.entities, articles_base.units
    )
    first = all_bytes(articles_base)
    every_plan.cache_clear()
    list(every_item(articles_base, 4))
    again = all_bytes(articles_base)
    every_plan.cache_clear()
    assert again == first == all_bytes(fresh)


def test_every_item_survives_its_way_through_the_bank(articles_base: FactBase) -> None:
    for _point, content in every_item(articles_base, 0):
        stored = json.loads(json.dumps(encode(content.body)))
        assert decode(stored) == content.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_item_in_one_language_is_that_part_of_the_whole_one(
    articles_base: FactBase, language: str
) -> None:
    for point, content in every_item(articles_base, 1):
        alone = generate(articles_base, point.key, content.form, language, 1)
        assert isinstance(alone, ItemContent)
        assert dict(alone.stem) == {language: content.stem[language]}
        assert alone.languages == (language,)
        assert "zh-hans" in as_bytes(alone).decode() or language == "en"


def test_every_point_yields_an_item_or_says_why_not_and_always_a_card(
    articles_base: FactBase,
) -> None:
    with_items = set()
    for point, planned in every_plan(articles_base, 0):
        if isinstance(planned, ItemContent):
            with_items.add(point.key)
        else:
            assert planned.code
            assert planned.point == point.key
    assert len(with_items) > 0.8 * len(articles_base.points)
    for key in articles_base.points:
        card = make_card(articles_base, key)
        assert isinstance(card, Card)
        assert set(card.front) == set(card.back) == set(card.explanation) == set(LANGUAGES)


def test_every_item_exists_in_both_languages_and_cites_publisher_date_and_passage(
    articles_base: FactBase,
) -> None:
    for point, content in every_item(articles_base, 0):
        fact = articles_base.facts[point.fact]
        article = articles_base.articles[fact.article]
        assert set(content.languages) == set(LANGUAGES)
        assert f"第{fact.passage}段" in content.explanation["zh-hans"]
        assert f"passage {fact.passage}" in content.explanation["en"]
        for language in LANGUAGES:
            assert article.publisher[language] in content.explanation[language]


def test_what_someone_else_says_is_never_put_as_the_articles_own_words(
    articles_base: FactBase,
) -> None:
    for point, content in every_item(articles_base, 0):
        who = articles_base.facts[point.fact].attributed_to
        for language, role in who.items():
            assert role[1:] in content.stem[language]
            assert role[1:] in content.explanation[language]


def test_about_half_of_all_statements_are_true(articles_base: FactBase) -> None:
    truths = Counter(
        content.body.truth
        for seed in SEEDS
        for _point, content in every_item(articles_base, seed)
        if isinstance(content.body, TrueFalseBody)
    )
    assert 0.45 < truths[True] / truths.total() < 0.55


def test_a_numeric_item_asks_for_the_figure_and_leaves_room_only_for_about(
    articles_base: FactBase,
) -> None:
    for point, content in every_item(articles_base, 0):
        if isinstance(content.body, NumericBody):
            assert content.body.quantity == point.value
            assert (content.body.tolerance > 0) == (content.body.quantity.bound is Bound.ABOUT)
            assert content.body.tolerance <= Decimal("0.05") * content.body.quantity.amount
            assert content.body.unit_name


def test_a_short_text_item_accepts_the_name_in_every_language(articles_base: FactBase) -> None:
    for _point, content in every_item(articles_base, 0):
        if isinstance(content.body, TextBody):
            assert set(content.body.answer.values()) <= set(content.body.accepted)


def test_an_item_shows_no_value_of_a_point_that_it_asks(articles_base: FactBase) -> None:
    for point, content in every_item(articles_base, 0):
        assert content.points[0] == point.key
        assert not set(content.points) & set(content.shows)


def test_four_options_on_request(articles_base: FactBase) -> None:
    made = Counter(
        len(planned.body.options)
        for key in articles_base.points
        if isinstance(
            planned := plan_item(articles_base, key, Form.SINGLE_CHOICE, 0, 4), ItemContent
        )
        and isinstance(planned.body, ChoiceBody)
    )
    assert set(made) == {4}
    assert made[4] > 100
