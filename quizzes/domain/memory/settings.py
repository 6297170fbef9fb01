"""What scheduling depends on besides the answers: parameters, retention, steps, the study day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum

ROLLOVER_HOUR = 4
LOWEST_RETENTION, HIGHEST_RETENTION = 0.70, 0.97
MAXIMUM_INTERVAL = 36_500

# FSRS-6 by version. The default is written out rather than read from the package, so that an
# upgrade of the package changes no learner's schedule; a new set of numbers gets a new name.
CURRENT_PARAMETERS = "fsrs6-default-1"
PARAMETERS: Mapping[str, tuple[float, ...]] = {
    CURRENT_PARAMETERS: (
        *(0.212, 1.2931, 2.3065, 8.2956),  # first stability after again, hard, good, easy
        *(6.4133, 0.8334, 3.0194, 0.001),  # difficulty
        *(1.8722, 0.1666, 0.796),  # stability after recall
        *(1.4835, 0.0614, 0.2629, 1.6483),  # stability after forgetting
        *(0.6014, 1.8729),  # hard penalty, easy bonus
        *(0.5425, 0.0912, 0.0658),  # reviews on the same day
        0.1542,  # decay of the forgetting curve
    )
}

WEIGHTS = 21
"""How many numbers a set of parameters of FSRS-6 has."""


class Rating(IntEnum):
    """How well a learner recalled; again is a failure, the others are recall."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Settings:
    """How one learner's cards are scheduled.

    `desired_retention` 0.70 to 0.97; `parameters` names an entry of `PARAMETERS`, or the set whose
    numbers `fitted` holds; steps are the waits of a card being learned, or learned again;
    `maximum_interval` in days; `zone` is where the learner's study day begins at `rollover_hour`.
    `load` tells how many cards were due on each day from today on as the study day began: days
    with fewer are preferred within the fuzz (empty: none is). Raises ValueError where one is out
    of range.
    """

    desired_retention: float = 0.9
    zone: tzinfo = UTC
    parameters: str = CURRENT_PARAMETERS
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    maximum_interval: int = MAXIMUM_INTERVAL
    rollover_hour: int = ROLLOVER_HOUR
    is_fuzzed: bool = True
    fitted: tuple[float, ...] = ()
    load: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not LOWEST_RETENTION <= self.desired_retention <= HIGHEST_RETENTION:
            raise ValueError(f"desired retention {self.desired_retention} is not 0.70 to 0.97")
        if len(self.fitted) != WEIGHTS and (self.fitted or self.parameters not in PARAMETERS):
            raise ValueError(f"unknown parameters {self.parameters!r}")
        if not 1 <= self.maximum_interval <= MAXIMUM_INTERVAL:
            raise ValueError(f"maximum interval {self.maximum_interval} is not 1 to 36,500 days")
        if not 0 <= self.rollover_hour <= 23:
            raise ValueError(f"rollover hour {self.rollover_hour} is not 0 to 23")

    @property
    def weights(self) -> tuple[float, ...]:
        """The numbers of the parameters."""
        return self.fitted or PARAMETERS[self.parameters]


def study_day(moment: datetime, settings: Settings) -> date:
    """The study day of a moment: by the learner's clock on the wall, from 4 a.m. to 4 a.m.

    >>> study_day(datetime(2025, 3, 2, 3, 59, tzinfo=UTC), Settings())
    datetime.date(2025, 3, 1)
    >>> study_day(datetime(2025, 3, 2, 4, 0, tzinfo=UTC), Settings())
    datetime.date(2025, 3, 2)
    """
    local = moment.astimezone(settings.zone)
    before_rollover = local.hour < settings.rollover_hour
    return local.date() - timedelta(days=1) if before_rollover else local.date()


def day_start(day: date, settings: Settings) -> datetime:
    """The moment, in UTC, at which a study day begins.

    Where clocks skip that hour the day begins as they have moved on, so that `study_day` of it is
    still `day`.
    """
    wall = datetime.combine(day, time(settings.rollover_hour), tzinfo=settings.zone)
    return wall.astimezone(UTC)


def days_between(earlier: datetime, later: datetime, settings: Settings) -> int:
    """Whole study days from one moment to another; none where the clock ran backwards."""
    return max(0, (study_day(later, settings) - study_day(earlier, settings)).days)
