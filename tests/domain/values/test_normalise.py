"""Texts that mean the same match, and the rule says what was forgiven."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.values.normalise import match_text, normalise

MATCHED = [
    ("阿克苏市", "阿克苏市", "identical"),
    (" 阿克苏市 ", "阿克苏市", "identical"),
    ("ＭＣＮ机构", "MCN机构", "width"),
    ("ｶﾅ", "カナ", "width"),
    ("mcn机构", "MCN机构", "case"),
    ("aksu city", "Aksu City", "case"),
    ("天山 计划", "天山计划", "punctuation"),
    ("“天山计划”", "天山计划", "punctuation"),
    ("「天山计划」", "《天山计划》", "punctuation"),
    ("祖丽阿亚图孙", "祖丽阿亚·图孙", "punctuation"),
    ("祖丽阿亚•图孙", "祖丽阿亚·图孙", "punctuation"),
    ("e commerce", "e-commerce", "punctuation"),
    ("e–commerce", "e-commerce", "punctuation"),
    ("the Dandelion Plan", "Dandelion Plan", "punctuation"),
    ("teachers’ studio", "teachers' studio", "punctuation"),
    ("1200", "1,200", "punctuation"),
    ("Urumqi", "Ürümqi", "accents"),
    ("阿克蘇市", "阿克苏市", "traditional"),
    ("「蒲公英」計劃", "蒲公英计划", "traditional"),
    ("阿克苏市", "阿克蘇市", "traditional"),
]
DIFFERENT = [
    ("和田市", "和田地区"),
    ("3.5", "35"),
    ("2024-08", "202408"),
    ("24/7", "247"),
    ("C", "C++"),
    ("80", "80%"),
    ("-", "天山计划"),
    ("", "天山计划"),
    ("the", "Dandelion Plan"),
    ("Theatre", "atre"),
    ("き", "ぎ"),
]


@pytest.mark.parametrize(("answer", "accepted", "rule"), MATCHED)
def test_the_strictest_rule_that_accepts_is_named(answer: str, accepted: str, rule: str) -> None:
    matched = match_text(answer, ["别的", accepted])
    assert matched is not None
    assert (matched.rule, matched.accepted) == (rule, accepted)


@pytest.mark.parametrize(("answer", "accepted"), DIFFERENT)
def test_what_means_something_else_does_not_match(answer: str, accepted: str) -> None:
    assert match_text(answer, [accepted]) is None


def test_an_exact_name_wins_over_a_loose_one_and_a_name_over_an_alias() -> None:
    assert match_text("aksu", ["AKSU", "aksu"]).accepted == "aksu"
    assert match_text("aksu", ["Aksu"], ["aksu"]).rule == "case"
    assert match_text("ＡＫＳＵ", ["阿克苏"], ["Aksu"]).rule == "alias"


def test_a_lone_surrogate_counts_for_nothing() -> None:
    assert normalise("阿\ud800克") == "阿克"


@given(text=st.text(max_size=60))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(text=st.text(alphabet="乾隆著後后裡里隻只發髮臺台·,. -'3The 麽么於于徵征", max_size=30))
def test_normalising_twice_is_normalising_once_for_characters_of_two_kinds(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(text=st.text(max_size=40))
def test_a_text_matches_itself_unless_nothing_of_it_counts(text: str) -> None:
    matched = match_text(text, [text])
    assert (matched is not None) == bool(normalise(text))
