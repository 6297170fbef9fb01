"""Memories can be thrown away: the events lead back to them, and a second run finds nothing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from quizzes.domain.memory.settings import Rating
from quizzes.models import Memory, Review, User
from quizzes.selectors.study_settings import state_of
from quizzes.services import study_rebuild
from quizzes.services.study import ReviewInput, record_reviews
from quizzes.services.study_rebuild import RebuildReport, rebuild_memory
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 6, 12, tzinfo=UTC)


@pytest.fixture
def studied(student: User, student2: User) -> list[object]:
    """Two learners' reviews of five points over some weeks; the memories they led to."""
    article, random = make_article(), Random(1)
    for number in range(5):
        make_point(make_fact(article, f"fact-{number}"))
    for learner in (student, student2):
        record_reviews(
            learner,
            [
                ReviewInput(
                    uuid.UUID(int=random.getrandbits(128)),
                    f"fact-{random.randrange(5)}.count",
                    random.choice(list(Rating)),
                    NOW - timedelta(hours=random.randrange(800)),
                )
                for _turn in range(30)
            ],
            NOW,
        )
    return memories()


def memories() -> list[object]:
    rows = Memory.objects.order_by("learner", "point")
    return [(row.learner_id, row.point_id, state_of(row)) for row in rows]


def run(*arguments: str, verbosity: int = 1) -> str:
    out = StringIO()
    call_command("rebuild_memory", *arguments, stdout=out, verbosity=verbosity)
    return out.getvalue()


def test_what_study_left_needs_no_rebuilding(studied: list[object]) -> None:
    assert rebuild_memory() == RebuildReport(learners=2, memories=10)
    assert "No differences" in run()
    assert memories() == studied


def test_memories_that_were_lost_are_derived_again(studied: list[object]) -> None:
    Memory.objects.all().delete()
    Review.objects.update(before=None)
    report = rebuild_memory()
    assert (report.missing, report.changed) == (10, 0)
    assert report.notes > 0
    assert memories() == studied
    assert rebuild_memory().differences == 0


def test_differences_are_reported_put_right_and_then_gone(
    studied: list[object], student: User
) -> None:
    first, second = Memory.objects.filter(learner=student)[:2]
    Memory.objects.filter(pk=first.pk).update(stability=99.0)
    Review.objects.filter(learner=student, point=second.point).delete()
    assert "1 changed, 1 without reviews" in run("--dry-run")
    assert "Nothing was changed" in run("--dry-run")
    assert "They are put right" in run()
    assert "No differences" in run()
    assert len(memories()) == 9


def test_one_learner_can_be_rebuilt_alone(studied: list[object], student2: User) -> None:
    Memory.objects.update(lapses=77)
    assert "Learners: 1, memories: 5" in run("--learner", "student2")
    assert not Memory.objects.filter(learner=student2, lapses=77).exists()
    assert Memory.objects.filter(lapses=77).count() == 5
    with pytest.raises(CommandError, match="nobody"):
        run("--learner", "nobody")


def test_many_points_are_rebuilt_in_portions(
    studied: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study_rebuild, "PORTION", 2)
    Memory.objects.all().delete()
    assert rebuild_memory().missing == 10
    assert memories() == studied
    assert run(verbosity=0) == ""
