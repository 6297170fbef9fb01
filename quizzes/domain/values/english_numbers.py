"""Numbers in English words, and digits before a word of scale: nine thousand, 3 billion, 2k."""

from __future__ import annotations

import re
from decimal import Decimal

from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.readings import MAX_DIGITS, Found

_ONE_WORDS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TEN_WORDS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
_SHORT_SCALES = {
    "hundred": Decimal(100),
    "k": _SCALES["thousand"],
    "mn": _SCALES["million"],
    "mln": _SCALES["million"],
    "bn": _SCALES["billion"],
    "tn": _SCALES["trillion"],
    "trn": _SCALES["trillion"],
}
NUMBER_WORDS = frozenset({*_ONE_WORDS, *_TEN_WORDS, *_SCALES, "hundred"})

_WORD = re.compile(r"[\s-]*([a-z]+)(?![a-z])")
_SCALE_AFTER_DIGITS = re.compile(r"\s?-?([a-z]+)(?![a-z0-9])")
_HALF = re.compile(r"half a (hundred|thousand|million|billion|trillion)(?![a-z])")


def read_scale(text: str, found: Found) -> Found:
    """The number with the English word of scale that follows it, if one does.

    >>> str(read_scale("1.2 million", Found(Decimal("1.2"), 3, "digits")).amount)
    '1200000.0'
    """
    word = _SCALE_AFTER_DIGITS.match(text, found.end)
    if found.rule != "digits" or word is None:
        return found
    scale = _SCALES.get(word[1]) or _SHORT_SCALES.get(word[1])
    return found.scaled(scale, word.end(), "scaled").checked() if scale else found


def read_words(text: str, start: int) -> Found | None:
    """The number in English words that starts at an index, None where there is none.

    >>> str(read_words("nine thousand five hundred people", 0).amount)
    '9500'
    >>> str(read_words("one point five million", 0).amount), read_words("many", 0)
    ('1500000.0', None)
    """
    if half := _HALF.match(text, start):
        scale = _SCALES.get(half[1]) or _SHORT_SCALES[half[1]]
        return Found(scale / 2, half.end(), "words")
    reader = _Words()
    position = start
    while (word := _WORD.match(text, position)) and reader.take(word[1], _next(text, word.end())):
        position = word.end()
    if position == start:
        return None
    return Found(reader.total(position), position, "words", reader.last_scale).checked()


def _next(text: str, position: int) -> str:
    word = _WORD.match(text, position)
    return word[1] if word else ""


class _Words:
    """Adds up words from left to right, and refuses the first one that cannot follow."""

    def __init__(self) -> None:
        self._sum = Decimal(0)
        self._current: Decimal | None = None
        self._decimals: str | None = None
        self._lowest = Decimal(10**15)
        self.last_scale = Decimal(1)

    def take(self, word: str, following: str) -> bool:
        """Whether the word carries the number on; it is then added."""
        if word in {"a", "an"}:
            return self._take_article(following)
        if word == "and":
            return self._take_and(following)
        if word == "point":
            return self._take_point(following)
        if self._decimals is not None and word in _ONE_WORDS:
            return self._take_decimal(_ONE_WORDS[word])
        if word in _ONE_WORDS or word in _TEN_WORDS:
            return self._take_number(word)
        return self._take_hundred() if word == "hundred" else self._take_scale(word)

    def total(self, position: int) -> Decimal:
        """All that was taken."""
        if self._decimals == "":
            raise UnreadableError("bad_numeral", position)
        return self._sum + self._value()

    def _value(self) -> Decimal:
        if self._decimals:
            return Decimal(f"{self._current}.{self._decimals}")
        return self._current or Decimal(0)

    def _take_article(self, following: str) -> bool:
        fits = self._current is None and not self._sum
        if fits and (following == "hundred" or following in _SCALES):
            self._current = Decimal(1)
            return True
        return False

    def _take_and(self, following: str) -> bool:
        after_hundred = self._current is not None and self._current % 100 == 0 and self._current > 0
        after_scale = self._current is None and self._sum > 0
        return (after_hundred or after_scale) and (
            following in _ONE_WORDS or following in _TEN_WORDS
        )

    def _take_point(self, following: str) -> bool:
        if self._current is None or self._decimals is not None or following not in _ONE_WORDS:
            return False
        self._decimals = ""
        return True

    def _take_decimal(self, value: int) -> bool:
        if value > 9 or len(self._decimals or "") >= MAX_DIGITS:
            return False
        self._decimals = f"{self._decimals}{value}"
        return True

    def _take_number(self, word: str) -> bool:
        value = Decimal(_ONE_WORDS.get(word, _TEN_WORDS.get(word, 0)))
        current = self._current
        if current is None:
            fits = value < self._lowest
        elif current and current % 100 == 0:
            fits = value > 0
        else:
            fits = current % 100 >= 20 and current % 10 == 0 and 0 < value < 10
        if fits and self._decimals is None:
            self._current = (current or Decimal(0)) + value
            self.last_scale = Decimal(1)
            return True
        return False

    def _take_hundred(self) -> bool:
        if self._current is None or self._decimals is not None or not 0 < self._current < 100:
            return False
        self._current *= 100
        return True

    def _take_scale(self, word: str) -> bool:
        scale = _SCALES.get(word)
        if scale is None or self._current is None or scale >= self._lowest:
            return False
        self._sum += self._value() * scale
        self._current, self._decimals, self._lowest = None, None, scale
        self.last_scale = scale
        return True
