"""Whatever learners do, in whatever order, their memories are what their reviews lead to."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.domain.items import Form
from quizzes.domain.memory.settings import Rating
from quizzes.models import Attempt, Memory, Quiz, Review, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.guest_merging import merge_guest
from quizzes.services.guests import make_guest
from quizzes.services.leeches import bring_back
from quizzes.services.study import ReviewInput, record_reviews, undo_last_review
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
START = datetime(2025, 3, 1, 12, tzinfo=UTC)
KEYS = ("cotton-0.count", "cotton-1.count", "cotton-2.count")
FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC)
ANSWERS = (
    ({"option": "a"}, {"option": "b"}),
    ({"value": True}, {"value": False}),
    ({"number": "9500"}, {"number": "1"}),
)
"""A right answer and a wrong one to each question."""


class World:
    """A learner and a guest who becomes the learner; time goes on with each act."""

    def __init__(self, learner: User, quiz: Quiz) -> None:
        self.learner, self.quiz = learner, quiz
        self.people, self.now = [learner, make_guest()], START

    def review(self, who: int, point: int, rating: Rating, late: timedelta) -> None:
        """A review that comes by so much late (before now) or by a clock that is ahead."""
        sent = ReviewInput(uuid.uuid4(), KEYS[point], rating, self.now - late)
        for _again in range(2):
            record_reviews(self._person(who), [sent], self.now)

    def sit(self, who: int, right: list[bool], thinks: timedelta) -> None:
        """A quiz: started now, answered and handed in a while later."""
        learner = self._person(who)
        attempt = start_attempt(learner, self.quiz, "en", self.now, seed=1)
        for position, (answers, is_right) in enumerate(zip(ANSWERS, right, strict=False), 1):
            save_response(attempt.pk, learner, position, answers[not is_right], self.now)
        self.now += thinks
        submit(attempt.pk, learner, self.now)

    def forget(self, who: int, point: int) -> None:
        """Known and forgotten in turn, ten times: the card is set aside, and brought back."""
        self.now += timedelta(days=40)
        sent = [
            ReviewInput(
                uuid.uuid4(),
                KEYS[point],
                Rating.AGAIN if turn % 2 else Rating.EASY,
                self.now - timedelta(days=2 * (20 - turn)),
            )
            for turn in range(20)
        ]
        record_reviews(self._person(who), sent, self.now)
        bring_back(self._person(who), KEYS[point])

    def undo(self, who: int) -> None:
        undo_last_review(self._person(who), self.now)

    def merge(self) -> None:
        if len(self.people) == 2:
            merge_guest(self.people.pop(), self.learner, self.now)

    def _person(self, who: int) -> User:
        return self.people[who % len(self.people)]


Act = Callable[[World], None]
whos, points = st.integers(0, 1), st.integers(0, 2)
lates = st.sampled_from((0, 0, 0, 1, 30, 24 * 20, -2, -24 * 40)).map(lambda h: timedelta(hours=h))
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda *given: lambda world: world.review(*given),
        *(whos, points, st.sampled_from(Rating), lates),
    ),
    st.builds(
        lambda *given: lambda world: world.sit(*given),
        *(whos, st.lists(st.booleans(), max_size=3), st.sampled_from([timedelta(minutes=5)])),
    ),
    whos.map(lambda who: lambda world: world.undo(who)),
    st.builds(lambda *given: lambda world: world.forget(*given), whos, points),
    st.just(lambda world: world.merge()),
)
waits = st.sampled_from((0, 1, 20, 26, 24 * 9)).map(lambda hours: timedelta(hours=hours))


@pytest.fixture
def quiz(db: None) -> Quiz:
    article = make_article()
    return make_quiz(article, items=make_bank(article, len(FORMS), FORMS))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(st.tuples(acts, waits), min_size=2, max_size=10))
def test_rebuilding_finds_no_difference(
    student: User, quiz: Quiz, history: list[tuple[Act, timedelta]]
) -> None:
    for model in (Review, Memory, Attempt):
        model._default_manager.all().delete()
    world = World(student, quiz)
    for act, wait in history:
        act(world)
        world.now += wait
    report = rebuild_memory(is_dry_run=True)
    assert report.differences == 0
    assert report.memories == Memory.objects.count()
    world.merge()
    assert not Review.objects.exclude(learner=student).exists()
    assert rebuild_memory(is_dry_run=True).differences == 0
