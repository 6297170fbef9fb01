"""Retention reached: how many known cards were recalled when they came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt

from quizzes.domain.memory.settings import Settings, day_start, study_day

LEAST_RECALLS = 10
"""Below this many a share says too little; the same gate as that of a question's facility."""

PERIOD_DAYS = 30
PERIODS = 6
NORMAL_95 = 1.959964


@dataclass(frozen=True)
class Recall:
    """A known card that came back: the review before, this one, and the retention desired then."""

    before: datetime
    at: datetime
    is_recalled: bool
    desired: float


@dataclass(frozen=True)
class Retention:
    """What was recalled in the study days from `first` to `last`, of `n` cards that came back.

    `desired` is the mean of what was desired at each of these reviews (None without any).
    """

    first: date
    last: date
    n: int
    recalled: int
    desired: float | None

    @property
    def is_enough(self) -> bool:
        """Whether the share may be read as one."""
        return self.n >= LEAST_RECALLS

    @property
    def share(self) -> float | None:
        return self.recalled / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share lies with 95 % confidence."""
        return wilson(self.recalled, self.n) if self.n else None


def wilson(successes: float, n: int, z: float = NORMAL_95) -> tuple[float, float]:
    """The score interval of a share, 0 to 1: E. B. Wilson, JASA 22 (1927), 209-212.

    Raises ValueError where there are fewer than one trial, or more successes than trials.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not 0 <= successes <= n or n < 1:
        raise ValueError(f"{successes} of {n} is no share")
    share = successes / n
    centre = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # Rounding must not push an end of 0 or 1 past the share itself.
    return min(share, max(0.0, (centre - half) / scale)), max(
        share, min(1.0, (centre + half) / scale)
    )


def first_day(now: datetime, settings: Settings) -> date:
    """The study day with which the first period begins."""
    return study_day(now, settings) - timedelta(days=PERIODS * PERIOD_DAYS - 1)


def retention(
    recalls: Iterable[Recall], now: datetime, settings: Settings
) -> tuple[Retention, ...]:
    """Periods of 30 study days up to today, oldest first.

    A card that came back on the study day of its last review is left out: to recall what was seen
    an hour ago is no sign of memory.
    """
    start = first_day(now, settings)
    start_of_first = day_start(start, settings)
    periods: list[list[Recall]] = [[] for _ in range(PERIODS)]
    for recall in recalls:
        day = study_day(recall.at, settings)
        place = (day - start).days // PERIOD_DAYS
        if recall.at < start_of_first or place >= PERIODS:
            continue
        if study_day(recall.before, settings) < day:
            periods[place].append(recall)
    return tuple(
        _period(start + timedelta(days=PERIOD_DAYS * n), each) for n, each in enumerate(periods)
    )


def _period(first: date, recalls: list[Recall]) -> Retention:
    n = len(recalls)
    return Retention(
        first=first,
        last=first + timedelta(days=PERIOD_DAYS - 1),
        n=n,
        recalled=sum(recall.is_recalled for recall in recalls),
        desired=sum(recall.desired for recall in recalls) / n if n else None,
    )
