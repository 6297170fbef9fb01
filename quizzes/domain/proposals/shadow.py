"""A text made easier to read, character by character, so that places stay the same."""

from __future__ import annotations

from quizzes.domain.values.normalise import to_simplified

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT = {ord(char): char for char in "，；：！？（）"}
_TABLE = {**_WIDE, **_KEPT, 0x3000: " ", 0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x2019: "'"}


def shadow(text: str) -> str:
    """The text in half-width digits and letters and simplified characters, of the same length.

    >>> shadow("９５００多人，９５％，阿克蘇")
    '9500多人，95%，阿克苏'
    """
    narrow = text.translate(_TABLE)
    simplified = to_simplified(narrow)
    return simplified if len(simplified) == len(narrow) else narrow
