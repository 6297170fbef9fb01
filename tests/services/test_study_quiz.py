"""An attempt tells of the memory: once, by how each question was answered."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from quizzes.domain.items import Body, ClozeBody, Form, MatchingBody, Pair
from quizzes.domain.memory.settings import Rating
from quizzes.domain.memory.state import State
from quizzes.models import Attempt, AttemptSlot, Item, Response, Review, User
from quizzes.selectors.study_settings import state_of
from quizzes.services.study import record_review, undo_last_review
from quizzes.services.study_quiz import record_quiz_evidence
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import (
    NOW,
    PARTS,
    make_article,
    make_bank,
    make_fact,
    make_item,
    make_point,
    make_quiz,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)


@pytest.fixture
def items(db: None) -> list[Item]:
    """An item of each form, each on a point of its own."""
    return make_bank(make_article(), 4, FORMS)


def submitted(
    learner: User, items: list[Item], scores: list[float | None], at: Any = NOW
) -> Attempt:
    """A submitted attempt with these scores; None for a question that was not answered."""
    quiz = items[0].article.quizzes.first() or make_quiz(items[0].article, items=items)
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        language="en",
        seed=1,
        started_at=at,
        submitted_at=at,
        score=sum(score or 0 for score in scores),
        max_score=len(items),
    )
    for position, (item, score) in enumerate(zip(items, scores, strict=True), 1):
        assert item.current
        slot = AttemptSlot.objects.create(attempt=attempt, position=position, version=item.current)
        if score is not None:
            Response.objects.create(slot=slot, answer={"value": False}, saved_at=at, score=score)
    return attempt


def key(item: Item) -> str:
    assert item.point
    return f"{item.point.fact.key}.{item.point.name}"


def test_right_answers_count_by_how_they_were_given(student: User, items: list[Item]) -> None:
    outcomes = record_quiz_evidence(submitted(student, items, [1, 1, 1, 1]), NOW)
    chosen, judged, number, text = (outcome.memory for outcome in outcomes)
    for met in (chosen, judged):  # recognised: a card to recall waits, and no more
        assert met
        assert (met.repetitions, met.due_at) == (0, NOW)
    for recalled in (number, text):
        assert recalled
        assert (recalled.repetitions, recalled.state) == (1, State.LEARNING)
    chances = student.reviews.order_by("point").values_list("guessing_chance", flat=True)
    assert list(chances) == [1 / 3, 1 / 2, 0, 0]


def test_wrong_and_half_right_answers_are_again(student: User, items: list[Item]) -> None:
    record_quiz_evidence(submitted(student, items, [0, 0, 0, 0.5]), NOW)
    assert set(student.reviews.values_list("rating", "source")) == {(1, "quiz")}
    assert student.memories.filter(repetitions=1, step=0).count() == 4


def test_what_was_not_answered_tells_nothing(student: User, items: list[Item]) -> None:
    attempt = submitted(student, items, [None, 0, 0, 1])
    Response.objects.filter(slot__position=2).update(answer={"text": ""})
    Response.objects.filter(slot__position=3).update(answer={})
    outcomes = record_quiz_evidence(attempt, NOW)
    assert [outcome.point for outcome in outcomes] == [key(items[3])]


def test_a_teachers_question_without_a_point_tells_nothing(student: User) -> None:
    item = make_item(make_article(), Form.SHORT_TEXT, key="own")
    assert record_quiz_evidence(submitted(student, [item], [1]), NOW) == []


def test_an_attempt_counts_once(student: User, items: list[Item]) -> None:
    attempt = submitted(student, items, [1, 0, 1, 0])
    assert len(record_quiz_evidence(attempt, NOW)) == 4
    before = list(student.memories.order_by("point").values())
    assert record_quiz_evidence(attempt, NOW + DAY) == []
    assert list(student.memories.order_by("point").values()) == before
    assert Review.objects.count() == 4


def test_a_quiz_taken_again_the_same_day_changes_nothing_and_is_kept_as_an_event(
    student: User, items: list[Item]
) -> None:
    record_quiz_evidence(submitted(student, items, [0, 0, 1, 1]), NOW)
    before = list(student.memories.order_by("point").values())
    later = NOW + timedelta(hours=2)
    record_quiz_evidence(submitted(student, items, [1, 1, 1, 0], later), later)
    assert list(student.memories.order_by("point").values()) == before
    assert Review.objects.count() == 8


def test_answers_after_feedback_are_practice(student: User, items: list[Item]) -> None:
    attempt = submitted(student, items, [1, 1, 1, 0])
    outcomes = record_quiz_evidence(attempt, NOW, after_feedback={3, 4})
    assert [outcome.memory is None for outcome in outcomes] == [False, False, True, True]
    assert student.memories.count() == 2
    assert student.reviews.filter(after_feedback=True).count() == 2


def test_a_quiz_and_cards_feed_one_memory(student: User, items: list[Item]) -> None:
    for rating, at in ((Rating.EASY, NOW - 20 * DAY), (Rating.GOOD, NOW - 10 * DAY)):
        record_review(student, uuid.uuid4(), key(items[0]), rating, at, at)
    known = state_of(student.memories.get())
    record_quiz_evidence(submitted(student, items[:1], [1]), NOW)
    after = state_of(student.memories.get())
    assert after.stability > known.stability
    assert after.due_at > known.due_at
    undone = undo_last_review(student, NOW)
    assert undone is None  # the last card was ten days ago; what the quiz told stays
    assert rebuild_memory().differences == 0


def test_the_time_of_an_answer_is_when_it_was_given(student: User, items: list[Item]) -> None:
    attempt = submitted(student, items, [0, 0, 0, 0], NOW - 2 * DAY)
    record_quiz_evidence(attempt, NOW)
    assert set(student.memories.values_list("reviewed_at", flat=True)) == {NOW - 2 * DAY}


def test_the_number_of_queries_does_not_grow_with_the_quiz(
    student: User, items: list[Item], django_assert_num_queries: Any
) -> None:
    for count in (1, 4):
        attempt = submitted(student, items[:count], [1.0] * count)
        with django_assert_num_queries(18):
            record_quiz_evidence(attempt, NOW)
        student.reviews.all().delete()
        student.memories.all().delete()
        student.study_days.all().delete()


def in_parts(answer: dict[str, Any], form: Form) -> dict[str, Any]:
    """What one question in two parts tells, by the point: its rating and chance of guessing."""
    learner = User.objects.create_user(uuid.uuid4().hex)
    fact = make_fact(make_article(uuid.uuid4().hex), uuid.uuid4().hex)
    one, two = (make_point(fact, name) for name in ("one", "two"))
    keys = [f"{fact.key}.{point.name}" for point in (one, two)]
    whole = PARTS[form]()
    if isinstance(whole, MatchingBody):
        pairs = (Pair("1", "b", keys[0]), Pair("2", "a", keys[1]))
        body: Body = replace(whole, pairs=pairs)
    else:
        assert isinstance(whole, ClozeBody)
        first, second = whole.gaps
        body = replace(whole, gaps=(replace(first, point=keys[0]), replace(second, point=keys[1])))
    item = make_item(one, form, key=uuid.uuid4().hex, body=body)
    assert item.current
    item.current.asks = keys
    item.current.save()
    attempt = submitted(learner, [item], [0.5])
    Response.objects.filter(slot__attempt=attempt).update(answer=answer)
    record_quiz_evidence(attempt, NOW)
    assert record_quiz_evidence(attempt, NOW + DAY) == []
    rows = learner.reviews.values_list("point__name", "rating", "guessing_chance")
    return {name: (rating, round(chance, 3)) for name, rating, chance in rows}


@pytest.mark.parametrize(
    ("form", "answer", "told"),
    [
        (Form.MATCHING, {"pairs": {"1": "b", "2": "c"}}, {"one": (3, 0.333), "two": (1, 0.333)}),
        (Form.MATCHING, {"pairs": {"2": "a"}}, {"two": (3, 0.333)}),
        (Form.CLOZE, {"gaps": {"a": "9500", "b": "no"}}, {"one": (3, 0), "two": (1, 0)}),
        (Form.CLOZE, {"gaps": {"a": "12"}}, {"one": (1, 0)}),
        (Form.CLOZE, {"gaps": {"a": "", "b": " "}}, {}),
    ],
)
def test_each_part_that_was_answered_tells_of_its_own_point(
    db: None, form: Form, answer: dict[str, Any], told: dict[str, Any]
) -> None:
    assert in_parts(answer, form) == told
