"""Of everything, the predicate and the filter that stand side by side say the same of anybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from quizzes import permissions
from quizzes.models import Article, Attempt, Course, Fact, Item, Regrade, User
from quizzes.services.attempts import start_attempt, submit
from tests.factories import NOW, make_article, make_bank, make_fact, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(teacher: User, student: User, student2: User) -> list[User | AnonymousUser]:
    """One of everything, met by some of the people who are returned."""
    make_article("unpublished")
    article = make_article()
    make_fact(article, "draft", status=Fact.Status.DRAFT)
    quiz = make_quiz(article, items=make_bank(article, 2))
    for learner in (student, student2):
        attempt = start_attempt(learner, quiz, "en", NOW, seed=1)
    submit(attempt.pk, student2, NOW)
    Regrade.objects.create(attempt=attempt, old_score=0, new_score=1, created_at=NOW)
    Course.objects.create(key="class").enrolments.create(learner=student)
    guest = User.objects.create_user("guest", is_guest=True)
    return [teacher, student, student2, guest, AnonymousUser()]


@pytest.mark.parametrize(
    ("model", "filtered", "allows"),
    [
        (Article, permissions.visible_articles, permissions.can_see_article),
        (Fact, permissions.visible_facts, permissions.can_see_fact),
        (Item, permissions.visible_items, permissions.can_see_item),
        (Course, permissions.visible_courses, permissions.can_see_course),
        (Attempt, permissions.own_attempts, permissions.is_own_attempt),
        (Attempt, permissions.visible_attempts, permissions.can_see_attempt),
        (Attempt, permissions.regradable_attempts, permissions.can_regrade),
        (Regrade, permissions.visible_regrades, permissions.can_see_regrade),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_predicate_and_filter_say_the_same(
    world: list[User | AnonymousUser],
    model: type[Model],
    filtered: Callable[..., Any],
    allows: Callable[..., bool],
) -> None:
    everything = model._default_manager.all()
    assert everything
    for user in world:
        assert set(filtered(user, everything)) == {one for one in everything if allows(user, one)}
    seen = [bool(filtered(user, everything)) for user in world]
    assert any(seen)
    assert not all(seen) or model is Article
