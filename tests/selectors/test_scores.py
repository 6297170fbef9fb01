"""A learner's own scores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from quizzes.models import Quiz, User
from quizzes.selectors.scores import own_scores
from quizzes.services import attempts as service
from tests.factories import NOW, make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db


def take(learner: User, quiz: Quiz, right: int, day: int = 0) -> None:
    """Sit the quiz on a day, with so many answers right."""
    now = NOW + timedelta(days=day)
    attempt = service.start_attempt(learner, quiz, "en", now)
    for position in range(1, right + 1):
        service.save_response(attempt.pk, learner, position, {"option": "a"}, now)
    service.submit(attempt.pk, learner, now)


def test_scores_are_listed_per_article_and_topic_oldest_first(student: User) -> None:
    article = make_article(topics=("people", "trade"))
    quiz = make_quiz(article, items=make_bank(article, 4))  # topics in turn
    take(student, quiz, right=1, day=0)
    take(student, quiz, right=4, day=1)
    (scores,) = own_scores(student, "en")
    assert [score.share for score in scores.scores] == [0.25, 1.0]
    assert [(t.key, [s.share for s in t.scores]) for t in scores.topics] == [
        ("people", [0.5, 1.0]),
        ("trade", [0.0, 1.0]),
    ]


def test_the_article_practised_last_comes_first(student: User) -> None:
    quizzes = []
    for key in ("first", "second"):
        article = make_article(key)
        quizzes.append(make_quiz(article, items=make_bank(article, 1)))
    for day, quiz in enumerate(quizzes):
        take(student, quiz, right=1, day=day)
    assert [scores.key for scores in own_scores(student, "en")] == ["second", "first"]


def test_nobody_elses_scores_and_no_open_attempt_are_counted(student: User, student2: User) -> None:
    article = make_article()
    quiz = make_quiz(article, items=make_bank(article, 1))
    take(student2, quiz, right=1)
    service.start_attempt(student, quiz, "en", NOW)
    assert own_scores(student, "en") == ()


def test_the_number_of_queries_does_not_grow_with_the_attempts(
    student: User, django_assert_num_queries: Callable
) -> None:
    for key in ("one", "two", "three"):
        article = make_article(key)
        quiz = make_quiz(article, items=make_bank(article, 2))
        take(student, quiz, right=1)
        with django_assert_num_queries(4):
            own_scores(student, "en")
