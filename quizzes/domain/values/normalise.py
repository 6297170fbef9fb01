"""Bringing texts that mean the same to one form, and saying which difference was forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

_MAX_ROUNDS = 6
_ARTICLE = re.compile(r"^\s*the\s+(?=\S)", re.IGNORECASE)
_KEPT_PUNCTUATION = frozenset("%‰&#@")
# Between digits these carry meaning: 3.5 is not 35, 2024-08 not 202408, 24/7 not 247.
_KEPT_BETWEEN_DIGITS = frozenset(".-/:")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]")
_THOUSANDS = re.compile(r"(?<=[0-9])[,'’](?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True)
class MatchedRule:
    """Which accepted text an answer matched, and the first rule, from the strictest, that did it.

    Rules: identical, width, case, punctuation, accents, traditional, alias.
    """

    rule: str
    accepted: str


def unify_width(text: str) -> str:
    """Full-width, half-width and other compatible forms made one (NFKC), outer spaces dropped."""
    return unicodedata.normalize("NFKC", text).strip()


def unify_case(text: str) -> str:
    """Width and letter case made one."""
    return unify_width(unify_width(text).casefold())


def unify_punctuation(text: str) -> str:
    """Width and case made one; spaces, punctuation and a leading "the" dropped.

    >>> unify_punctuation("The “Dandelion” Programme"), unify_punctuation("《天山 · 计划》")
    ('dandelionprogramme', '天山计划')
    >>> unify_punctuation("3.5 – 1,200"), unify_punctuation("e-commerce")
    ('3.5-1200', 'ecommerce')
    """
    unified = _DASHES.sub("-", unify_case(text))
    unified = _THOUSANDS.sub("", _ARTICLE.sub("", unified))
    # Spaces first: what then stands between digits is what stays between digits.
    compact = "".join(char for char in unified if not _is_space(char))
    kept = (char for i, char in enumerate(compact) if _is_kept(compact, i))
    return "".join(kept)


def unify_accents(text: str) -> str:
    """As `unify_punctuation`, with the accents of Latin letters dropped.

    >>> unify_accents("Ürümqi")
    'urumqi'
    """
    return unify_punctuation(_without_accents(unify_case(text)))


def to_simplified(text: str) -> str:
    """Traditional characters made simplified, character by character and phrase by phrase (OpenCC).

    >>> to_simplified("阿克蘇地區")
    '阿克苏地区'
    """
    # A lone surrogate, which JSON can bring, is no character and cannot be encoded.
    return str(_converter().convert(text.encode("utf-8", "ignore").decode()))


def unify_script(text: str) -> str:
    """All of the above, and traditional characters made simplified."""
    return unify_accents(to_simplified(unify_accents(text)))


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The form in which texts that differ only in ways we forgive are equal; idempotent.

    Width, case, spaces, punctuation, accents, a leading "the", traditional characters.

    >>> normalise("「蒲公英」計劃"), normalise("　ＭＣＮ 机构 ")
    ('蒲公英计划', 'mcn机构')
    """
    # Dropping a mark can bring together what then converts as one phrase, so go on until it rests.
    for _ in range(_MAX_ROUNDS):
        unified = unify_script(text)
        if unified == text:
            break
        text = unified
    return text


_RULES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("identical", str.strip),
    ("width", unify_width),
    ("case", unify_case),
    ("punctuation", unify_punctuation),
    ("accents", unify_accents),
    ("traditional", normalise),
)


def match_text(
    answer: str, accepted: Iterable[str], aliases: Iterable[str] = ()
) -> MatchedRule | None:
    """The strictest rule by which the answer is one of the accepted texts, else None.

    All accepted texts are tried by a rule before a looser one is; aliases come last, by any rule.

    >>> match_text("ＭＣＮ机构", ["MCN机构"]).rule, match_text("阿克蘇", ["阿克苏"]).rule
    ('width', 'traditional')
    >>> match_text("阿克苏", ["阿克苏市"], aliases=["阿克苏"])
    MatchedRule(rule='alias', accepted='阿克苏')
    >>> match_text("", ["阿克苏市"]) is None
    True
    """
    if not normalise(answer):
        return None
    names = tuple(accepted)
    for rule, unify in _RULES:
        unified = unify(answer)
        for name in names:
            if unify(name) == unified:
                return MatchedRule(rule, name)
    for alias in aliases:
        if normalise(alias) == normalise(answer):
            return MatchedRule("alias", alias)
    return None


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    kept: list[str] = []
    for char in parts:
        # Only marks on Latin letters: elsewhere (が, й) they make another letter.
        if unicodedata.combining(char) and kept and kept[-1].isascii():
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_space(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Zs", "Zl", "Zp", "Cc", "Cf"}


def _is_kept(text: str, index: int) -> bool:
    char = text[index]
    if char in _KEPT_BETWEEN_DIGITS:
        around = text[index - 1 : index] + text[index + 1 : index + 2]
        return len(around) == 2 and around.isdecimal()
    return char in _KEPT_PUNCTUATION or not unicodedata.category(char).startswith("P")
