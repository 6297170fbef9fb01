"""Spreading due days a little, so that cards learned together do not stay together for ever.

The ranges are those Anki documents: from 2.5 days, one day either way plus 15 % of the days from
2.5 to 7, 10 % of those from 7 to 20 and 5 % of those beyond. Every day of a range is as likely as
any other, unless a load is to be balanced: then days on which fewer cards are due are likelier.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate

SHORTEST_FUZZED = 2.5
LONGEST_BALANCED = 90
"""Days; what is due later is far enough apart by its fuzz."""
RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


def fuzz_factor(seed: str, repetition: int) -> float:
    """A number from 0 up to 1 that is always the same for one learner, point and repetition.

    >>> fuzz_factor("7:aksu.trained", 3) == fuzz_factor("7:aksu.trained", 3)
    True
    """
    digest = sha256(f"{seed}:{repetition}".encode()).digest()
    # 53 bits, as many as a float holds: with more, rounding could reach 1.
    return (int.from_bytes(digest[:8], "big") >> 11) / 2**53


def fuzz_bounds(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """First and last day that an interval of so many days may become, within the limits.

    >>> fuzz_bounds(2.4, 1, 100), fuzz_bounds(7.0, 1, 100), fuzz_bounds(37.0, 1, 100)
    ((2, 2), (5, 9), (33, 41))
    """
    within = min(max(interval, minimum), maximum)
    delta = 0.0
    if within >= SHORTEST_FUZZED:
        delta = 1.0 + sum(
            factor * max(0.0, min(within, end) - start) for start, end, factor in RANGES
        )
    lower, upper = round(within - delta), round(within + delta)
    return min(max(lower, minimum), maximum), min(max(upper, minimum), maximum)


def place(
    interval: float, minimum: int, maximum: int, factor: float | None, load: Sequence[int] = ()
) -> int:
    """The day that an interval falls on, from `minimum` to `maximum`; without a factor, no fuzz.

    `load` has the number of cards due on each day from today (0) on.

    >>> place(7.0, 1, 100, None), [place(7.0, 1, 100, f) for f in (0.0, 0.5, 0.99)]
    (7, [5, 7, 9])
    >>> place(7.0, 1, 100, 0.5, load=[0, 0, 0, 0, 0, 30, 30, 30, 0, 30])
    8
    """
    minimum = max(1, min(minimum, maximum))
    if factor is None:
        return min(max(round(interval), minimum), maximum)
    lower, upper = fuzz_bounds(interval, minimum, maximum)
    if max(interval, minimum) > LONGEST_BALANCED or not any(load[lower : upper + 1]):
        return lower + int(factor * (upper - lower + 1))
    return _balanced(range(lower, upper + 1), factor, load)


def _balanced(days: range, factor: float, load: Sequence[int]) -> int:
    """A day drawn with the weight 1 / (n² · day) where n cards are due on it, 1 where none is.

    Anki's load balancer weighs so: with the day in the weight, since otherwise later days, which
    fill up last, would win too often.
    """
    counts = [load[day] if day < len(load) else 0 for day in days]
    weights = [
        1.0 / (count**2 * day) if count else 1.0 for day, count in zip(days, counts, strict=True)
    ]
    ends = list(accumulate(weights))
    drawn = factor * ends[-1]
    return next((day for day, end in zip(days, ends, strict=True) if drawn < end), days[-1])
