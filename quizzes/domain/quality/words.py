"""What a text is made of, as far as the lint must know: its width and its telling words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quizzes.domain.values.normalise import normalise

MINUSES = ("-", "\N{MINUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_LATIN_WORD = re.compile(r"[a-z]{4,}(?:'[a-z]+)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_HAN_RUN = re.compile(f"[{_HAN}]{{2,}}")
_COMMON = frozenset(
    """
    about according after also among article been before both does during each early every
    from give gives have into like made make many more most much other over reported reports
    said same says some such than that their them then there these they this those through
    under until were what when where which while whose will with within would your
    """.split()  # noqa: SIM905 - a list of words is easier to keep as words
)
_COMMON_HAN = frozenset("的了在是与或年月日这那其之")


@lru_cache(maxsize=8192)
def display_width(text: str) -> int:
    """Columns that a text takes: two for a full-width character, none for a combining mark.

    >>> display_width("和田市"), display_width("Hotan"), display_width("＿＿")
    (6, 5, 4)
    """
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def reading(text: str) -> str:
    """What makes two options read the same: their normalised text, and a minus before it.

    >>> reading("−5 °C") == reading("5°C"), reading("Hotan City") == reading("hotan city ")
    (False, True)
    """
    minus = "-" if text.strip()[:1] in MINUSES else ""
    return minus + normalise(text)


@lru_cache(maxsize=8192)
def telling_words(text: str) -> frozenset[str]:
    """Words by which a learner may connect two texts: longer Latin words, years, pairs of Han.

    >>> sorted(telling_words("Which prefectures had trained workers by 2024?"))
    ['2024', 'prefecture', 'trained', 'worker']
    >>> sorted(telling_words("和田市的工厂"))
    ['和田', '工厂', '田市']
    """
    lowered = text.casefold()
    latin = (word.removesuffix("s") for word in _LATIN_WORD.findall(lowered) if word not in _COMMON)
    pairs = (
        run[i : i + 2]
        for run in _HAN_RUN.findall(text)
        for i in range(len(run) - 1)
        if not _COMMON_HAN & set(run[i : i + 2])
    )
    return frozenset((*latin, *_YEAR.findall(text), *pairs))


def echoes(option: str, stem: str) -> frozenset[str]:
    """The telling words of an option that the stem says too."""
    return telling_words(option) & telling_words(stem)


def has_words(sentence: str, words: str) -> bool:
    """Whether the words stand in a sentence as such, and not as part of a longer figure or word.

    >>> has_words("Aksu trained 9,500 people in 2024.", "9,500"), has_words("in 2024", "20")
    (True, False)
    """
    text, wanted = sentence.casefold(), words.casefold()
    place = text.find(wanted) if wanted else -1
    while place >= 0:
        if _is_whole(text, place, place + len(wanted)):
            return True
        place = text.find(wanted, place + 1)
    return False


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether the words between two places go on neither before nor after them."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if _is_ascii_word(text[start]) and (_is_ascii_word(before) or before in {".", ","}):
        return False
    if not _is_ascii_word(text[end - 1]):
        return True
    goes_on = after[:1] in {".", ","} and after[1:].isdigit()
    return not (_is_ascii_word(after[:1]) or goes_on)


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
