"""Matching, ordering and cloze: marked part by part, and malformed told apart from wrong."""

from __future__ import annotations

from itertools import permutations

import pytest

from quizzes.domain.items import (
    ClozeBody,
    Entry,
    Form,
    Gap,
    ItemContent,
    MatchingBody,
    NumericBody,
    OrderingBody,
    Pair,
    TextBody,
)
from quizzes.domain.marking import mark, parts_of
from quizzes.domain.responses import MalformedResponseError
from quizzes.domain.values.quantities import Bound
from tests.domain.marking.items import item
from tests.domain.values.samples import quantity, text


def entry(name: str) -> Entry:
    return Entry(name, text(f"项{name}", f"thing {name}"))


MATCHING = item(
    Form.MATCHING,
    MatchingBody(
        (entry("1"), entry("2")),
        tuple(map(entry, "abc")),
        (Pair("1", "b", "fact.one"), Pair("2", "a", "fact.two")),
    ),
)
ORDERING = item(Form.ORDERING, OrderingBody(tuple(map(entry, "abcd")), ("b", "d", "a", "c")))
CITY = text("阿克苏市", "Aksu City")
CLOZE = item(
    Form.CLOZE,
    ClozeBody(
        text("{b}有{a}人。", "There were {a} people in {b}."),
        (
            Gap("a", NumericBody(quantity("9500", bound=Bound.OVER)), "fact.count"),
            Gap("b", TextBody(CITY, tuple(CITY.values())), "fact.city"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("pairs", "score", "rule"),
    [
        ({"1": "b", "2": "a"}, 1.0, "pairs"),
        ({"1": "b"}, 0.5, "partial"),
        ({"1": "b", "2": ""}, 0.5, "partial"),
        ({"1": "b", "2": "b"}, 0.5, "partial"),
        ({"1": "a", "2": "b"}, 0.0, None),
        ({"1": "c"}, 0.0, None),
    ],
)
def test_matching_earns_the_share_of_right_pairs(
    pairs: dict[str, str], score: float, rule: str | None
) -> None:
    found = mark(MATCHING, {"pairs": pairs})
    assert (found.score, found.rule) == (score, rule)


@pytest.mark.parametrize(
    ("gaps", "score"),
    [
        ({"a": "9500", "b": "Aksu City"}, 1.0),
        ({"a": "九千五百多", "b": "阿克蘇市"}, 1.0),
        ({"a": "9,500"}, 0.5),
        ({"a": "12", "b": "aksu city"}, 0.5),
        ({"a": "12", "b": "Hotan"}, 0.0),
    ],
)
def test_cloze_earns_the_share_of_right_gaps(gaps: dict[str, str], score: float) -> None:
    assert mark(CLOZE, {"gaps": gaps}).score == score


def test_ordering_earns_everything_for_the_order_alone_and_nothing_for_its_reverse() -> None:
    for order in permutations("abcd"):
        assert (mark(ORDERING, {"order": list(order)}).score == 1) == (order == tuple("bdac"))
    assert mark(ORDERING, {"order": list("cadb")}).score == 0


def test_ordering_earns_a_third_less_for_two_neighbours_exchanged() -> None:
    found = mark(ORDERING, {"order": list("dbac")})
    assert found.score == pytest.approx(4 / 6)
    assert found.rule == "partial"


@pytest.mark.parametrize(
    ("content", "response", "code"),
    [
        (MATCHING, {"pairs": [["1", "b"]]}, "wrong_type"),
        (MATCHING, {"pairs": {"1": 2}}, "wrong_type"),
        (MATCHING, {"pairs": {"9": "b"}}, "unknown_option"),
        (MATCHING, {"pairs": {"1": "z"}}, "unknown_option"),
        (ORDERING, {"order": "bdac"}, "wrong_type"),
        (ORDERING, {"order": ["b", "d"]}, "order_incomplete"),
        (ORDERING, {"order": ["b", "b", "d", "a"]}, "repeated"),
        (ORDERING, {"order": ["b", "d", "a", "z"]}, "unknown_option"),
        (CLOZE, {"gaps": ["9500"]}, "wrong_type"),
        (CLOZE, {"gaps": {"z": "9500"}}, "unknown_option"),
        (CLOZE, {"gaps": {"a": "many"}}, "unreadable"),
        (CLOZE, {"gaps": {"b": "x\0"}}, "bad_character"),
    ],
)
def test_what_cannot_be_scored_is_malformed(
    content: ItemContent, response: dict[str, object], code: str
) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(content, response)
    assert malformed.value.code == code


@pytest.mark.parametrize("content", [MATCHING, ORDERING, CLOZE])
def test_parts_tell_what_is_right_whatever_was_answered(content: ItemContent) -> None:
    parts = parts_of(content, {})
    assert all(part.right and not part.given and not part.is_right for part in parts)


def test_each_part_says_which_point_it_asks() -> None:
    assert [part.point for part in parts_of(MATCHING, {})] == ["fact.one", "fact.two"]
    pairs = parts_of(MATCHING, {"pairs": {"1": "b", "2": "c"}}, "zh-hans")
    assert [(part.label, part.given, part.is_right) for part in pairs] == [
        ("项1", "项b", True),
        ("项2", "项c", False),
    ]
