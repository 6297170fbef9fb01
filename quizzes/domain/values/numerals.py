"""Reading a figure as people write it, in Chinese or English, with its hedge and its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from quizzes.domain.values.chinese_numbers import DIGITS, read_mixed
from quizzes.domain.values.english_numbers import NUMBER_WORDS, read_scale, read_words
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.hedges import hedge_after, hedge_before
from quizzes.domain.values.normalise import normalise
from quizzes.domain.values.quantities import Bound
from quizzes.domain.values.readings import Found, prepare

_END_MARKS = " \t\r\n。．.,，、!！?？;；"
_CURRENCY = re.compile(r"(?:us\$|rmb|cny|usd|[¥$€£])\s*")
_SIGN = re.compile(r"(?P<minus>-|负|零下|minus\s+|negative\s+)|\+")
_RANGE = re.compile(r"\s*(?:--?|~|〜|至|到|to\s|and\s)\s*")
_SHARES = {"百分之": Decimal(1), "千分之": Decimal(10), "万分之": Decimal(100)}
_HALVES = re.compile(r"一半|半数|half(?! a )(?![a-z])")
_WHOLE = re.compile(r"百分之?百")
_TENTHS = re.compile(
    rf"\s*成(?![人员年品绩本立])(?P<next>[{''.join(DIGITS)}0-9半](?![0-9]))?(?P<over>[多余])?"
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent(?![a-z])|pct(?![a-z]))")
_PER_MILLE = re.compile(r"\s*‰")
_FRACTION = re.compile(r"\s?[/⁄]\s?([0-9]{1,6})(?![0-9])")
_UNIT_POWERS = re.compile(r"(?<=[a-z])\^?[23](?![0-9])")
_UNIT_NUMERALS = re.compile(r"百分点|千(?=[米克瓦卡帕赫伏焦字])|百(?=帕)")
_HALF_MORE = re.compile(r"(个)半(.+)|(年|天|日|周|小时|公里|里|斤|亩)半")
_LATIN_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class NumberRead:
    """A figure that was read.

    `rest` is what follows it, normalised ("人", "km"); a share of a hundred has "%" there, however
    it was written. `rule` names how the figure was written: digits, scaled, scientific, chinese,
    chinese_digits, words, percent, tenths, half, fraction. `upper` is the end of a range.
    """

    amount: Decimal
    bound: Bound
    rest: str
    rule: str
    upper: Decimal | None = None


def read_number(text: str) -> NumberRead:
    """The one figure that a text gives; UnreadableError with a code where there is none.

    Codes: empty, too_long, too_large, not_a_number, bad_numeral, bad_separators, vague (几百),
    several_numbers, backwards (a range from more to less).

    >>> read = read_number("9500多人")
    >>> str(read.amount), read.bound.value, read.rest, read.rule
    ('9500', 'over', '人', 'digits')
    >>> for text in ("1.3万亿", "两百", "三成五", "百分之八十", "卅", "1,200", "over 3 billion"):
    ...     print(f"{read_number(text).amount:.0f}{read_number(text).rest}")
    1300000000000
    200
    35%
    80%
    30
    1200
    3000000000
    """
    prepared = prepare(text).rstrip(_END_MARKS)
    if not prepared:
        raise UnreadableError("empty")
    bound, position = _prefix(prepared)
    currency, position = _skip_currency(prepared, position)
    first = _read_signed(prepared, position)
    if currency:
        first = _millions(prepared, first)
    last = _read_last(prepared, first)
    after, rest = hedge_after(prepared[last.end :])
    _refuse_second_number(rest, last.end)
    if last is first and (half := _HALF_MORE.fullmatch(rest)):  # 一个半小时, 3年半
        first = last = replace(first, amount=first.amount + Decimal("0.5"))
        rest = "".join(half.groups(""))
    unit = "%" if first.percent or last.percent else normalise(rest) or currency
    if last is not first:
        first = _shared_scale(first, last)
        return NumberRead(first.amount, Bound.RANGE, unit, first.rule, last.amount)
    stated = (each for each in (bound, first.bound, after) if each is not Bound.EXACT)
    return NumberRead(first.amount, next(stated, Bound.EXACT), unit, first.rule)


def _prefix(text: str) -> tuple[Bound, int]:
    bound, position = hedge_before(text)
    if text.startswith("上", position) and text[position + 1 : position + 2] in {"百", "千", "万"}:
        return Bound.AT_LEAST, position + 1
    if text.startswith("between ", position):
        return bound, position + len("between ")
    return bound, position


def _skip_currency(text: str, position: int) -> tuple[str, int]:
    found = _CURRENCY.match(text, position)
    return (normalise(found[0]), found.end()) if found else ("", position)


def _millions(text: str, found: Found) -> Found:
    """$3m: an m is a million after a currency, and a metre elsewhere."""
    if found.rule == "digits" and re.match(r"m(?![a-z])", text[found.end :]):
        return found.scaled(Decimal(10**6), found.end + 1, "scaled").checked()
    return found


def _read_signed(text: str, position: int) -> Found:
    sign = _SIGN.match(text, position)
    found = _read_one(text, sign.end() if sign else position)
    return replace(found, amount=-found.amount) if sign and sign["minus"] else found


def _read_one(text: str, start: int) -> Found:
    """The number at an index, with what makes it a share: %, 成, 分之."""
    if half := _HALVES.match(text, start):
        return Found(Decimal(50), half.end(), "half", percent=True)
    if text.startswith("半", start):
        return Found(Decimal("0.5"), start + 1, "half")
    if whole := _WHOLE.match(text, start):
        return Found(Decimal(100), whole.end(), "percent", percent=True)
    if parts := _SHARES.get(text[start : start + 3]):
        numerator = _read_plain(text, start + 3)
        return replace(numerator, amount=numerator.amount / parts, rule="percent", percent=True)
    return _with_share(text, _read_plain(text, start))


def _read_plain(text: str, start: int) -> Found:
    # 上百, 近千: one hundred goes without saying after a hedge, and only there.
    found = _implied_one(text, start) or read_mixed(text, start) or read_words(text, start)
    if found is None:
        code = "vague" if text.startswith(("几", "数", "若干", "好几"), start) else "not_a_number"
        raise UnreadableError(code, start)
    return read_scale(text, found)


def _implied_one(text: str, start: int) -> Found | None:
    if (
        start
        and text[start - 1] in "上近逾超约过"
        and text[start : start + 1] in {"百", "千", "万"}
    ):
        found = read_mixed("一" + text[start:], 0)
        return found and replace(found, end=found.end + start - 1)
    return None


def _with_share(text: str, found: Found) -> Found:
    if percent := _PERCENT.match(text, found.end):
        return _percent_over(text, replace(found, end=percent.end(), rule="percent", percent=True))
    if mille := _PER_MILLE.match(text, found.end):
        share = found.amount / 10
        return replace(found, amount=share, end=mille.end(), rule="percent", percent=True)
    if tenths := _TENTHS.match(text, found.end):
        return _tenths(found, tenths)
    if text.startswith("分之", found.end):
        return _fraction(_read_plain(text, found.end + 2), found.amount)
    if under := _FRACTION.match(text, found.end):
        return _fraction(replace(found, end=under.end()), Decimal(under[1]))
    return found


def _percent_over(text: str, found: Found) -> Found:
    if text[found.end : found.end + 1] in {"多", "余"} and found.bound is Bound.EXACT:
        return replace(found, end=found.end + 1, bound=Bound.OVER)
    return found


def _tenths(found: Found, tenths: re.Match[str]) -> Found:
    """三成五: tenths and hundredths of a whole."""
    if not 0 < found.amount <= 10:
        return found
    following = tenths["next"]
    digit = 5 if following == "半" else DIGITS.get(following) if following else 0
    hundredths = int(following) if digit is None else digit
    bound = Bound.OVER if tenths["over"] else found.bound
    amount = found.amount * 10 + hundredths
    return Found(amount, tenths.end(), "tenths", percent=True, bound=bound)


def _fraction(numerator: Found, denominator: Decimal) -> Found:
    if not denominator or numerator.amount % 1 or denominator % 1:
        raise UnreadableError("bad_numeral", numerator.end)
    return replace(numerator, amount=numerator.amount / denominator, rule="fraction")


def _read_last(text: str, first: Found) -> Found:
    """The upper end where a range follows the first number, else the first number itself."""
    joint = _RANGE.match(text, first.end)
    if joint is None or (joint[0].strip() == "and" and "between " not in text):
        return first
    return _read_signed(text, joint.end())


def _shared_scale(first: Found, last: Found) -> Found:
    """The first of a range: 3至5万 is 30,000 to 50,000, the scale is meant for both."""
    if last.scale > first.scale == 1 and first.amount < last.amount / last.scale:
        first = replace(first, amount=first.amount * last.scale)
    if last.amount <= first.amount:
        raise UnreadableError("backwards", last.end)
    return first


def _refuse_second_number(rest: str, position: int) -> None:
    bare = _UNIT_NUMERALS.sub("", _UNIT_POWERS.sub("", rest))
    numerals = set(bare) & (set("0123456789十百千万亿") | set(DIGITS) - {"两"})
    if numerals or set(_LATIN_WORD.findall(bare)) & NUMBER_WORDS:
        raise UnreadableError("several_numbers", position)
