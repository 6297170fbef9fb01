"""Until when an attempt may be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(seconds=5)
"""What an answer may come late: the time of a slow connection, not time to think."""


@dataclass(frozen=True)
class Allowance:
    """More time for a learner: the limit times `factor`, or `minutes` more; neither by default."""

    factor: float | None = None
    minutes: int | None = None

    def beyond(self, limit: timedelta | None) -> timedelta:
        """How much longer than others the learner may take. A factor of no limit is nothing.

        >>> Allowance(factor=1.5).beyond(timedelta(minutes=40))
        datetime.timedelta(seconds=1200)
        """
        if self.minutes is not None:
            return timedelta(minutes=self.minutes)
        return (limit or timedelta(0)) * ((self.factor or 1) - 1)


def deadline(
    started_at: datetime,
    limit: timedelta | None,
    closes_at: datetime | None,
    allowance: Allowance = Allowance(),
) -> datetime | None:
    """The moment at which the attempt ends; None where nothing ends it.

    It ends when its limit is used up or when the quiz closes, whichever comes first. Extra time
    goes on top of both: who needs longer also hands in later than the others.

    >>> nine, ten = datetime(2025, 1, 1, 9), datetime(2025, 1, 1, 10)
    >>> deadline(nine, timedelta(minutes=45), ten)
    datetime.datetime(2025, 1, 1, 9, 45)
    >>> deadline(nine, timedelta(minutes=45), ten, Allowance(factor=2))
    datetime.datetime(2025, 1, 1, 10, 30)
    """
    more = allowance.beyond(limit)
    ends = [
        *([started_at + limit + more] if limit else []),
        *([closes_at + more] if closes_at else []),
    ]
    return min(ends, default=None)


def is_over(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether it is too late for an answer, the grace being over too.

    >>> nine = datetime(2025, 1, 1, 9)
    >>> is_over(nine, nine + GRACE), is_over(nine, nine + 2 * GRACE), is_over(None, nine)
    (False, True, False)
    """
    return deadline_at is not None and now > deadline_at + GRACE
