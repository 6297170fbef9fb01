"""Does a text repeat a source that we may not hold? Compared by hashes of its Han characters.

A window is 13 Han characters that follow each other; punctuation, digits and Latin letters end a
run. Two texts share a run of more than 12 characters exactly when they share a window.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

WINDOW = 13
_HASH_LENGTH = 10
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def hashed(text: str) -> str:
    """The first hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]


def runs(text: str) -> list[str]:
    """The stretches of Han characters of a text, in one width.

    >>> runs("阿克苏市培育了９５００多名人才。")
    ['阿克苏市培育了', '多名人才']
    """
    return _HAN.findall(unicodedata.normalize("NFKC", text))


def windows(text: str) -> set[str]:
    """Every run of 13 Han characters in a text."""
    return {
        run[start : start + WINDOW] for run in runs(text) for start in range(len(run) - WINDOW + 1)
    }


def without(text: str, names: Iterable[str]) -> str:
    """The text with a break where a name stood, longest name first."""
    text = unicodedata.normalize("NFKC", text)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(unicodedata.normalize("NFKC", name), "|")
    return text


def repeated(text: str, names: Iterable[str], source: set[str]) -> set[str]:
    """The windows of a text, proper names cut out, whose hashes are in the source's."""
    return {window for window in windows(without(text, names)) if hashed(window) in source}
