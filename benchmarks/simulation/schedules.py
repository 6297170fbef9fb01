"""The schedules that are compared: FSRS with and without what quizzes tell, and SM-2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from quizzes.domain.memory.evidence import QuizAnswer, after_quiz
from quizzes.domain.memory.scheduling import answer
from quizzes.domain.memory.settings import Rating, Settings
from quizzes.domain.memory.state import MemoryState


class Schedule(Protocol):
    """When each card comes; one that is due again within minutes is asked in the same sitting."""

    name: str

    def due(self, now: datetime) -> list[int]:
        """The points whose cards are due, none of them new."""

    def card(self, point: int, is_recalled: bool, now: datetime) -> None:
        """A card was answered."""

    def quiz(self, point: int, is_right: bool, guess: float, now: datetime) -> None:
        """A question of a quiz was answered, whose guessing chance was so much."""


class Fsrs:
    """The product's own scheduling; `hears_quizzes` is the one memory of cards and quizzes."""

    def __init__(self, name: str, hears_quizzes: bool) -> None:
        self.name = name
        self.hears_quizzes = hears_quizzes
        self.settings = Settings()
        self.memories: dict[int, MemoryState] = {}

    def due(self, now: datetime) -> list[int]:
        return [point for point, memory in self.memories.items() if memory.due_at <= now]

    def card(self, point: int, is_recalled: bool, now: datetime) -> None:
        rating = Rating.GOOD if is_recalled else Rating.AGAIN
        before = self.memories.get(point)
        self.memories[point] = answer(before, rating, now, self.settings, str(point))

    def quiz(self, point: int, is_right: bool, guess: float, now: datetime) -> None:
        if self.hears_quizzes:
            told = QuizAnswer(is_right, guess)
            after = after_quiz(self.memories.get(point), told, now, self.settings, str(point))
            if after is not None:
                self.memories[point] = after


@dataclass
class _Sm2Card:
    due_at: datetime
    ease: float = 2.5
    days: int = 0
    repetitions: int = 0
    steps_left: int = 2


class Sm2:
    """SuperMemo 2 (Wozniak 1990) with the same two steps of learning, of minutes, as the others.

    Recalled counts as grade 4, forgotten as grade 2: the interval begins again, the ease falls.
    """

    name = "SM-2"

    def __init__(self) -> None:
        self.cards: dict[int, _Sm2Card] = {}

    def due(self, now: datetime) -> list[int]:
        return [point for point, card in self.cards.items() if card.due_at <= now]

    def card(self, point: int, is_recalled: bool, now: datetime) -> None:
        card = self.cards.setdefault(point, _Sm2Card(now))
        if card.steps_left:
            self._step(card, is_recalled, now)
            return
        grade = 4 if is_recalled else 2
        card.ease = max(1.3, card.ease + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))
        if not is_recalled:
            card.repetitions, card.steps_left = 0, 1
            card.due_at = now + timedelta(minutes=10)
            return
        self._advance(card, now)

    def quiz(self, point: int, is_right: bool, guess: float, now: datetime) -> None:
        """SM-2 knows cards only."""

    def _step(self, card: _Sm2Card, is_recalled: bool, now: datetime) -> None:
        card.steps_left -= is_recalled
        if card.steps_left:
            card.due_at = now + timedelta(minutes=10)
        else:
            self._advance(card, now)

    def _advance(self, card: _Sm2Card, now: datetime) -> None:
        card.repetitions += 1
        first = {1: 1, 2: 6}
        card.days = first.get(card.repetitions) or round(card.days * card.ease)
        morning = now.replace(hour=4, minute=0, second=0, microsecond=0)
        card.due_at = morning + timedelta(days=card.days)
