"""The mistakes book (错题本): which points were missed and not yet answered right often enough.

A point enters by a wrong answer in a quiz. It leaves when it has been answered right on two
different study days since it was last missed. A card that was recalled is such an answer; a card
that was not starts the count again, but puts nothing into the book: nothing was answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DAYS_TO_LEAVE = 2


@dataclass(frozen=True)
class Answered:
    """One answer that tells of a point: its study day, and whether it was right.

    `is_card` for a card, whose learner judged the answer; else it was marked in a quiz.
    """

    day: date
    is_right: bool
    is_card: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a point stands after its answers.

    `missed` counts wrong answers in quizzes, ever. `right_days` counts the study days with a right
    answer since it was last missed: 0 or 1 in the book, `DAYS_TO_LEAVE` for one that has left, and
    0 for one that never was in it. `right_on` is the last of them.
    """

    is_in: bool = False
    missed: int = 0
    right_days: int = 0
    right_on: date | None = None

    def is_due(self, today: date) -> bool:
        """Whether a right answer today would bring it a step nearer to leaving."""
        return self.is_in and self.right_on != today


def standing(answers: Iterable[Answered]) -> Standing:
    """Where a point stands after answers, given in the order in which they were made.

    >>> monday, tuesday = date(2025, 7, 7), date(2025, 7, 8)
    >>> standing([Answered(monday, False), Answered(monday, True), Answered(monday, True)])
    Standing(is_in=True, missed=1, right_days=1, right_on=datetime.date(2025, 7, 7))
    >>> standing([Answered(monday, False), Answered(monday, True), Answered(tuesday, True)]).is_in
    False
    """
    now = Standing()
    for answered in answers:
        now = _after(now, answered)
    return now


def _after(before: Standing, answered: Answered) -> Standing:
    if not answered.is_right:
        is_missed = not answered.is_card
        if not before.is_in and not is_missed:
            return before
        return Standing(is_in=True, missed=before.missed + is_missed)
    if not before.is_in or before.right_on == answered.day:
        return before
    days = before.right_days + 1
    return Standing(days < DAYS_TO_LEAVE, before.missed, days, answered.day)
