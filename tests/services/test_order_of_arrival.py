"""Whatever order reviews arrive in, and however often, they lead to one memory."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.domain.memory.evidence import QuizAnswer
from quizzes.domain.memory.settings import Rating
from quizzes.models import Memory, Point, Review, User
from quizzes.selectors.study_settings import scheduling_for, state_of
from quizzes.services.study import ReviewInput, record_reviews
from quizzes.services.study_events import new_review, plan, write
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db
START = datetime(2025, 3, 1, 12, tzinfo=UTC)
END = START + timedelta(days=90)
KEYS = ("first.count", "second.count")

cards = st.tuples(
    st.sampled_from(KEYS), st.sampled_from(Rating), st.integers(0, 24 * 60), st.uuids(version=4)
)
quiz_answers = st.builds(
    QuizAnswer, st.booleans(), st.sampled_from((0.0, 1 / 3, 1 / 2)), st.booleans()
)
with_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def points(db: None) -> list[Point]:
    article = make_article()
    return [make_point(make_fact(article, key.split(".")[0])) for key in KEYS]


def forget_all() -> None:
    Review.objects.all().delete()
    Memory.objects.all().delete()


def memories() -> list[object]:
    return [(row.point_id, state_of(row)) for row in Memory.objects.order_by("point")]


@with_database
@given(
    sent=st.lists(cards, min_size=1, max_size=8, unique_by=(lambda c: c[2], lambda c: c[3])),
    seed=st.integers(0, 1000),
)
def test_reviews_in_any_order_and_portions_and_repeated_lead_to_one_memory(
    student: User, points: list[Point], sent: list[tuple[str, Rating, int, uuid.UUID]], seed: int
) -> None:
    forget_all()
    reviews = [
        ReviewInput(review_id, key, rating, START + timedelta(hours=hours))
        for key, rating, hours, review_id in sorted(sent, key=lambda card: card[2])
    ]
    for review in reviews:
        record_reviews(student, [review], END)
    expected = memories()
    forget_all()
    random = Random(seed)
    shuffled = random.sample(reviews, len(reviews)) + random.choices(reviews, k=3)
    while shuffled:
        portion = random.randint(1, len(shuffled))
        record_reviews(student, shuffled[:portion], END)
        shuffled = shuffled[portion:]
    assert memories() == expected
    assert Review.objects.count() == len(reviews)
    assert rebuild_memory(student).differences == 0


@with_database
@given(
    events=st.lists(
        st.tuples(st.integers(0, 24 * 60), st.none() | quiz_answers, st.sampled_from(Rating)),
        min_size=1,
        max_size=8,
        unique_by=lambda event: event[0],
    ),
    seed=st.integers(0, 1000),
)
def test_what_quizzes_told_is_put_in_its_place_among_the_cards(
    student: User,
    points: list[Point],
    events: list[tuple[int, QuizAnswer | None, Rating]],
    seed: int,
) -> None:
    forget_all()

    def arrive(arriving: list[tuple[int, QuizAnswer | None, Rating]]) -> list[object]:
        for hours, quiz, rating in arriving:
            told = Rating.GOOD if quiz and quiz.is_right else Rating.AGAIN
            review = new_review(
                student,
                uuid.uuid4(),
                points[0],
                told if quiz else rating,
                START + timedelta(hours=hours),
                END,
                scheduling_for(student),
                quiz,
            )
            write(plan(student.pk, [points[0].pk], [review]))
        return memories()

    expected = arrive(sorted(events, key=lambda event: event[0]))
    forget_all()
    assert arrive(Random(seed).sample(events, len(events))) == expected
    assert rebuild_memory(student).differences == 0
