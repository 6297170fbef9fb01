"""Some of a large bank by lot, without sorting it and without reading it all.

Every item has a lot, a random number that is indexed beside article and status. Those whose lots
lie in a few short intervals, begun anywhere, are a sample: each item is as likely to be in it as
any other, and the index leads straight to them.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from random import Random
from typing import Any

from django.db.models import Q, QuerySet

from quizzes.models import Item
from quizzes.models.items import LOTS

PROBE = 800
"""A bank with no more items is read as a whole: their numbers only, not what they say."""

SAMPLE = 600
"""About so many items of a larger one are looked at."""

INTERVALS = 24
"""From so many places of the bank: neighbours by lot are drawn together no more than that."""

Row = tuple[int, list[str]]
"""The number of an item's current version, and the languages it exists in."""


FIELDS = ("current_id", "current__languages", "lot")


def sample(bank: QuerySet[Item], seed: str) -> list[Row]:
    """Rows of the bank in an order by lot: all of a small bank, about `SAMPLE` of a larger one.

    At most two queries. The same bank and seed give the same rows.
    """
    random = Random(f"sample|{seed}")
    found = list(probe(bank))
    if len(found) > PROBE:
        width = max(1, found[-1][2] * SAMPLE // (PROBE * INTERVALS))
        found = list(bank.filter(intervals(width, random)).order_by().values_list(*FIELDS))
    rows = sorted((version, languages) for version, languages, _lot in found)
    random.shuffle(rows)
    return rows


def rows_of(items: QuerySet[Item]) -> list[Row]:
    """Every row of what is a small part of a bank already, in the order of their numbers."""
    return sorted(items.order_by().values_list("current_id", "current__languages"))


def probe(bank: QuerySet[Item]) -> QuerySet[Item, Any]:
    """The first of a bank by lot, one more than are read as a whole: how dense lots lie in it."""
    return bank.order_by("lot").values_list(*FIELDS)[: PROBE + 1]


def intervals(width: int, random: Random) -> Q:
    """Lots in intervals that begin anywhere; one that runs over the end goes on at the start."""
    starts = [random.randrange(LOTS) for _ in range(INTERVALS)]
    ends = [(start, start + width) for start in starts]
    ends += [(start - LOTS, end - LOTS) for start, end in ends if end > LOTS]
    return reduce(or_, (Q(lot__gte=start, lot__lt=end) for start, end in ends))
