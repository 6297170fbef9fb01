"""Wrong figures: of the article where it has some that compare, else from a grid."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.distractors.ladder import climb
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.index import index_of, sampled
from quizzes.domain.generation.proofs import CONTRADICTION, prove
from quizzes.domain.items import Proof
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Bound, Quantity, last_place, roundness, step
from quizzes.domain.values.units import is_capped

COMPARABLE = Decimal(5)
"""A figure of the article is an option where it is within a fifth and five times the right one."""

LEAST_GAP = Decimal("0.12")
"""Options differ by at least this share of the larger: 9,500 beside 9,600 is hair-splitting."""

GRID_SIZE = 24
RATIO_PERCENT = (125, 320)
"""The grid's figures are 1.25 to 3.2 times more or less than the right one."""

SMALL = 12
"""Whole numbers up to here are told apart one by one: 3 beside 4 and 5."""


def choose_figures(
    asked: Asked, count: int, stem: Text, rules: tuple[str, ...]
) -> tuple[Proof, ...]:
    """Wrong figures in ascending order. Under the rule of contradictions they keep the hedge."""
    right = asked.point.value
    assert isinstance(right, Quantity)
    random = asked.random("figures", asked.attempt)
    keeps_hedge = CONTRADICTION in rules
    sources = _of_article(asked, right, random)
    percent = is_capped(asked.base.units[right.unit])
    one_by_one = _is_small(right)

    def proof_of(amount: Decimal) -> Proof | None:
        value = _as_offered(right, amount, keeps_hedge)
        if stands_in(value, stem, asked.base):
            return None
        return prove(asked.point, value, asked.base, *rules, source=sources.get(amount, ""))

    def fits(amount: Decimal, taken: list[Decimal]) -> bool:
        apart = all(_is_apart(amount, each, percent, one_by_one) for each in (right.amount, *taken))
        return apart and proof_of(amount) is not None

    candidates = [*sources, *grid(right, percent, random)]
    below = [amount for amount in candidates if amount < right.amount]
    above = [amount for amount in candidates if amount > right.amount]
    chosen = climb(random, count, below, above, fits)
    if len(chosen) < count:
        raise RefusedError("too_few_figures", found=len(chosen), needed=count)
    return tuple(proof for amount in sorted(chosen) if (proof := proof_of(amount)))


def _as_offered(right: Quantity, amount: Decimal, keeps_hedge: bool) -> Quantity:
    """The wrong figure: bare as an option, hedged as the right one in a statement; ranges whole."""
    if right.upper is not None:
        return Quantity(amount, right.unit, right.bound, amount + right.upper - right.amount)
    return Quantity(amount, right.unit, right.bound if keeps_hedge else Bound.EXACT)


def _of_article(asked: Asked, right: Quantity, random: Random) -> dict[Decimal, str]:
    """Figures of the article that compare with the right one, and the points they come from."""
    if right.upper is not None or right.amount <= 0:
        return {}
    lowest, highest = right.amount / COMPARABLE, right.amount * COMPARABLE
    near = index_of(asked.base).figures(asked.fact.article, right.unit, lowest, highest)
    found: dict[Decimal, str] = {}
    for amount, source in sampled(random, near):
        if roundness(amount) == roundness(right.amount):
            found.setdefault(amount, source)
    return found


def _is_small(right: Quantity) -> bool:
    """Whether the figure is a small count that nothing hedges."""
    is_exact = right.bound is Bound.EXACT
    return is_exact and 0 < abs(right.amount) <= SMALL and not right.amount % 1


def _is_apart(one: Decimal, other: Decimal, percent: bool, one_by_one: bool) -> bool:
    gap, largest = abs(one - other), max(abs(one), abs(other))
    if percent:
        return gap >= min(Decimal(3), LEAST_GAP * min(largest, 100 - min(one, other)))
    if one_by_one and not one % 1 and not other % 1:
        return gap >= 1
    return gap >= LEAST_GAP * largest


def grid(right: Quantity, percent: bool, random: Random) -> list[Decimal]:
    """Figures of the magnitude, sign, roundness and decimals of the right one.

    Percentages stay between 0 and 100. Nothing can be made of zero.

    >>> people = Quantity(Decimal(9500), "person")
    >>> [str(n) for n in grid(people, False, Random("grid"))[:3]]
    ['6900', '3700', '28000']
    """
    sign = -1 if right.amount < 0 else 1
    size = abs(right.amount)
    found = dict.fromkeys(sign * amount for amount in _sizes(right, size, percent, random))
    found.pop(right.amount, None)
    same: list[Decimal] = []
    other: list[Decimal] = []
    for amount in found:
        (same if roundness(amount) == roundness(size) else other).append(amount)
    # What is rounder than the right figure is better than nothing: 3000 beside 3500.
    return [*same, *(amount for amount in other if roundness(amount) < roundness(size))]


def _sizes(right: Quantity, size: Decimal, percent: bool, random: Random) -> Iterator[Decimal]:
    if right.upper is not None:
        yield from _shifted(right, percent, random)
    elif percent and size % 5 == 0:
        strides = [Decimal(10 * i) for i in (1, 2, 3, 4)] + [Decimal(5), Decimal(15)]
        steps = [size + sign * stride for stride in strides for sign in (1, -1)]
        yield from (amount for amount in random.sample(steps, len(steps)) if 0 < amount < 100)
    elif _is_small(right):
        steps = [size + i for i in range(-4, 5) if size + i > 0]
        yield from random.sample(steps, len(steps))
    elif size:
        amounts = (_scaled(size, random) for _ in range(GRID_SIZE))
        yield from (amount for amount in amounts if amount > 0 and not (percent and amount >= 100))


def _scaled(size: Decimal, random: Random) -> Decimal:
    """The size made larger or smaller, to as many digits as it has itself."""
    ratio = Decimal(random.randint(*RATIO_PERCENT)) / 100
    amount = size * ratio if random.getrandbits(1) else size / ratio
    place = max(amount.adjusted() - roundness(size) + 1, min(last_place(size), 0))
    return Decimal(round(amount.scaleb(-place))).scaleb(place) + 0


def _shifted(right: Quantity, percent: bool, random: Random) -> Iterator[Decimal]:
    """Where other ranges of the same width start."""
    assert right.upper is not None
    width = right.upper - right.amount
    stride = width + min(step(right.amount), step(right.upper))
    starts = [right.amount + i * stride for i in range(-4, 5) if i]
    for start in random.sample(starts, len(starts)):
        if start > 0 and not (percent and start + width > 100):
            yield start
