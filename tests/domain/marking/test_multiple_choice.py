"""Multiple choice: right ones less wrong ones, never below nothing."""

from __future__ import annotations

from itertools import combinations

import pytest

from quizzes.domain.items import ChoiceBody, Form, ItemContent, Option
from quizzes.domain.marking import mark
from quizzes.domain.responses import MalformedResponseError
from tests.domain.marking.items import item
from tests.domain.values.samples import text

KEYS = {"a", "c"}


@pytest.fixture
def content() -> ItemContent:
    options = (Option(each, text(each, each.upper()), each in KEYS) for each in "abcde")
    return item(Form.MULTIPLE_CHOICE, ChoiceBody(tuple(options)))


@pytest.mark.parametrize(
    ("chosen", "score", "rule"),
    [
        ("ac", 1.0, "key"),
        ("ca", 1.0, "key"),
        ("a", 0.5, "partial"),
        ("abc", 2 / 3, "partial"),
        ("ab", 1 / 6, "partial"),
        ("abd", 0.0, None),
        ("b", 0.0, None),
        ("abcde", 0.0, None),
    ],
)
def test_right_ones_count_for_it_and_wrong_ones_against_it(
    content: ItemContent, chosen: str, score: float, rule: str | None
) -> None:
    found = mark(content, {"options": list(chosen)})
    assert found.score == pytest.approx(score)
    assert found.rule == rule


def test_only_the_whole_key_is_wholly_right(content: ItemContent) -> None:
    for size in range(1, 6):
        for chosen in combinations("abcde", size):
            assert (mark(content, {"options": list(chosen)}).score == 1) == (set(chosen) == KEYS)


def test_choosing_nothing_is_a_blank(content: ItemContent) -> None:
    assert mark(content, {"options": []}).is_blank


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("ac", "wrong_type"),
        ([1], "wrong_type"),
        (["z"], "unknown_option"),
        (["a", "a"], "repeated"),
    ],
)
def test_what_is_no_choice_of_options_is_malformed(
    content: ItemContent, options: object, code: str
) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(content, {"options": options})
    assert (malformed.value.field, malformed.value.code) == ("options", code)
