"""Points to study, and how well a learner knows them: for the tests of study."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Memory, Point, User
from quizzes.models.base import set_text
from quizzes.services.study import record_review
from tests.factories import both, make_fact, make_point

NOW = datetime(2025, 7, 6, 4, tzinfo=UTC)  # noon in Shanghai
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def bank(article: Article, count: int, topic: str = "people", prefix: str = "fact") -> list[str]:
    """Points, each of a fact of its own, in the order of their passages; their keys."""
    keys = []
    for number in range(count):
        fact = make_fact(article, f"{prefix}-{number}", topic=topic)
        set_text(fact, "statement", both("By 2024, {count} were trained.", "已培训{count}人。"))
        fact.save()
        make_point(fact)
        keys.append(f"{fact.key}.count")
    return keys


def rate(learner: User, point: str, rating: Rating = Rating.GOOD, at: datetime = NOW) -> None:
    record_review(learner, uuid.uuid4(), point, rating, at, at)


def keys(cards: Any) -> list[str]:
    return [card.point for card in cards]


def know(learner: User, point: str, days: int, stability: float) -> None:
    """A memory of a card reviewed so many days ago, due since yesterday."""
    fact, name = point.split(".")
    Memory.objects.create(
        learner=learner,
        point=Point.objects.get(fact__key=fact, name=name),
        state=Memory.State.REVIEW,
        stability=stability,
        difficulty=5,
        due_at=NOW - DAY,
        reviewed_at=NOW - days * DAY,
        repetitions=3,
    )
