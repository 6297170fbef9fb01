"""Which unit a figure in a text counts, from the words after it (and, in Chinese, before it)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizzes.domain.values.unit_words import same_unit_words
from quizzes.domain.values.units import Unit

# Measure words of news; what they count is told by the noun, and often no unit of ours.
MEASURE_WORDS = frozenset(
    "个名位家所节批项座条台辆间户次件份本篇场期处套支艘架颗只头棵株届种类门款册页岁幅倍"
)
_PEOPLE = re.compile(
    r"people|persons|person|workers|worker|teachers|students|pupils|residents|farmers|"
    r"patients|children|visitors|doctors|nurses|volunteers|passengers|adults|men|women|"
    r"employees|villagers|families'|households'|trainees|participants|tourists|customers|"
    r"users|members|officials"
)
_STOP_WORDS = re.compile(
    r"of|in|on|at|to|for|and|or|with|by|from|were|was|is|are|be|been|had|has|have|who|which|"
    r"that|as|a|an|the|after|before|since|during|will|would|can|could|may|against|across|"
    r"its|their"
)
_MOST_BETWEEN = 3
_WINDOW = 10
_CLAUSE = re.compile(r"[^，。；：、！？,;:!?“”]{0,10}")
_WORD = re.compile(r"\s?-?([A-Za-z°][A-Za-z'-]*)|\s?([°%])")
_LONGEST_WORD = 12


@dataclass(frozen=True)
class UnitFound:
    """A unit's key ("" for one that we do not have) and where its words end in the text."""

    unit: str
    end: int


class UnitBook:
    """The words that name units, in either language."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._words: dict[str, str] = {}
        self._nouns: dict[str, list[tuple[str, str]]] = {}
        self._people = next(
            (u.key for u in units.values() if "人" in (u.name.get("zh-hans"), u.measure_word)), ""
        )
        self._percent = next((u.key for u in units.values() if u.symbol == "%"), "")
        for unit in units.values():
            self._learn_names(unit)
        for unit in units.values():  # its own name before what others may stand for
            self._learn_synonyms(unit)

    def percent(self) -> str:
        """The key of the unit of shares of a hundred, "" where there is none."""
        return self._percent

    def _learn_names(self, unit: Unit) -> None:
        for name in _names(unit):
            self._words.setdefault(name.casefold(), unit.key)

    def _learn_synonyms(self, unit: Unit) -> None:
        for word in sorted(same_unit_words(_names(unit))):
            self._words.setdefault(word, unit.key)
        chinese = unit.name.get("zh-hans", "")
        if unit.measure_word:
            noun = chinese.removeprefix(unit.measure_word) if chinese else ""
            whole = "" if noun == chinese else noun
            self._nouns.setdefault(unit.measure_word, []).append((whole, unit.key))

    def chinese(self, text: str, end: int, start: int) -> UnitFound | None:
        """The unit after a Chinese figure at [start, end): a unit's word, or a measure word."""
        for size in range(_LONGEST_WORD, 0, -1):
            word = text[end : end + size]
            if len(word) == size and word in self._words and word not in MEASURE_WORDS:
                return UnitFound(self._words[word], end + size)
        measure = text[end : end + 1]
        if measure not in MEASURE_WORDS or not measure:
            return None
        return UnitFound(self._counted(measure, text, end + 1, start), end + 1)

    def _counted(self, measure: str, text: str, end: int, start: int) -> str:
        after = _CLAUSE.match(text, end)
        window = after[0] if after else ""
        # 公开课10节: the noun may stand before.
        before = "" if window else text[max(0, start - _WINDOW) : start]
        options = self._nouns.get(measure, [])
        found = [(window.find(noun), key) for noun, key in options if noun and noun in window]
        found += [(0, key) for noun, key in options if noun and noun in before]
        if found:
            return min(found)[1]
        return next((key for noun, key in options if not noun), "")

    def english(self, text: str, end: int) -> UnitFound | None:
        """The unit after an English figure: a unit's word at once, or a noun up to 3 words on.

        The noun's own words stay in the statement. `unit` is "" where a noun follows that no
        unit of ours counts; None where no noun follows.
        """
        noun = ""
        position = end
        for passed in range(_MOST_BETWEEN + 1):
            word = _WORD.match(text, position)
            written = (word[1] or word[2] or "").lower() if word else ""
            if word is None or _STOP_WORDS.fullmatch(written):
                break
            if passed and written != word[0].strip() and word[0].strip().istitle():
                break
            two = _WORD.match(text, word.end())
            pair = f"{written} {two[1].lower()}" if two and two[1] else ""
            for name in (pair, written):
                if unit := self._named(name, passed):
                    return UnitFound(unit, end)
            noun, position = written, word.end()
        return UnitFound("", end) if noun else None

    def _named(self, word: str, passed: int) -> str:
        if not word or (passed and len(word) < 3):
            return ""  # "5 big m" is no metre
        if _PEOPLE.fullmatch(word):
            return self._people
        return self._words.get(word) or self._words.get(word.replace(" ", ""), "")


def _names(unit: Unit) -> list[str]:
    names = [*unit.name.values(), *unit.plural.values(), unit.symbol]
    return [name for name in names if name]
