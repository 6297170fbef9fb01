"""Wrong dates: of the article where it has some that compare, else neighbours."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from quizzes.domain.facts import Modality
from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.distractors.ladder import climb
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.index import index_of, sampled
from quizzes.domain.generation.proofs import prove
from quizzes.domain.items import Proof
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate, Precision, date_interval, overlaps

YEARS_APART = 6
"""A date of the article is an option where it is at most so many years from the right one."""

DAYS = (1, 2, 3, 5, 7, 10, 14, 21)
MONTHS = (1, 2, 3, 4, 6, 9, 12, 24)
YEARS = (1, 2, 3, 4, 5)
"""How far neighbours are, in days, months or years by the precision of the date."""


def choose_dates(asked: Asked, count: int, stem: Text, rules: tuple[str, ...]) -> tuple[Proof, ...]:
    """Wrong dates of the same precision in their order, none after it could have been reported."""
    right = asked.point.value
    assert isinstance(right, PartialDate)
    random = asked.random("dates", asked.attempt)
    sources = _of_article(asked, right, random)
    latest = _latest(asked, right)

    def proof_of(value: PartialDate) -> Proof | None:
        if date_interval(value)[1] > latest or stands_in(value, stem, asked.base):
            return None
        return prove(asked.point, value, asked.base, *rules, source=sources.get(value, ""))

    def fits(value: PartialDate, taken: list[PartialDate]) -> bool:
        apart = not any(overlaps(value, each) for each in taken)
        return apart and proof_of(value) is not None

    candidates = [*sources, *neighbours(right, random)]
    below = [value for value in candidates if value.start < right.start]
    above = [value for value in candidates if value.start > right.start]
    chosen = climb(random, count, below, above, fits)
    if len(chosen) < count:
        raise RefusedError("too_few_dates", found=len(chosen), needed=count)
    ordered = sorted(chosen, key=lambda value: value.start)
    return tuple(proof for value in ordered if (proof := proof_of(value)))


def _latest(asked: Asked, right: PartialDate) -> date:
    """The last day that an option may name: what is reported as done was done by then."""
    if asked.fact.modality is not Modality.ACTUAL:
        return date.max
    return max(asked.article.published_on, date_interval(right)[1])


def _of_article(asked: Asked, right: PartialDate, random: Random) -> dict[PartialDate, str]:
    points = index_of(asked.base).dates(asked.fact.article)
    found: dict[PartialDate, str] = {}
    for point in sampled(random, points):
        value = point.value
        if isinstance(value, PartialDate) and _is_like(value, right):
            found.setdefault(value, point.key)
    return found


def _is_like(value: PartialDate, right: PartialDate) -> bool:
    near = abs(value.start.year - right.start.year) <= YEARS_APART
    return near and value.precision is right.precision and value.precision is not Precision.PERIOD


def neighbours(right: PartialDate, random: Random) -> Iterator[PartialDate]:
    """Dates of the same precision around one, in an order drawn by lot.

    >>> august = PartialDate(date(2024, 8, 1), Precision.MONTH)
    >>> [str(value.start) for value in neighbours(august, Random("dates"))][:3]
    ['2024-06-01', '2025-05-01', '2024-09-01']
    """
    if right.precision is Precision.PERIOD:
        shifts = (-3, -2, -1, 1, 2, 3)
        for i in random.sample(shifts, len(shifts)):
            yield _shifted_period(right, i)
        return
    distances = {Precision.DAY: DAYS, Precision.MONTH: MONTHS, Precision.YEAR: YEARS}
    steps = [sign * each for each in distances[right.precision] for sign in (1, -1)]
    for distance in random.sample(steps, len(steps)):
        if right.precision is Precision.DAY:
            yield PartialDate(right.start + timedelta(days=distance), Precision.DAY)
        else:
            months = distance * (12 if right.precision is Precision.YEAR else 1)
            yield PartialDate(_months_later(right.start, months), right.precision)


def _shifted_period(right: PartialDate, times: int) -> PartialDate:
    """The period moved by so many times its length in months (in days where it is shorter)."""
    first, last = date_interval(right)
    following = last + timedelta(days=1)
    months = (following.year - first.year) * 12 + following.month - first.month
    if first.day != following.day or not months:
        days = timedelta(days=((last - first).days + 1) * times)
        return PartialDate(first + days, Precision.PERIOD, last + days)
    end = _months_later(following, months * times) - timedelta(days=1)
    return PartialDate(_months_later(first, months * times), Precision.PERIOD, end)


def _months_later(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
