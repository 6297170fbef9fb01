"""Writing a number in every style that the reader reads: the other half of the property tests."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from quizzes.domain.values.figures import plain, write_figure

_FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("万亿两贰陆", "萬億兩貳陸")
_ENGLISH_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
]
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH_SCALES = [(10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")]

Style = Callable[[Decimal], str | None]
"""Writes a number that is not negative, or None where the style cannot."""


def chinese(number: int) -> str:
    """A whole number below 10^16 in Chinese numerals: 105 is 一百零五, 10^12 is 一万亿."""
    if number >= 10**8:
        return _joined(number, 10**8, "亿")
    if number >= 10**4:
        return _joined(number, 10**4, "万")
    return _section(number)


def _joined(number: int, unit: int, word: str) -> str:
    high, low = divmod(number, unit)
    if not low:
        return chinese(high) + word
    zero = "零" if low < unit // 10 or high % 10 == 0 else ""
    return f"{chinese(high)}{word}{zero}{chinese(low)}"


def _section(number: int) -> str:
    written, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + word
            gap = False
        else:
            gap = True
    return written or "零"


def english(number: int) -> str:
    """A whole number below 10^15 in English words."""
    for unit, word in _ENGLISH_SCALES:
        if number >= unit:
            high, low = divmod(number, unit)
            return f"{english(high)} {word}" + (f" {english(low)}" if low else "")
    if number >= 100:
        high, low = divmod(number, 100)
        return f"{english(high)} hundred" + (f" and {english(low)}" if low else "")
    if number >= 20:
        high, low = divmod(number, 10)
        return _ENGLISH_TENS[high - 2] + (f"-{_ENGLISH_ONES[low]}" if low else "")
    return _ENGLISH_ONES[number]


def _whole(write: Callable[[int], str]) -> Style:
    return lambda number: None if number % 1 else write(int(number))


def _spoken_decimal(number: Decimal) -> str | None:
    whole, _, part = plain(number).partition(".")
    spoken = "".join("零一二三四五六七八九"[int(digit)] for digit in part)
    return f"{chinese(int(whole))}点{spoken}" if part else None


def _digit_by_digit(number: Decimal) -> str | None:
    digits = plain(number)
    ambiguous = len(digits) == 2 and int(digits[1]) == int(digits[0]) + 1  # 三四: three or four
    if number % 1 or ambiguous:
        return None
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in digits)


def _tens(number: Decimal) -> str | None:
    words = {2: "廿", 3: "卅", 4: "卌"}
    high, low = divmod(int(number), 10)
    if number % 1 or high not in words:
        return None
    return words[high] + ("一二三四五六七八九"[low - 1] if low else "")


def _scaled(unit: int, word: str) -> Style:
    return lambda number: f"{plain(number / unit)}{word}"


def _shortened(number: Decimal) -> str | None:
    """二百五, 三千二, 两万五: the last unit left out."""
    digits, zeros = plain(number).rstrip("0"), len(plain(number)) - len(plain(number).rstrip("0"))
    if number % 1 or len(digits) != 2 or not 1 <= zeros <= 3:
        return None
    return f"{'零一两三四五六七八九'[int(digits[0])]}{'百千万'[zeros - 1]}{chinese(int(digits[1]))}"


STYLES: dict[str, Style] = {
    "digits": plain,
    "full width": lambda number: plain(number).translate(_FULL_WIDTH),
    "commas": lambda number: plain(number, ","),
    "full-width commas": lambda number: plain(number, ",").translate(_FULL_WIDTH),
    "spaces": lambda number: plain(number, ",").replace(",", " "),
    "narrow spaces": lambda number: plain(number, ",").replace(",", "\u202f"),
    "as we write Chinese": lambda number: write_figure(number, "zh-hans"),
    "as we write English": lambda number: write_figure(number, "en"),
    "万": _scaled(10**4, "万"),
    "亿": _scaled(10**8, "亿"),
    "万亿": _scaled(10**12, "万亿"),
    "萬 with a space": _scaled(10**4, " 萬"),
    "k": _scaled(1000, "k"),
    "million": _scaled(10**6, " million"),
    "bn": _scaled(10**9, "bn"),
    "Chinese": _whole(chinese),
    "Chinese, 〇": _whole(lambda number: chinese(number).replace("零", "〇")),
    "Chinese, 两": _whole(lambda number: chinese(number).replace("二千", "两千")),
    "Chinese, formal": _whole(lambda number: chinese(number).translate(_FORMAL)),
    "Chinese, traditional": _whole(
        lambda number: chinese(number).translate(_FORMAL).translate(_TRADITIONAL)
    ),
    "Chinese, digit by digit": lambda number: _digit_by_digit(number),
    "Chinese decimals": _spoken_decimal,
    "Chinese, shortened": _shortened,
    "廿卅卌": _tens,
    "English words": _whole(english),
    "scientific": lambda number: f"{number:.15e}" if not number % 1 else None,
}

SHARES: dict[str, Style] = {
    "percent sign": lambda number: f"{plain(number)}%",
    "full-width percent sign": lambda number: f"{plain(number)}％".translate(_FULL_WIDTH),
    "percent": lambda number: f"{plain(number)} percent",
    "per cent": lambda number: f"{plain(number)} per cent",
    "百分之 and digits": lambda number: f"百分之{plain(number)}",
    "百分之": lambda number: f"百分之{_spoken_decimal(number) or chinese(int(number))}",
    "千分之": lambda number: f"千分之{plain(number * 10)}",
    "‰": lambda number: f"{plain(number * 10)}‰",
    "成": lambda number: _tenths(number),
    "English words": lambda number: None if number % 1 else f"{english(int(number))} percent",
}


def _tenths(number: Decimal) -> str | None:
    high, low = divmod(int(number), 10)
    if number % 1 or not high or high > 9:
        return None
    return f"{chinese(high)}成{chinese(low) if low else ''}"
