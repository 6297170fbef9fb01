"""Quizzes with mistakes in them, for the tests of the mistakes book."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from django.test import Client

from quizzes.models import Quiz, User
from quizzes.selectors.mistakes import mistakes
from quizzes.services.attempts import save_response, start_attempt, submit

NOON = datetime(2025, 7, 7, 4, 0, tzinfo=UTC)
"""Noon in Shanghai, where these learners live."""
DAY = timedelta(days=1)


def take(learner: User, quiz: Quiz, options: str, at: datetime = NOON) -> None:
    """Hand in the quiz with these options; "-" leaves a question out. "a" is right."""
    attempt = start_attempt(learner, quiz, "en", at, seed=1)
    for position, option in enumerate(options, 1):
        if option != "-":
            save_response(attempt.pk, learner, position, {"option": option}, at)
    submit(attempt.pk, learner, at)


def points(learner: User, at: datetime = NOON) -> list[str]:
    return [each.point for each in mistakes(learner, at)]


def page(client: Client, path: str = "/mistakes/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())
