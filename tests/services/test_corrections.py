"""Correcting a published fact: what follows is told before it is done, and is done whole."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from quizzes.domain.memory.settings import Rating
from quizzes.models import Attempt, Correction, Fact, Item, ItemVersion, Memory, Regrade, User
from quizzes.selectors.study import study_queue
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.corrections import apply_correction, preview_correction
from quizzes.services.publishing import publish_facts
from quizzes.services.regrade_plans import PlanChangedError
from quizzes.services.regrading import apply_regrade, preview_regrade
from quizzes.services.study import record_review
from quizzes.services.study_rebuild import rebuild_memory
from quizzes.services.validation import PointDraft
from tests.factories import NOW, make_article, make_fact, make_point, make_quiz

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture
def fact() -> Fact:
    article = make_article()
    facts = [make_fact(article, f"f{n}", status=Fact.Status.DRAFT) for n in range(4)]
    for number, each in enumerate(facts):
        make_point(each, amount=str(9500 - 1000 * number))
    publish_facts(facts, NOW)
    return Fact.objects.get(key="f0")


def drafts(fact: Fact, amount: str) -> list[PointDraft]:
    point = fact.points.get()
    point.amount = Decimal(amount)
    return [PointDraft(point)]


def sit(fact: Fact, learner: User, number: str) -> Attempt:
    """An attempt at the question for the number, answered so."""
    item = Item.objects.get(point__fact=fact, form="numeric")
    quiz = make_quiz(fact.article, f"quiz-{uuid4().hex[:6]}", items=[item])
    attempt = start_attempt(learner, quiz, "en", NOW, seed=1)
    save_response(attempt.pk, learner, 1, {"number": number}, NOW)
    return submit(attempt.pk, learner, NOW)


def correct(fact: Fact, amount: str, by: User, change: str = "truth"):
    digest = preview_correction(fact, drafts(fact, amount), change, LATER).digest
    fact = Fact.objects.get(pk=fact.pk)
    return apply_correction(fact, drafts(fact, amount), change, digest, by, LATER, "Miscounted")


def test_a_preview_tells_what_follows_and_changes_nothing(fact, teacher, student, student2):
    right, wrong = sit(fact, student, "9500"), sit(fact, student2, "8800")
    versions = ItemVersion.objects.count()
    plan = preview_correction(fact, drafts(fact, "8800"), "truth", LATER)
    assert {(c.attempt.pk, c.old, c.new) for c in plan.regrade.changes} == {
        (right.pk, 1.0, 0.0),
        (wrong.pk, 0.0, 1.0),
    }
    assert all(change.key.startswith("f0.") for change in plan.items)
    assert plan.learners == 2
    fact.refresh_from_db()
    assert fact.points.get().amount == 9500
    assert ItemVersion.objects.count() == versions
    assert not Correction.objects.exists()


def test_a_change_of_truth_gives_new_scores_and_keeps_the_earlier_ones(fact, teacher, student):
    attempt = sit(fact, student, "8800")
    correct(fact, "8800", teacher)
    attempt.refresh_from_db()
    assert attempt.score == 1.0
    kept = Regrade.objects.get(attempt=attempt)
    assert (kept.old_score, kept.new_score, kept.reason) == (0.0, 1.0, "Miscounted")
    assert kept.created_by == teacher
    assert attempt.slots.get().version.number == 1  # what was seen stays


def test_a_change_of_words_gives_no_new_score_and_resets_nothing(fact, teacher, student):
    attempt = sit(fact, student, "8800")
    memory = Memory.objects.get()
    plan = correct(fact, "8800", teacher, "wording")
    attempt.refresh_from_db()
    assert attempt.score == 0.0
    assert plan.items
    assert not plan.memories
    assert not Regrade.objects.exists()
    assert Memory.objects.get().due_at == memory.due_at


def test_only_the_questions_of_the_fact_get_new_versions(fact, teacher):
    others = Item.objects.exclude(point__fact=fact)
    before = dict(others.values_list("key", "current__digest"))
    plan = correct(fact, "8800", teacher)
    assert plan.items
    assert dict(others.values_list("key", "current__digest")) == before
    assert fact.points.get().items.filter(versions__number=2).exists()


def test_a_corrected_card_comes_first_until_it_is_reviewed_and_a_rebuild_agrees(
    fact, teacher, student
):
    for key in ("f1", "f0", "f2"):
        record_review(student, uuid4(), f"{key}.count", Rating.EASY, NOW, NOW)
    correct(fact, "8800", teacher)
    first, *_others = study_queue(student, LATER + timedelta(minutes=1)).cards
    assert (first.point, first.is_corrected) == ("f0.count", True)
    assert Memory.objects.get(point__fact=fact).repetitions == 0
    assert rebuild_memory(student).differences == 0
    told = Correction.objects.get()
    assert "9,500" in told.before["en"]
    assert "8,800" in told.after["en"]
    after = LATER + timedelta(minutes=2)
    record_review(student, uuid4(), "f0.count", Rating.GOOD, after, after)
    queue = study_queue(student, after + timedelta(minutes=1))
    assert not any(card.is_corrected for card in queue.cards)
    assert rebuild_memory(student).differences == 0


def test_a_review_made_before_the_correction_and_sent_after_it_counts_no_more(
    fact, teacher, student
):
    record_review(student, uuid4(), "f0.count", Rating.EASY, NOW, NOW)
    correct(fact, "8800", teacher)
    late = LATER - timedelta(hours=1)
    record_review(student, uuid4(), "f0.count", Rating.EASY, late, LATER + timedelta(hours=1))
    assert Memory.objects.get(point__fact=fact).repetitions == 0


def test_what_is_not_as_it_was_looked_at_is_refused_whole(fact, teacher, student):
    digest = preview_correction(fact, drafts(fact, "8800"), "truth", LATER).digest
    sit(fact, student, "8800")  # meanwhile
    fact = Fact.objects.get(pk=fact.pk)
    with pytest.raises(PlanChangedError):
        apply_correction(fact, drafts(fact, "8800"), "truth", digest, teacher, LATER)
    fact = Fact.objects.get(pk=fact.pk)
    assert fact.points.get().amount == 9500
    assert not Correction.objects.exists()
    assert not ItemVersion.objects.filter(item__point__fact=fact, number=2).exists()


def test_regrading_twice_changes_nothing(fact, teacher, student):
    attempt = sit(fact, student, "8800")
    correct(fact, "8800", teacher)
    plan = preview_regrade([attempt.pk])
    assert plan.changes == ()
    apply_regrade([attempt.pk], plan.digest, teacher, LATER)
    assert Regrade.objects.count() == 1


def test_a_regrade_by_hand_finds_what_a_change_of_words_left(fact, teacher, student):
    attempt = sit(fact, student, "8800")
    correct(fact, "8800", teacher, "wording")
    plan = preview_regrade([attempt.pk])
    assert [(c.old, c.new) for c in plan.changes] == [(0.0, 1.0)]
    apply_regrade([attempt.pk], plan.digest, teacher, LATER, "It was no slip")
    attempt.refresh_from_db()
    assert attempt.score == 1.0
    with pytest.raises(PlanChangedError):
        apply_regrade([attempt.pk], plan.digest, teacher, LATER)
