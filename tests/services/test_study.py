"""Reviews count once, in their place; undoing and rebuilding lead back to the same memory."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Any

import pytest

from quizzes.domain.memory.scheduling import preview
from quizzes.domain.memory.settings import Rating
from quizzes.models import Fact, Memory, Point, Review, User
from quizzes.selectors.study_settings import seed_of, settings_for, state_of
from quizzes.services.study import (
    ReviewIdTakenError,
    ReviewInput,
    ReviewOutcome,
    UnknownPointError,
    record_review,
    record_reviews,
    undo_last_review,
)
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 6, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def points(db: None) -> list[str]:
    """The keys of three points, each of a fact of its own."""
    article = make_article()
    for name in ("first", "second", "third"):
        make_point(make_fact(article, name))
    return ["first.count", "second.count", "third.count"]


def review(
    learner: User, point: str, rating: Rating = Rating.GOOD, at: datetime = NOW, **more: Any
) -> ReviewOutcome:
    fields = {"review_id": uuid.uuid4(), "now": at} | more
    return record_review(learner, point=point, rating=rating, reviewed_at=at, **fields)


def rows(learner: User) -> str:
    """All that is kept of a learner's memory, as bytes would show it."""
    memories = Memory.objects.filter(learner=learner).order_by("point")
    reviews = Review.objects.filter(learner=learner).order_by("id")
    return json.dumps(
        [
            [(m.point_id, state_of(m).to_json()) for m in memories],
            [(str(r.id), r.rating, r.reviewed_at.isoformat(), r.before) for r in reviews],
        ]
    )


def test_a_review_does_what_the_button_promised(student: User, points: list[str]) -> None:
    point = Point.objects.get(fact__key="first")
    offered = preview(None, NOW, settings_for(student), seed_of(student.pk, point.pk))
    outcome = review(student, points[0], Rating.EASY)
    assert outcome.is_new
    assert outcome.memory == offered[Rating.EASY]
    assert state_of(Memory.objects.get(learner=student)) == outcome.memory


def test_the_same_id_again_gives_the_same_outcome_and_changes_nothing(
    student: User, points: list[str]
) -> None:
    sent = uuid.uuid4()
    first = review(student, points[0], review_id=sent)
    review(student, points[0], Rating.EASY, NOW + DAY)
    before = rows(student)
    for rating in (Rating.GOOD, Rating.AGAIN):  # a double press of another button is no review
        again = record_review(student, sent, points[0], rating, NOW + DAY, NOW + 2 * DAY)
        assert not again.is_new
        assert (again.memory, again.rating) == (first.memory, Rating.GOOD)
    assert rows(student) == before


def test_another_learners_id_is_refused_and_says_nothing_of_theirs(
    student: User, student2: User, points: list[str]
) -> None:
    sent = uuid.uuid4()
    review(student, points[0], review_id=sent)
    with pytest.raises(ReviewIdTakenError) as refusal:
        review(student2, points[0], review_id=sent)
    assert [(p.code, p.field) for p in refusal.value.problems] == [("review_id_taken", "id")]
    assert not student2.reviews.exists()


def test_an_id_cannot_stand_for_two_points(student: User, points: list[str]) -> None:
    sent = uuid.uuid4()
    review(student, points[0], review_id=sent)
    with pytest.raises(ReviewIdTakenError):
        review(student, points[1], review_id=sent)
    new = uuid.uuid4()
    with pytest.raises(ReviewIdTakenError):
        record_reviews(student, [ReviewInput(new, p, Rating.GOOD, NOW) for p in points[:2]], NOW)
    assert student.reviews.count() == 1


@pytest.mark.parametrize("key", ["draft.count", "nothing.count", "first.nothing", "first", ""])
def test_only_points_of_published_facts_are_reviewed(
    student: User, points: list[str], key: str
) -> None:
    fact = Fact.objects.get(key="first")
    make_point(make_fact(fact.article, "draft", status=Fact.Status.DRAFT))
    with pytest.raises(UnknownPointError) as refusal:
        review(student, key)
    assert [(p.code, p.params) for p in refusal.value.problems] == [
        ("unknown_point", {"point": key})
    ]


def test_a_review_of_a_fact_withdrawn_meanwhile_is_not_lost(
    student: User, student2: User, points: list[str]
) -> None:
    review(student, points[0])
    Fact.objects.filter(key="first").update(status=Fact.Status.SUPERSEDED)
    assert review(student, points[0], at=NOW + DAY).is_new
    with pytest.raises(UnknownPointError):
        review(student2, points[0])


def test_of_a_list_with_a_bad_review_none_is_recorded(student: User, points: list[str]) -> None:
    reviews = [
        ReviewInput(uuid.uuid4(), key, Rating.GOOD, NOW) for key in (*points, "nothing.count")
    ]
    with pytest.raises(UnknownPointError) as refusal:
        record_reviews(student, reviews, NOW)
    assert str(reviews[3].id) in refusal.value.problems[0].where
    assert not student.reviews.exists()
    assert not student.memories.exists()


def test_a_list_sent_twice_counts_once(student: User, points: list[str]) -> None:
    reviews = [ReviewInput(uuid.uuid4(), key, Rating.GOOD, NOW) for key in points]
    first = record_reviews(student, [*reviews, reviews[0]], NOW)
    kept = rows(student)
    second = record_reviews(student, list(reversed(reviews)), NOW + DAY)
    assert [o.memory for o in first[:3]] == [o.memory for o in reversed(second)]
    assert first[0] == first[3]
    assert rows(student) == kept


def test_the_order_in_which_reviews_arrive_does_not_matter(
    student: User, student2: User, points: list[str]
) -> None:
    random = Random(3)
    ratings = [random.choice(list(Rating)) for _turn in range(9)]
    sent = [(points[n % 2], rating, NOW + n * DAY) for n, rating in enumerate(ratings)]
    end = NOW + 30 * DAY
    for point, rating, at in sent:
        record_review(student, uuid.uuid4(), point, rating, at, end)
    for point, rating, at in random.sample(sent, len(sent)):
        record_review(student2, uuid.uuid4(), point, rating, at, end)

    def memory_of(learner: User) -> list[tuple[Any, ...]]:
        # The day a card is due differs between learners by its fuzz.
        return list(
            learner.memories.order_by("point").values_list(
                "point", "state", "step", "stability", "difficulty", "reviewed_at", "lapses"
            )
        )

    assert len(memory_of(student)) == 2
    assert memory_of(student) == memory_of(student2)


def test_a_late_review_takes_its_place_among_the_others(student: User, points: list[str]) -> None:
    review(student, points[0], Rating.GOOD, NOW)
    last = review(student, points[0], Rating.GOOD, NOW + 10 * DAY)
    late = record_review(
        student, uuid.uuid4(), points[0], Rating.AGAIN, NOW + 5 * DAY, NOW + 11 * DAY
    )
    memory = state_of(student.memories.get())
    assert late.memory is not None
    assert late.memory.reviewed_at == NOW + 5 * DAY
    assert memory.reviewed_at == NOW + 10 * DAY
    assert memory != last.memory
    events = list(student.reviews.order_by("reviewed_at"))
    assert [event.before is None for event in events] == [True, False, False]
    assert events[2].before == late.memory.to_json()


def test_a_clock_that_runs_ahead_is_put_right_for_all_that_came_with_it(
    student: User, points: list[str]
) -> None:
    for ahead in (2 * HOUR, 500 * DAY):
        sent = (NOW - 3 * HOUR + ahead, NOW - HOUR + ahead, NOW + ahead)
        record_reviews(
            student, [ReviewInput(uuid.uuid4(), points[0], Rating.GOOD, at) for at in sent], NOW
        )
        times = student.reviews.order_by("reviewed_at").values_list("reviewed_at", flat=True)
        assert list(times) == [NOW - 3 * HOUR, NOW - HOUR, NOW]
        student.reviews.all().delete()


def test_one_absurd_time_does_not_move_the_others(student: User, points: list[str]) -> None:
    west = timezone(timedelta(hours=-12))
    absurd = datetime(9999, 12, 31, 23, 59, tzinfo=west)
    for at, point in ((NOW - HOUR, points[0]), (absurd, points[0]), (NOW + HOUR, points[1])):
        sent = [(at, point), (absurd, points[2])]
        record_reviews(
            student, [ReviewInput(uuid.uuid4(), p, Rating.GOOD, t) for t, p in sent], NOW
        )
    assert NOW - HOUR in student.reviews.values_list("reviewed_at", flat=True)
    assert student.reviews.filter(reviewed_at__gt=NOW).count() == 0
    assert student.reviews.filter(reviewed_at=NOW).count() == 4


def test_a_clock_that_was_lost_makes_the_oldest_review_and_no_error(
    student: User, points: list[str]
) -> None:
    review(student, points[0])
    broken = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    record_review(student, uuid.uuid4(), points[0], Rating.GOOD, broken, NOW)
    assert student.reviews.order_by("reviewed_at")[0].reviewed_at.year == 2000
    assert student.memories.get().reviewed_at == NOW


def test_undoing_leads_back_to_the_same_bytes_review_by_review(
    student: User, points: list[str]
) -> None:
    review(student, points[0], Rating.AGAIN, NOW - 3 * DAY)
    kept = []
    now = NOW
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.EASY):
        for point in points:
            kept.append(rows(student))
            now += timedelta(seconds=7)
            review(student, point, rating, now)
    for expected in reversed(kept):
        undone = undo_last_review(student, now)
        assert undone is not None
        assert rows(student) == expected
    assert undo_last_review(student, now) is None


def test_undo_names_the_card_and_reaches_back_to_the_start_of_the_study_day(
    student: User, student2: User, points: list[str]
) -> None:
    four = datetime(2025, 7, 6, 4, tzinfo=settings_for(student).zone).astimezone(UTC)
    review(student, points[0], at=four - timedelta(minutes=1))
    review(student2, points[1], at=four)
    assert undo_last_review(student, four) is None
    outcome = review(student, points[1], at=four)
    undone = undo_last_review(student, four + HOUR)
    assert undone is not None
    assert (undone.id, undone.point, undone.memory) == (outcome.id, points[1], None)
    assert student2.reviews.count() == 1


def test_an_undone_review_leaves_no_memory_of_a_first_meeting(
    student: User, points: list[str]
) -> None:
    review(student, points[0])
    undo_last_review(student, NOW)
    assert not student.memories.exists()
    assert not student.reviews.exists()


def test_a_change_of_settings_counts_from_the_next_review_and_rewrites_no_past(
    student: User, points: list[str]
) -> None:
    review(student, points[0], Rating.EASY, NOW)
    kept = rows(student)
    student.desired_retention, student.time_zone = 0.75, "America/New_York"
    student.save()
    review(student, points[0], Rating.GOOD, NOW + 9 * DAY)
    undo_last_review(student, NOW + 9 * DAY)  # the events are followed anew
    assert rows(student) == kept


def test_a_zone_that_no_longer_exists_stops_nobody(student: User, points: list[str]) -> None:
    User.objects.filter(pk=student.pk).update(time_zone="Mars/Olympus")
    assert review(student, points[0]).is_new


def test_the_number_of_queries_does_not_grow_with_the_number_of_reviews(
    student: User, points: list[str], django_assert_num_queries: Any
) -> None:
    for count in (1, 3):
        reviews = [ReviewInput(uuid.uuid4(), key, Rating.GOOD, NOW) for key in points[:count]]
        # Lock, known ids, points; courses, parameters, the study day (looked up, counted, three to
        # keep it); events, memories, corrections; four savepoint marks; two writes.
        with django_assert_num_queries(20):
            record_reviews(student, reviews, NOW)
        student.reviews.all().delete()
        student.memories.all().delete()
        student.study_days.all().delete()
