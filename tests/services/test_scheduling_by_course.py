"""What is in force for a card: the learner's choice for a course, the course's, the learner's."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from quizzes.domain.memory.scheduling import exact_interval
from quizzes.domain.memory.settings import CURRENT_PARAMETERS, PARAMETERS, Rating
from quizzes.models import (
    Article,
    Course,
    Enrolment,
    Memory,
    ParameterSet,
    Point,
    Review,
    StudyDay,
    User,
)
from quizzes.selectors.study import find_card
from quizzes.selectors.study_settings import scheduling_for, state_of
from quizzes.services.study import record_review, undo_last_review
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 6, 4, tzinfo=UTC)  # noon in Shanghai
DAY = timedelta(days=1)
SLOWER = tuple(
    weight * 2 if place < 4 else weight
    for place, weight in enumerate(PARAMETERS[CURRENT_PARAMETERS])
)


@pytest.fixture
def article(db: None) -> Article:
    return make_article()


def enrol(learner: User, article: Article, key: str, asked: float | None) -> Enrolment:
    course = Course.objects.create(key=key, name=key, desired_retention=asked)
    course.articles.add(article)
    return Enrolment.objects.create(course=course, learner=learner)


def fitted(key: str, weights: tuple[float, ...] = SLOWER, **owner: object) -> ParameterSet:
    return ParameterSet.objects.create(
        key=key,
        weights=list(weights),
        status=ParameterSet.Status.IN_FORCE,
        fitted_at=NOW,
        review_count=600,
        held_out_count=120,
        log_loss_before=0.4,
        log_loss_after=0.3,
        **owner,
    )


def retention(learner: User, article: Article) -> float:
    return scheduling_for(learner).of(article.pk).desired_retention


def rate(learner: User, point: str, at: datetime = NOW, rating: Rating = Rating.EASY) -> Memory:
    record_review(learner, uuid.uuid4(), point, rating, at, at)
    return learner.memories.get(point=Point.objects.get(fact__key=point.split(".")[0]))


def test_the_choice_for_a_course_comes_before_the_courses_and_that_before_the_general_one(
    student: User, article: Article
) -> None:
    student.desired_retention = 0.8
    other = make_article("other")
    assert retention(student, article) == 0.8
    enrolment = enrol(student, article, "class-1", None)
    assert retention(student, article) == 0.8
    Course.objects.update(desired_retention=0.95)
    assert retention(student, article) == 0.95
    assert retention(student, other) == 0.8
    Enrolment.objects.filter(pk=enrolment.pk).update(desired_retention=0.7)
    assert retention(student, article) == 0.7


def test_of_two_courses_with_one_article_the_one_that_asks_more_counts(
    student: User, student2: User, article: Article
) -> None:
    for key, asked in (("first", 0.85), ("second", 0.97), ("third", 0.9)):
        enrol(student, article, key, asked)
    assert retention(student, article) == 0.97
    assert retention(student2, article) == student2.desired_retention


def test_a_card_of_the_course_comes_back_when_the_course_wants_it(
    student: User, article: Article
) -> None:
    point = make_point(make_fact(article, "fact"))
    enrol(student, article, "class-1", 0.97)
    card = find_card(student, "fact.count", NOW, "en")
    assert card is not None
    memory = rate(student, "fact.count")
    assert memory.due_at == card.previews[-1].due_at
    assert Review.objects.get().desired_retention == 0.97
    assert (memory.due_at - NOW).days < 5  # at 0.9 it would be six days at least
    assert memory.point_id == point.pk


def test_parameters_of_the_learner_come_before_those_of_the_course(
    student: User, student2: User, article: Article
) -> None:
    for learner in (student, student2):
        Enrolment.objects.create(
            course=Course.objects.get_or_create(key="class-1", name="1")[0], learner=learner
        )
    course = Course.objects.get()
    course.articles.add(article)
    fitted("of-course", course=course)
    fitted("of-learner", learner=student)
    assert scheduling_for(student).of(article.pk).parameters == "of-learner"
    assert scheduling_for(student2).of(article.pk).parameters == "of-course"
    assert scheduling_for(student2).general.parameters == CURRENT_PARAMETERS
    ParameterSet.objects.update(status=ParameterSet.Status.REPLACED)
    assert scheduling_for(student).of(article.pk).parameters == CURRENT_PARAMETERS


def test_new_parameters_count_from_the_next_review_and_a_rebuild_finds_the_old_ones_again(
    student: User, article: Article
) -> None:
    for name in ("first", "second"):
        make_point(make_fact(article, name))
    before = rate(student, "first.count")
    fitted("of-learner", learner=student)
    after = rate(student, "second.count", NOW + timedelta(minutes=1))
    assert after.stability == pytest.approx(2 * before.stability)
    settings = scheduling_for(student).general
    assert exact_interval(after.stability, settings) == pytest.approx(after.stability)
    ParameterSet.objects.update(status=ParameterSet.Status.REPLACED)  # whatever is in force now
    kept = {memory.pk: state_of(memory) for memory in (before, after)}
    assert rebuild_memory().differences == 0
    Memory.objects.all().delete()
    assert rebuild_memory().missing == 2
    assert sorted(m.stability for m in Memory.objects.all()) == sorted(
        state.stability for state in kept.values()
    )


def crowd(learner: User, article: Article, days: range, count: int) -> None:
    """Cards that are due on some days from now, so many on each."""
    fact = make_fact(article, "crowd")
    start = NOW.replace(hour=20) - DAY  # four in the morning in Shanghai
    for day in days:
        for number in range(count):
            Memory.objects.create(
                learner=learner,
                point=make_point(fact, f"p{day}-{number}"),
                state="review",
                stability=50,
                difficulty=5,
                due_at=start + day * DAY,
                reviewed_at=NOW - 10 * DAY,
                repetitions=2,
            )


def due_days(learner: User, article: Article) -> Counter[int]:
    """On which days from now forty cards come back that were easy at once: six to ten."""
    days: Counter[int] = Counter()
    for number in range(40):
        make_point(make_fact(article, f"fact-{number}"))
        memory = rate(learner, f"fact-{number}.count", NOW + number * timedelta(seconds=1))
        days[round((memory.due_at - NOW) / DAY)] += 1
    return days


def test_cards_keep_away_from_days_that_are_full(student: User, article: Article) -> None:
    crowd(student, article, range(6, 10), 9)
    assert due_days(student, article)[10] > 30  # by fuzz alone it would be eight


def test_a_learner_may_leave_the_days_uneven(student: User, article: Article) -> None:
    User.objects.filter(pk=student.pk).update(balances_load=False)
    crowd(student, article, range(6, 10), 9)
    assert due_days(student, article)[10] < 30
    assert not Review.objects.filter(study_day__isnull=False).exists()


def test_a_button_promises_the_same_all_day_and_the_answer_keeps_it(
    student: User, article: Article
) -> None:
    crowd(student, article, range(6, 9), 3)
    for number in range(12):
        make_point(make_fact(article, f"fact-{number}"))
    promised = {}
    for number in range(12):
        card = find_card(student, f"fact-{number}.count", NOW, "en")
        assert card is not None
        promised[number] = [each.due_at for each in card.previews]
    for number in range(12):
        rating = list(Rating)[number % 4]
        at = NOW + number * timedelta(milliseconds=1)
        memory = rate(student, f"fact-{number}.count", at, rating)
        if memory.state == "review":
            assert memory.due_at == promised[number][number % 4]
    assert StudyDay.objects.count() == 1


def test_undoing_and_rebuilding_place_a_card_as_the_day_did(
    student: User, article: Article
) -> None:
    crowd(student, article, range(6, 10), 9)
    make_point(make_fact(article, "fact"))
    first = state_of(rate(student, "fact.count"))
    student.memories.exclude(point__fact__key="fact").delete()  # the days are empty now
    rate(student, "fact.count", NOW + 3 * timedelta(hours=1))
    undo_last_review(student, NOW + 4 * timedelta(hours=1))
    assert state_of(student.memories.get()) == first
    assert rebuild_memory().differences == 0


def test_a_longest_interval_is_kept_and_rebuilt(student: User, article: Article) -> None:
    make_point(make_fact(article, "fact"))
    User.objects.filter(pk=student.pk).update(maximum_interval=3)
    memory = rate(student, "fact.count")
    assert round((memory.due_at - NOW) / DAY) <= 3
    User.objects.filter(pk=student.pk).update(maximum_interval=36_500)
    assert rebuild_memory().differences == 0
