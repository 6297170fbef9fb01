"""A year of one learner by one schedule: new points, cards that are due, quizzes of the class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.simulation.learner import OPTIONS, Learner
from benchmarks.simulation.schedules import Fsrs, Schedule, Sm2

DAYS = 365
START = datetime(2025, 1, 1, 9, tzinfo=UTC)
NEW_A_DAY = 2
QUIZ_EVERY = 3
QUESTIONS = 20
PASSES = 10
"""How often at most a card is asked within a sitting."""

SCHEDULES: tuple[Callable[[], Schedule], ...] = (
    lambda: Fsrs("one memory of quizzes and cards", hears_quizzes=True),
    lambda: Fsrs("cards alone", hears_quizzes=False),
    Sm2,
)


@dataclass
class Year:
    """What a year cost and left: `reviews` by day; `asked` and `recalled` of the cards due."""

    name: str
    reviews: list[int] = field(default_factory=lambda: [0] * DAYS)
    asked: int = 0
    recalled: int = 0
    remembered: float = 0.0

    @property
    def cards(self) -> int:
        return sum(self.reviews)

    @property
    def per_point(self) -> float:
        """Card reviews for each point that is remembered at the end."""
        return self.cards / self.remembered

    @property
    def kept(self) -> float:
        """The share recalled of the cards that came due, the measure of desired retention."""
        return self.recalled / self.asked


def live(make: Callable[[], Schedule], seed: int, points: int) -> Year:
    """A year by a schedule. Learner, new points and quizzes are the same for every schedule."""
    learner, schedule, teacher = Learner(seed), make(), Random(f"teacher {seed}")
    year, met = Year(schedule.name), 0
    for day in range(DAYS):
        now = START + timedelta(days=day)
        if day % QUIZ_EVERY == 0 and met >= QUESTIONS:
            _take_quiz(learner, schedule, teacher, met, now)
        for point in schedule.due(now):
            is_recalled = _study(learner, schedule, year, point, now + timedelta(hours=1))
            year.asked += 1
            year.recalled += is_recalled
        for point in range(met, min(points, met + NEW_A_DAY)):
            _study(learner, schedule, year, point, now + timedelta(hours=1))
            met = point + 1
    year.remembered = learner.remembered(START + timedelta(days=DAYS))
    return year


def _take_quiz(
    learner: Learner, schedule: Schedule, teacher: Random, met: int, now: datetime
) -> None:
    """Every second question is answered by choice, the others in writing."""
    for place, point in enumerate(teacher.sample(range(met), QUESTIONS)):
        if place % 2:
            schedule.quiz(point, learner.chooses(point, now), 1 / OPTIONS, now)
        else:
            schedule.quiz(point, learner.recalls(point, now), 0.0, now)


def _study(learner: Learner, schedule: Schedule, year: Year, point: int, now: datetime) -> bool:
    """Ask a card, and again within the sitting while it is on a step; whether it was known."""
    first: bool | None = None
    for _turn in range(PASSES):
        is_recalled = learner.recalls(point, now)
        first = is_recalled if first is None else first
        schedule.card(point, is_recalled, now)
        year.reviews[(now - START).days] += 1
        now += timedelta(minutes=11)
        if point not in schedule.due(now):
            break
    return bool(first)
