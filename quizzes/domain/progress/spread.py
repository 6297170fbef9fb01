"""The middle of some values, and how far they spread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

LEAST_VALUES = 5
"""With fewer, a median is the value of one point or another."""


@dataclass(frozen=True)
class Spread:
    """Median and quartiles of n values: half of them lie from `low` to `high`."""

    n: int
    low: float
    median: float
    high: float

    @property
    def is_enough(self) -> bool:
        return self.n >= LEAST_VALUES


def spread(values: Iterable[float]) -> Spread | None:
    """None without values. Quartiles by the inclusive method: the values are all there are.

    >>> spread([4, 1, 2, 3, 5])
    Spread(n=5, low=2.0, median=3.0, high=4.0)
    >>> spread([7]), spread([])
    (Spread(n=1, low=7, median=7, high=7), None)
    """
    found = list(values)
    if not found:
        return None
    if len(found) == 1:
        return Spread(1, found[0], found[0], found[0])
    low, median, high = quantiles(found, n=4, method="inclusive")
    return Spread(len(found), low, median, high)
