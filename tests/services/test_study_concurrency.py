"""The same review sent sixteen times at once counts once, on every database."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from quizzes.domain.memory.settings import Rating
from quizzes.models import Memory, Review, User
from quizzes.services.study import (
    ReviewIdTakenError,
    ReviewOutcome,
    record_review,
    undo_last_review,
)
from quizzes.services.study_rebuild import rebuild_memory
from tests.at_once import at_once
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2025, 7, 6, 12, tzinfo=UTC)
AT_ONCE = 16


@pytest.fixture
def learners(transactional_db: None) -> list[User]:
    make_point(make_fact(make_article()))
    return [User.objects.create_user(f"learner-{n}") for n in range(2)]


def test_one_review_sent_sixteen_times_at_once_counts_once(learners: list[User]) -> None:
    sent = uuid.uuid4()

    def send() -> ReviewOutcome:
        return record_review(learners[0], sent, "trained.count", Rating.GOOD, NOW, NOW)

    outcomes = at_once([send] * AT_ONCE)
    assert Counter(each.is_new for each in outcomes) == {True: 1, False: AT_ONCE - 1}
    assert len({each.memory for each in outcomes}) == 1
    assert Review.objects.count() == 1
    assert Memory.objects.get().repetitions == 1


def test_sixteen_reviews_at_once_all_count(learners: list[User]) -> None:
    calls = [
        lambda n=n: record_review(
            learners[0],
            uuid.UUID(int=n),
            "trained.count",
            Rating.GOOD,
            NOW + timedelta(days=n),
            NOW + timedelta(days=99),
        )
        for n in range(AT_ONCE)
    ]
    at_once(calls)
    assert Memory.objects.get().repetitions == AT_ONCE
    assert rebuild_memory().differences == 0


def test_two_learners_who_send_one_id_at_once_get_one_review_and_one_refusal(
    learners: list[User],
) -> None:
    sent = uuid.uuid4()

    def send(learner: User) -> ReviewOutcome | None:
        try:
            return record_review(learner, sent, "trained.count", Rating.GOOD, NOW, NOW)
        except ReviewIdTakenError:
            return None

    outcomes = at_once([partial(send, learner) for learner in learners * (AT_ONCE // 2)])
    assert Counter(each is None for each in outcomes) == {True: AT_ONCE // 2, False: AT_ONCE // 2}
    assert Review.objects.count() == Memory.objects.count() == 1


def test_undoing_sixteen_times_at_once_takes_back_no_more_than_there_is(
    learners: list[User],
) -> None:
    for minute in range(3):
        at = NOW + timedelta(minutes=minute)
        record_review(learners[0], uuid.uuid4(), "trained.count", Rating.GOOD, at, at)
    undone = at_once([lambda: undo_last_review(learners[0], NOW + timedelta(hours=1))] * AT_ONCE)
    assert Counter(each is not None for each in undone) == {True: 3, False: AT_ONCE - 3}
    assert Review.objects.count() == Memory.objects.count() == 0
