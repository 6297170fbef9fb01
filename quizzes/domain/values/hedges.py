"""The words around a figure that say how it limits the true number."""

from __future__ import annotations

import re

from quizzes.domain.values.quantities import Bound

_BEFORE: dict[Bound, str] = {
    Bound.ABOUT: (
        "大约|大概|约为|约有|约|将近|接近|临近|近|差不多|~|≈|about|around|approximately|approx.|"
        "roughly|some|nearly|almost|close to|circa|c."
    ),
    Bound.MORE_THAN: (
        "超过了|超过|超出|超|逾|过|多于|大于|高于|突破了|突破|不止|>|more than|just over|well over|"
        "over|above|exceeding|in excess of|upwards of|upward of|greater than"
    ),
    Bound.AT_LEAST: (
        "至少|不少于|不低于|不小于|不下|起码|最少|≥|>=|⩾|at least|no fewer than|no less than|"
        "not less than|not fewer than|a minimum of"
    ),
    Bound.AT_MOST: (
        "至多|最多|不超过|不多于|不高于|不大于|≤|<=|⩽|at most|no more than|not more than|up to|"
        "a maximum of"
    ),
    Bound.LESS_THAN: (
        "不到|不足|不满|未满|未到|少于|低于|小于|<|less than|fewer than|just under|under|below"
    ),
}
_AFTER: dict[Bound, str] = {
    Bound.ABOUT: r"左右|上下|\s*or so|\s*or thereabouts",
    Bound.AT_LEAST: r"及?以上|\+|\s*plus|\s*or more|\s*or over",
    Bound.AT_MOST: r"及?以下|以内|之内|\s*or less|\s*or fewer",
    Bound.LESS_THAN: r"不到|不足",
    Bound.OVER: r"有余|多|余|之多",
}
_FILLER = re.compile(
    r"(?:一共有?|总共有?|共计|共有|共|合计|达到了?|高达|达|有|为|是|in total|a total of|is|was)\s*"
)


def _alternatives(words: str) -> str:
    ordered = sorted(words.split("|"), key=len, reverse=True)
    return "|".join(
        re.escape(word) + ("(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in ordered
    )


_BEFORE_PATTERNS = [
    (bound, re.compile(rf"(?:{_alternatives(words)})\s*")) for bound, words in _BEFORE.items()
]
_AFTER_PATTERNS = [(bound, re.compile(rf"(?:{words})$")) for bound, words in _AFTER.items()]


def hedge_before(text: str) -> tuple[Bound, int]:
    """The bound that the words at the start say, and where the figure starts.

    >>> hedge_before("不超过3000"), hedge_before("3000")
    ((<Bound.AT_MOST: 'at_most'>, 3), (<Bound.EXACT: 'exact'>, 0))
    """
    position = _skip_filler(text, 0)
    found = [
        (p.end(), b) for b, pattern in _BEFORE_PATTERNS if (p := pattern.match(text, position))
    ]
    if not found:
        return Bound.EXACT, position
    # The longest wins: "more than" over nothing, ">=" over ">".
    end, bound = max(found, key=lambda each: each[0])
    return bound, _skip_filler(text, end)


def hedge_after(rest: str) -> tuple[Bound, str]:
    """The bound that the last words say, and the rest without them.

    >>> hedge_after("元左右"), hedge_after("人")
    ((<Bound.ABOUT: 'about'>, '元'), (<Bound.EXACT: 'exact'>, '人'))
    """
    for bound, pattern in _AFTER_PATTERNS:
        if found := pattern.search(rest):
            return bound, rest[: found.start()].rstrip()
    return Bound.EXACT, rest


def _skip_filler(text: str, position: int) -> int:
    filler = _FILLER.match(text, position)
    return filler.end() if filler else position
