"""The pinyin that comes with the articles."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from quizzes.domain.pinyin import read_pinyin
from quizzes.models import Pinyin

FILE = Path(__file__).resolve().parents[2] / "fixtures" / "pinyin.yaml"
WORDS = {
    record["fields"]["word"]: record["fields"]["reading"]
    for record in yaml.safe_load(FILE.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("word", WORDS)
def test_each_reading_has_a_marked_syllable_for_each_character(word: str) -> None:
    assert " ".join(read_pinyin(word, WORDS[word])) == WORDS[word]
    assert all(not syllable.isascii() for syllable in WORDS[word].split())


def test_each_word_stands_in_an_article() -> None:
    articles = "".join(
        (FILE.parent / f"{name}.yaml").read_text(encoding="utf-8")
        for name in ("xinjiang_aid", "eight_planets")
    )
    assert not [word for word in WORDS if word not in articles]


@pytest.mark.django_db
def test_it_loads_and_loads_again() -> None:
    for _each in range(2):
        call_command("loaddata", "pinyin", verbosity=0)
    assert Pinyin.objects.count() == len(WORDS)
