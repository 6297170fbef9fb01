"""Rebuilding memories from the events, and saying what was different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from quizzes.models import Memory, Review, User
from quizzes.services.study_events import Plan, lock_learner, plan, write

PORTION = 500
"""Points rebuilt in one transaction: a learner can go on studying between two."""


@dataclass
class RebuildReport:
    """What a rebuild found: memories followed, and those that did not agree with their events.

    `missing` had events and no memory, `changed` another memory, `stale` a memory and no events;
    `notes` counts events whose note of the memory before them was wrong.
    """

    learners: int = 0
    memories: int = 0
    missing: int = 0
    changed: int = 0
    stale: int = 0
    notes: int = 0

    @property
    def differences(self) -> int:
        return self.missing + self.changed + self.stale + self.notes


def count_learners(learner: User | None = None) -> int:
    """How many learners a rebuild goes through: for showing progress."""
    return len(_learner_ids(learner))


def rebuild_memory(
    learner: User | None = None,
    is_dry_run: bool = False,
    on_learner: Callable[[], object] = lambda: None,
) -> RebuildReport:
    """Derive the memories of one learner, or of all, from the events, and correct what differs.

    `on_learner` is called after each learner; a dry run only counts. A second run finds nothing.
    """
    report = RebuildReport()
    for learner_id in _learner_ids(learner):
        points = _point_ids(learner_id)
        for start in range(0, len(points), PORTION):
            _rebuild(report, learner_id, points[start : start + PORTION], is_dry_run)
        report.learners += 1
        on_learner()
    return report


def _learner_ids(learner: User | None) -> list[int]:
    if learner is not None:
        return [learner.pk]
    with_events = Review.objects.order_by().values("learner")
    with_memory = Memory.objects.order_by().values("learner")
    learners = User.objects.filter(pk__in=with_events.union(with_memory)).order_by("pk")
    return list(learners.values_list("pk", flat=True))


def _point_ids(learner_id: int) -> list[int]:
    with_events = Review.objects.filter(learner_id=learner_id).order_by().values_list("point_id")
    with_memory = Memory.objects.filter(learner_id=learner_id).order_by().values_list("point_id")
    return sorted(point_id for (point_id,) in with_events.union(with_memory))


@transaction.atomic
def _rebuild(report: RebuildReport, learner_id: int, points: list[int], is_dry_run: bool) -> None:
    lock_learner(learner_id)
    made = plan(learner_id, points)
    stored = Memory.objects.filter(learner_id=learner_id, point_id__in=points)
    _count(report, made, set(stored.values_list("point_id", flat=True)))
    if not is_dry_run:
        write(made)


def _count(report: RebuildReport, made: Plan, stored: set[int]) -> None:
    missing = [memory for memory in made.memories if memory.point_id not in stored]
    report.memories += sum(state is not None for state in made.final.values())
    report.missing += len(missing)
    report.changed += len(made.memories) - len(missing)
    report.stale += len(made.stale)
    report.notes += len(made.reviews)
