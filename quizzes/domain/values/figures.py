"""Writing figures, bare or hedged, as they stand in a sentence of a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from quizzes.domain.values.quantities import Bound, Quantity
from quizzes.domain.values.units import Unit

MINUS = "\N{MINUS SIGN}"

_Scales = tuple[tuple[Decimal, str], ...]

_SCALES_ZH: _Scales = (
    (Decimal(10) ** 12, "万亿"),
    (Decimal(10) ** 8, "亿"),
    (Decimal(10) ** 4, "万"),
)
_SCALES_EN: _Scales = (
    (Decimal(10) ** 12, " trillion"),
    (Decimal(10) ** 9, " billion"),
    (Decimal(10) ** 6, " million"),
)

_HEDGES_ZH: Mapping[Bound, str] = {
    Bound.EXACT: "{}",
    Bound.ABOUT: "约{}",
    Bound.OVER: "超过{}",
    Bound.AT_LEAST: "至少{}",
    Bound.MORE_THAN: "超过{}",
    Bound.AT_MOST: "最多{}",
    Bound.LESS_THAN: "不到{}",
}
# "under" rather than "less than": it is right before things counted and things measured.
_HEDGES_EN: Mapping[Bound, str] = {
    Bound.EXACT: "{}",
    Bound.ABOUT: "about {}",
    Bound.OVER: "more than {}",
    Bound.AT_LEAST: "at least {}",
    Bound.MORE_THAN: "more than {}",
    Bound.AT_MOST: "at most {}",
    Bound.LESS_THAN: "under {}",
}


@dataclass(frozen=True)
class _Figure:
    """A figure taken apart: sign, mantissa as digits, the word of its scale, the unit's symbol."""

    sign: str
    mantissa: Decimal
    digits: str
    scale: str
    symbol: str

    def __str__(self) -> str:
        return f"{self.sign}{self.digits}{self.scale}{self.symbol}"


def is_chinese(language: str) -> bool:
    """Whether the language is written in Chinese characters."""
    return language.lower().startswith("zh")


def write_figure(
    amount: Decimal, language: str, unit: Unit | None = None, scale: Decimal | None = None
) -> str:
    """The bare figure, with the unit's symbol where it has one and without its name.

    A word of scale (万, 亿, million) stands where the figure is exact in two decimals of it, or
    the one that `scale` says.

    >>> [write_figure(Decimal(n), "zh-hans") for n in ("9500", "29000", "3E+9", "12345")]
    ['9500', '2.9万', '30亿', '12345']
    >>> [write_figure(Decimal(n), "en") for n in ("9500", "29000", "3E+9", "7.80")]
    ['9,500', '29,000', '3 billion', '7.8']
    """
    return str(_take_apart(amount, language, unit, scale))


def shared_scale(amounts: Iterable[Decimal], language: str) -> Decimal:
    """The scale in which all figures of one list can be written: the least that any of them has.

    >>> amounts = [Decimal(n) for n in (9500, 29000, 56000)]
    >>> [write_figure(n, "zh-hans", scale=shared_scale(amounts, "zh-hans")) for n in amounts]
    ['9500', '29000', '56000']
    """
    scales = _scales(language)
    return min((_scale_of(abs(amount), scales) for amount in amounts), default=Decimal(1))


def write_quantity(
    quantity: Quantity, language: str, unit: Unit | None = None, scale: Decimal | None = None
) -> str:
    """The figure with its hedge, as it stands in a statement before the unit's word.

    >>> people = Quantity(Decimal(9500), "person", Bound.OVER)
    >>> write_quantity(people, "zh-hans"), write_quantity(people, "en")
    ('9500多', 'more than 9,500')
    >>> write_quantity(Quantity(Decimal(3), "day", Bound.RANGE, Decimal(5)), "zh-hans")
    '3—5'
    """
    figure = _take_apart(quantity.amount, language, unit, scale)
    if quantity.bound is Bound.RANGE:
        upper = quantity.amount if quantity.upper is None else quantity.upper
        joint = "—" if is_chinese(language) else " to "
        return f"{figure}{joint}{write_figure(upper, language, unit, scale)}"
    if not is_chinese(language):
        return _HEDGES_EN[quantity.bound].format(figure)
    if quantity.bound is Bound.OVER and (over := _with_duo(figure)):
        return over
    return _HEDGES_ZH[quantity.bound].format(figure)


def _with_duo(figure: _Figure) -> str:
    """The figure with 多 where grammar lets it stand, else "".

    多 follows a round ten before the scale (30多亿) and otherwise the scale (7.8万多); a number
    that ends in units takes none before a word (35多人 is not Chinese), but does after a symbol.
    """
    if figure.sign or not figure.mantissa:
        return ""
    if figure.symbol:
        return f"{figure}多"
    if figure.mantissa % 10 == 0:
        return f"{figure.digits}多{figure.scale}"
    return f"{figure.digits}{figure.scale}多" if figure.scale else ""


def _take_apart(
    amount: Decimal, language: str, unit: Unit | None, scale: Decimal | None
) -> _Figure:
    scales = _scales(language)
    size = _scale_of(abs(amount), scales) if scale is None else scale
    mantissa = abs(amount) / size
    digits = plain(mantissa) if is_chinese(language) else plain(mantissa, ",")
    symbol = unit.symbol if unit is not None else ""
    return _Figure(
        MINUS if amount < 0 else "", mantissa, digits, dict(scales).get(size, ""), symbol
    )


def _scales(language: str) -> _Scales:
    return _SCALES_ZH if is_chinese(language) else _SCALES_EN


def _scale_of(amount: Decimal, scales: _Scales) -> Decimal:
    for size, _word in scales:
        if amount >= size and not (amount / size * 100) % 1:
            return size
    return Decimal(1)


def plain(amount: Decimal, separator: str = "") -> str:
    """The digits of an amount: no exponent, no trailing zeros, thousands apart if asked.

    >>> plain(Decimal("1.50E+3"), ","), plain(Decimal("0.50"))
    ('1,500', '0.5')
    """
    digits = f"{amount:,f}" if separator else f"{amount:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.replace(",", separator)
