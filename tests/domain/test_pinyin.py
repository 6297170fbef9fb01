"""Pinyin as teachers write it, and where it stands in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.pinyin import Glossary, PinyinError, han_count, read_pinyin

KNOWN = Glossary(
    {
        "和田": "hé tián",
        "和田玉": "hé tián yù",
        "阿克苏": "ā kè sū",
        "5G基站": "jī zhàn",
        "市长": "shì zhǎng",
    }
)


@pytest.mark.parametrize(
    ("word", "written", "read"),
    [
        ("和田", "hé tián", "hé tián"),
        ("和田", "HE2 TIAN2", "hé tián"),
        ("和田", " hétián ", "hé tián"),
        ("阿克苏", "ākèsū", "ā kè sū"),
        ("西安", "xi1an1", "xī ān"),
        ("西安", "xī’ān", "xī ān"),
        ("先", "xian1", "xiān"),
        ("吕梁", "lv3liang2", "lǚ liáng"),
        ("女儿", "nu:3 er2", "nǚ ér"),
        ("什么", "shén me", "shén me"),
        ("克拉玛依", "kèlāmǎyī", "kè lā mǎ yī"),
        ("5G基站", "jīzhàn", "jī zhàn"),
        ("一会儿", "yí huì r", "yí huì r"),
        ("装", "zhuang1", "zhuāng"),
    ],
)
def test_a_reading_is_understood_as_teachers_write_it(word: str, written: str, read: str) -> None:
    assert " ".join(read_pinyin(word, written)) == read


@pytest.mark.parametrize(
    ("word", "written", "code"),
    [
        ("和田", "", "unreadable"),
        ("和田", "hello world", "unreadable"),
        ("和田", "hé", "count"),
        ("和田", "hé tián yù", "count"),
        ("和田", "和田", "unreadable"),
        ("方案", "fangan", "ambiguous"),
        ("Hotan", "hé tián", "unreadable"),
        ("和田", "hé <b>", "unreadable"),
    ],
)
def test_what_is_no_reading_of_the_word_is_refused(word: str, written: str, code: str) -> None:
    with pytest.raises(PinyinError) as refused:
        read_pinyin(word, written)
    assert refused.value.code == code


@given(st.text(alphabet="和田玉阿克苏市长5G基站的，ab", max_size=30))
def test_a_text_with_pinyin_is_the_same_text(text: str) -> None:
    pieces = KNOWN.annotate(text)
    assert "".join(piece.text for piece in pieces) == text
    assert all(han_count(piece.text) == 1 for piece in pieces if piece.reading)


@given(st.text(alphabet="和田玉阿克苏的", max_size=20))
def test_the_words_found_are_those_that_carry_readings(text: str) -> None:
    has_reading = any(piece.reading for piece in KNOWN.annotate(text))
    assert has_reading == bool(KNOWN.words_in(text))


@given(st.text(max_size=12), st.text(max_size=20))
def test_whatever_is_written_is_read_or_refused(word: str, written: str) -> None:
    try:
        syllables = read_pinyin(word, written)
    except PinyinError:
        return
    assert len(syllables) == han_count(word)
    assert read_pinyin(word, " ".join(syllables)) == syllables


def test_the_longest_word_wins() -> None:
    assert [p.reading for p in KNOWN.annotate("和田玉")] == ["hé", "tián", "yù"]
    assert [p.reading for p in KNOWN.annotate("和田")] == ["hé", "tián"]


def test_without_readings_a_text_stays_whole() -> None:
    assert [piece.text for piece in Glossary({}).annotate("和田")] == ["和田"]
    assert KNOWN.annotate("") == ()
