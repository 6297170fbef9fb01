"""Handing in at the moment of a correction: whoever comes first, the score is that of the truth."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.models import Attempt, Fact, Item, Review, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.corrections import apply_correction, preview_correction
from quizzes.services.publishing import publish_facts
from quizzes.services.regrade_plans import PlanChangedError
from quizzes.services.validation import PointDraft
from tests.at_once import at_once
from tests.factories import make_article, make_fact, make_point, make_quiz

pytestmark = pytest.mark.django_db(transaction=True)
LEARNERS = 6


@pytest.fixture
def attempts() -> list[Attempt]:
    """Each answered 8800, which is not right yet."""
    now = timezone.now()
    fact = make_fact(make_article(), "f0", status=Fact.Status.DRAFT)
    make_point(fact)
    publish_facts([fact], now)
    quiz = make_quiz(fact.article, items=[Item.objects.get(form="numeric")])
    found = []
    for number in range(LEARNERS):
        learner = User.objects.create_user(f"learner-{number}")
        attempt = start_attempt(learner, quiz, "en", now, seed=1)
        save_response(attempt.pk, learner, 1, {"number": "8800"}, now)
        found.append(attempt)
    return found


def correct(by: User, now: datetime) -> None:
    """Put 8800 right, looking again as a teacher would while others hand in."""

    def drafts() -> tuple[Fact, list[PointDraft]]:
        fact = Fact.objects.select_related("article", "topic", "passage").get(key="f0")
        point = fact.points.get()
        point.amount = Decimal(8800)
        return fact, [PointDraft(point)]

    for _look in range(LEARNERS + 1):
        digest = preview_correction(*drafts(), "truth", now).digest
        try:
            apply_correction(*drafts(), "truth", digest, by, now)
        except PlanChangedError:
            continue
        return
    raise AssertionError("The plan never held.")


def test_everyone_has_the_score_of_the_truth_whether_they_came_before_or_after(
    attempts: list[Attempt], teacher: User
) -> None:
    now = timezone.now()
    hand_in = [lambda a=each: submit(a.pk, a.learner, timezone.now()) for each in attempts]
    at_once([*hand_in, lambda: correct(teacher, now)])
    scores = Attempt.objects.values_list("score", flat=True)
    assert list(scores) == [1.0] * LEARNERS
    ratings = Review.objects.filter(source=Review.Source.QUIZ).values_list("rating", flat=True)
    assert set(ratings) <= {Review.Rating.GOOD}
