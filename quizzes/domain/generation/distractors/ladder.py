"""Values in an order, the right one at a place drawn by lot.

Were the wrong ones simply the nearest, the right one would be in the middle more often than not,
and a learner who knows nothing could profit from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from random import Random
from typing import TypeVar

V = TypeVar("V")


def climb(
    random: Random,
    count: int,
    below: Iterable[V],
    above: Iterable[V],
    fits: Callable[[V, list[V]], bool],
) -> list[V]:
    """`count` values from below and above the right one, fewer where there are not so many.

    How many stand below it is drawn uniformly from 0 to `count`, as far as there are values on
    both sides. Each side is taken in the order given; `fits` says whether a value goes together
    with those already taken.

    >>> def fits(value, taken): return value not in taken
    >>> sorted(climb(Random("rank"), 2, [3, 2, 1], [7, 8, 9], fits))
    [7, 8]
    """
    low, high = _sift(below, count, fits), _sift(above, count, fits)
    rank = random.randrange(count + 1)
    rank = max(min(rank, len(low)), count - len(high))
    return low[:rank] + high[: count - rank]


def _sift(values: Iterable[V], count: int, fits: Callable[[V, list[V]], bool]) -> list[V]:
    taken: list[V] = []

    def take(value: V) -> bool:
        if fits(value, taken):
            taken.append(value)
            return True
        return False

    return list(islice(filter(take, values), count))
