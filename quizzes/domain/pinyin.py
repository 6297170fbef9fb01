"""Pinyin that a teacher gave for words, and a text cut at these words.

A reading has one syllable for each Chinese character, with tone marks, set apart by spaces. Where
to put a mark: the national standard GB/T 16159 and Hanyu Pinyin Fang'an.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_INITIAL = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    r"(?:iang|iong|uang|ueng|ang|eng|ong|iao|ian|ing|uai|uan|üan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in"
    r"|ua|uo|ue|ui|un|üe|ün|a|o|e|i|u|ü)"
)
_SYLLABLE = re.compile(rf"{_INITIAL}{_FINAL}|r|ng|hm|hng")
_LONGEST = 6
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_TONES = frozenset(_MARKS.values())
_BETWEEN = re.compile(r"[\s'’·-]+")


class PinyinError(ValueError):
    """A reading that is none of its word; `code` is "unreadable", "count" or "ambiguous"."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Ruby:
    """A piece of a text; `reading` stands above it, "" for nothing."""

    text: str
    reading: str = ""


def han_count(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(_HAN.findall(text))


def read_pinyin(word: str, text: str) -> tuple[str, ...]:
    """The syllables of a word's reading as a teacher writes it; PinyinError where they are none.

    >>> read_pinyin("和田", "hétián"), read_pinyin("和田", "he2 tian2")
    (('hé', 'tián'), ('hé', 'tián'))
    >>> read_pinyin("绿洲", "lv4zhou1")
    ('lǜ', 'zhōu')
    """
    count = han_count(word)
    plain = unicodedata.normalize("NFC", text.strip().lower().replace("u:", "ü").replace("v", "ü"))
    parts = [part for part in _BETWEEN.split(re.sub(r"([0-5])(?=\S)", r"\1 ", plain)) if part]
    if not parts or not count:
        raise PinyinError("unreadable")
    if len(parts) < count:
        parts = _split(parts, count)
    syllables = tuple(map(_syllable, parts))
    if len(syllables) != count:
        raise PinyinError("count")
    return syllables


def _split(parts: list[str], count: int) -> list[str]:
    """Syllables that were written as one, cut where only one way gives as many as are needed."""
    ways = [way for way in _ways("|".join(parts)) if len(way) == count]
    if not ways:
        raise PinyinError("count" if any(_ways("|".join(parts))) else "unreadable")
    if len(ways) > 1:
        raise PinyinError("ambiguous")
    return ways[0]


def _ways(text: str) -> Iterator[list[str]]:
    if not text:
        yield []
        return
    head = text.partition("|")[0]
    if not head:
        yield from _ways(text[1:])
        return
    for length in range(1, min(_LONGEST + 1, len(head)) + 1):
        if _is_syllable(head[:length]):
            yield from ([head[:length], *rest] for rest in _ways(text[length:]))


def _is_syllable(text: str) -> bool:
    """Whether it is one, with or without its tone.

    >>> _is_syllable("tián"), _is_syllable("tian2"), _is_syllable("tin2x")
    (True, True, False)
    """
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if c not in _TONES)
    bare = unicodedata.normalize("NFC", re.sub(r"[0-5]$", "", letters))
    return bool(_SYLLABLE.fullmatch(bare))


def _syllable(text: str) -> str:
    """A syllable with its mark, which may have been written as a number.

    >>> [_syllable(text) for text in ("tian2", "gou3", "gui4", "lü4", "ma5", "hé")]
    ['tián', 'gǒu', 'guì', 'lǜ', 'ma', 'hé']
    """
    if not _is_syllable(text):
        raise PinyinError("unreadable")
    letters, tone = (text[:-1], text[-1]) if text[-1].isdigit() else (text, "")
    mark = _MARKS.get(tone, "")
    if not mark:
        return letters
    found = re.search(r"a|e|o(?=u)", letters) or re.search(r"[aeiouü](?=[^aeiouü]*$)", letters)
    if found is None:
        raise PinyinError("unreadable")
    end = found.start() + 1
    return unicodedata.normalize("NFC", letters[:end] + mark + letters[end:])


class Glossary:
    """Words with their readings, in which a text is looked up.

    >>> known = Glossary({"和田": "hé tián", "和田玉": "hé tián yù"})
    >>> known.words_in("和田市的和田玉")
    ['和田', '和田玉']
    >>> known.annotate("到和田")
    (Ruby(text='到', reading=''), Ruby(text='和', reading='hé'), Ruby(text='田', reading='tián'))
    """

    def __init__(self, readings: Mapping[str, str]) -> None:
        self.readings = dict(readings)
        longest_first = sorted(self.readings, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def words_in(self, text: str) -> list[str]:
        """The words that stand in a text, in their order, the longest that fits."""
        return list(dict.fromkeys(word for word, is_known in self._cut(text) if is_known))

    def annotate(self, text: str) -> tuple[Ruby, ...]:
        """A text in pieces: each character of a known word with its syllable, all else as it is."""
        pieces: list[Ruby] = []
        for part, is_known in self._cut(text):
            pieces += _ruby(part, self.readings[part].split()) if is_known else [Ruby(part)]
        return tuple(pieces)

    def _cut(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text cut into known words and what is between them."""
        last = 0
        for found in self._known.finditer(text):
            if found.start() > last:
                yield text[last : found.start()], False
            yield found[0], True
            last = found.end()
        if last < len(text):
            yield text[last:], False


def _ruby(word: str, syllables: Iterable[str]) -> Iterator[Ruby]:
    rest = iter(syllables)
    for character in word:
        yield Ruby(character, next(rest, "") if _HAN.match(character) else "")
