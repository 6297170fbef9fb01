"""Units of measure and their conversion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from quizzes.domain.text import Text
from quizzes.domain.values.unit_words import same_unit_words

_EXACT = Context(prec=60)
"""Wide enough to multiply and divide any figure that we read without losing a digit that counts."""

GROWTH = "growth"
"""The dimension of growth rates: percentages that may pass 100."""


class DimensionError(ValueError):
    """Raised where an amount is to be converted to a unit of another dimension."""


@dataclass(frozen=True)
class Unit:
    """A unit: `factor` is its size in the base unit of its `dimension` (kilometre: 1000 of length).

    `symbol` ("%") is written attached to the number; other units are words of the sentence.
    `measure_word` is the Chinese classifier (名, 家), which may stand for the unit in an answer.
    """

    key: str
    dimension: str
    factor: Decimal
    name: Text
    plural: Text = Text()
    symbol: str = ""
    measure_word: str = ""


def is_capped(unit: Unit) -> bool:
    """Whether figures of the unit stay within 0 and 100: shares of a whole do, growth does not."""
    return unit.symbol == "%" and unit.dimension != GROWTH


def in_base(amount: Decimal, unit: Unit) -> Decimal:
    """The amount in the base unit of the unit's dimension."""
    return _EXACT.multiply(amount, unit.factor)


def convert(amount: Decimal, from_unit: Unit, to_unit: Unit) -> Decimal:
    """The amount in another unit of the same dimension; raises DimensionError for another one.

    >>> km = Unit("km", "length", Decimal(1000), Text())
    >>> metre = Unit("m", "length", Decimal(1), Text())
    >>> convert(Decimal("1.5"), km, metre), convert(Decimal(500), metre, km)
    (Decimal('1500.0'), Decimal('0.5'))
    """
    if from_unit.dimension != to_unit.dimension:
        raise DimensionError(f"{from_unit.key} is not convertible to {to_unit.key}")
    if from_unit.factor == to_unit.factor:
        return amount
    return _EXACT.divide(in_base(amount, from_unit), to_unit.factor)


def written_forms(unit: Unit) -> tuple[str, ...]:
    """Every way the unit itself is written: names, plurals, symbol and measure word."""
    forms = [*unit.name.values(), *unit.plural.values(), unit.symbol, unit.measure_word]
    return tuple(dict.fromkeys(form for form in forms if form))


def answer_units(unit: Unit, units: Mapping[str, Unit]) -> dict[str, Decimal]:
    """What a learner may write after a number of `unit`, normalised, with its size in that unit.

    Names, plurals, symbols and common synonyms of the unit and of those that convert to it. A
    measure word stands only for the unit asked for, before its name or alone (21家企业, 21家).

    >>> km = Unit("km", "length", Decimal(1000), Text.of({"en": "kilometre", "zh-hans": "公里"}))
    >>> m = Unit("m", "length", Decimal(1), Text.of({"en": "metre"}))
    >>> sizes = answer_units(km, {"km": km, "m": m})
    >>> {word: str(sizes[word]) for word in ("公里", "千米", "km", "metre", "米")}
    {'公里': '1', '千米': '1', 'km': '1', 'metre': '0.001', '米': '0.001'}
    """
    found: dict[str, Decimal] = {}
    for other in units.values():
        if other.key != unit.key and other.dimension == unit.dimension:
            names = (word for word in written_forms(other) if word != other.measure_word)
            size = convert(Decimal(1), other, unit)
            found |= dict.fromkeys(sorted(same_unit_words(names)), size)
    forms = written_forms(unit)
    bare = (word.removeprefix(unit.measure_word) for word in forms) if unit.measure_word else ()
    return found | dict.fromkeys(sorted(same_unit_words((*forms, *bare))), Decimal(1))
