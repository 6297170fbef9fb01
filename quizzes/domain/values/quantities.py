"""Quantities with their bound: what a hedged figure says about the true number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from quizzes.domain.values.units import Unit, in_base, is_capped

ABOUT_SHARE = Decimal("0.05")
ABOUT_MOST_SHARE = Decimal("0.1")
"""The least and the most that "about" allows either way, as shares of the figure."""

CONVERSION_SLACK = Decimal("0.001")
"""Conversion factors are rounded (a mu is 666.67 m²): across units, a smaller gap proves nothing.

As a share of the larger figure.
"""

SIGNED_DIMENSIONS = frozenset({"temperature"})
"""Dimensions whose figures may be below zero, so that "at most" has no lower end."""


class Bound(StrEnum):
    """How a reported figure limits the true number."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"


@dataclass(frozen=True)
class Quantity:
    """An amount of a unit (by the unit's key); `upper` is the upper end of a range.

    "700多" is 700 with bound over: more than 700 and less than 800.
    """

    amount: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    upper: Decimal | None = None


@dataclass(frozen=True)
class Interval:
    """Where the true number may lie; an end of None is unbounded, an open end is left out."""

    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool = False
    upper_open: bool = False

    def __contains__(self, amount: Decimal) -> bool:
        """Whether the amount lies within the interval.

        >>> Decimal(700) in Interval(Decimal(700), None, lower_open=True)
        False
        """
        point = Interval(amount, amount)
        return not (self.is_below(point) or point.is_below(self))

    def is_below(self, other: Interval) -> bool:
        """Whether every number of this interval is less than every number of the other."""
        if self.upper is None or other.lower is None:
            return False
        if self.upper == other.lower:
            return self.upper_open or other.lower_open
        return self.upper < other.lower

    def in_base(self, unit: Unit) -> Interval:
        """The interval in the base unit of the unit's dimension."""
        lower = None if self.lower is None else in_base(self.lower, unit)
        upper = None if self.upper is None else in_base(self.upper, unit)
        return Interval(lower, upper, self.lower_open, self.upper_open)

    def widened(self, share: Decimal) -> Interval:
        """The interval with each end moved outwards by a share of itself."""
        lower = None if self.lower is None else self.lower - abs(self.lower) * share
        upper = None if self.upper is None else self.upper + abs(self.upper) * share
        return Interval(lower, upper, self.lower_open, self.upper_open)


def last_place(amount: Decimal) -> int:
    """The power of ten of the last digit that is not zero; 0 for zero itself.

    >>> [last_place(Decimal(text)) for text in ("700", "9500", "7.8", "3E+9", "95", "0")]
    [2, 2, -1, 9, 0, 0]
    """
    if not amount:
        return 0
    _, digits, exponent = amount.as_tuple()
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return int(exponent) + trailing


def roundness(amount: Decimal) -> int:
    """How many digits carry the figure: the fewer, the rounder. Zero counts one.

    >>> [roundness(Decimal(text)) for text in ("3000", "9500", "7.8", "12345", "0")]
    [1, 2, 2, 5, 1]
    """
    return amount.adjusted() - last_place(amount) + 1 if amount else 1


def step(amount: Decimal) -> Decimal:
    """One of the last digit that is not zero: 100 for 700 and for 9500, 0.1 for 7.8."""
    return Decimal(1).scaleb(last_place(amount))


def about_tolerance(amount: Decimal) -> Decimal:
    """How far the true number may be from "about" the amount.

    Half of the last non-zero digit's place, as in rounding, but at least 5 % (about 12756 is not
    meant to the unit) and at most 10 % (about 10 hours is not 5): about 3500 is 3325 to 3675.

    >>> about_tolerance(Decimal(3500)), about_tolerance(Decimal(10))
    (Decimal('175.00'), Decimal('1.0'))
    """
    size = abs(amount)
    return min(max(step(amount) / 2, size * ABOUT_SHARE), size * ABOUT_MOST_SHARE)


def interval(quantity: Quantity, unit: Unit | None = None) -> Interval:
    """Where the true number may lie, in the quantity's own unit.

    Give the unit where there is one: it says whether 100 is the most (percentages) and whether
    figures may be below zero (temperatures).

    >>> interval(Quantity(Decimal(9500), "person", Bound.OVER))
    Interval(lower=Decimal('9500'), upper=Decimal('9600'), lower_open=True, upper_open=True)
    >>> interval(Quantity(Decimal(95), "percent", Bound.MORE_THAN))
    Interval(lower=Decimal('95'), upper=Decimal('100'), lower_open=True, upper_open=False)
    """
    found = _of_bound(quantity, _floor(quantity, unit))
    if not (quantity.unit == "percent" if unit is None else is_capped(unit)):
        return found
    if found.upper is not None and found.upper <= 100:
        return found
    return Interval(found.lower, Decimal(100), found.lower_open, False)


def _floor(quantity: Quantity, unit: Unit | None) -> Decimal | None:
    signed = unit is not None and unit.dimension in SIGNED_DIMENSIONS
    return None if signed or quantity.amount < 0 else Decimal(0)


def _of_bound(quantity: Quantity, floor: Decimal | None) -> Interval:
    amount = quantity.amount
    match quantity.bound:
        case Bound.EXACT:
            return Interval(amount, amount)
        case Bound.ABOUT:
            slack = about_tolerance(amount)
            return Interval(amount - slack, amount + slack)
        case Bound.OVER:
            # 0多 says nothing of where it ends
            return Interval(amount, amount + step(amount) if amount else None, True, bool(amount))
        case Bound.AT_LEAST:
            return Interval(amount, None)
        case Bound.MORE_THAN:
            return Interval(amount, None, lower_open=True)
        case Bound.AT_MOST:
            return Interval(floor, amount)
        case Bound.LESS_THAN:
            return Interval(floor, amount, upper_open=True)
        case Bound.RANGE:
            return Interval(amount, amount if quantity.upper is None else quantity.upper)


def disjoint(a: Quantity, b: Quantity, units: Mapping[str, Unit]) -> bool:
    """Whether no number fits both quantities, after conversion to one unit.

    Quantities of different dimensions cannot be compared, so they are not proved disjoint.
    """
    unit_a, unit_b = units[a.unit], units[b.unit]
    if unit_a.dimension != unit_b.dimension:
        return False
    one, other = interval(a, unit_a).in_base(unit_a), interval(b, unit_b).in_base(unit_b)
    if unit_a.factor != unit_b.factor:
        one, other = one.widened(CONVERSION_SLACK), other.widened(CONVERSION_SLACK)
    return one.is_below(other) or other.is_below(one)


def same_figure(a: Quantity, b: Quantity, units: Mapping[str, Unit]) -> bool:
    """Whether both report the same figure, whatever their bound: 1.5 km and 1,500 m.

    Of ranges, both ends. Across units, figures as near as conversion can tell are the same.
    """
    unit_a, unit_b = units[a.unit], units[b.unit]
    if unit_a.dimension != unit_b.dimension or (a.upper is None) != (b.upper is None):
        return False
    pairs = [(a.amount, b.amount)]
    if a.upper is not None and b.upper is not None:
        pairs.append((a.upper, b.upper))
    return all(_same_amount(one, unit_a, other, unit_b) for one, other in pairs)


def _same_amount(one: Decimal, one_unit: Unit, other: Decimal, other_unit: Unit) -> bool:
    left, right = in_base(one, one_unit), in_base(other, other_unit)
    slack = 0 if one_unit.factor == other_unit.factor else CONVERSION_SLACK
    return abs(left - right) <= slack * max(abs(left), abs(right))
