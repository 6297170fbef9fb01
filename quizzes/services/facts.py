"""Keeping facts: what the admin, the API and imports all call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quizzes.domain.problems import Problem, ProblemsError
from quizzes.models import Fact, FactVersion, Member, User
from quizzes.selectors.fact_history import fact_record
from quizzes.services.fact_versions import keep_present, kind_of_change
from quizzes.services.validation import PointDraft, check_fact


@transaction.atomic
def save_fact(
    fact: Fact,
    points: Sequence[PointDraft],
    by: User | None = None,
    now: datetime | None = None,
    change: str = "",
    note: str = "",
) -> Fact:
    """Save a fact with exactly these points: points that are left out are deleted.

    Each save of a kept fact counts its version up and keeps what it says from now on, with who
    (`by`), when, and the kind of `change` (one of FactVersion.Change; by default what the values
    tell). Raises ProblemsError, and saves nothing, where something is wrong.
    """
    problems = [*check_fact(fact, points), *points_in_use(fact, points)]
    if problems:
        raise ProblemsError(problems)
    now = now or timezone.now()
    kept = _kept_version(fact, now)
    if kept is not None:
        fact.version = kept.number + 1
    fact.save()
    _save_points(fact, points)
    record = fact_record(fact, [(draft.point, draft.members) for draft in points])
    if kept is None:
        change = FactVersion.Change.CREATED
    FactVersion.objects.create(
        fact=fact,
        number=fact.version,
        change=change or kind_of_change(kept.content if kept else {}, record),
        content=record,
        note=note,
        created_at=now,
        created_by=by,
    )
    return fact


def points_in_use(fact: Fact, points: Sequence[PointDraft]) -> list[Problem]:
    """A problem for each stored point that is left out, although questions were made of it.

    What learners answered leads back to it: the whole fact is superseded, or the point stays.
    """
    if not fact.pk:
        return []
    left_out = fact.points.exclude(pk__in=[each.point.pk for each in points if each.point.pk])
    used = left_out.filter(items__isnull=False).distinct().values_list("name", flat=True)
    return [Problem("point_in_use", fact.key, "points", {"name": name}) for name in used]


def _save_points(fact: Fact, points: Sequence[PointDraft]) -> None:
    fact.points.exclude(pk__in=[draft.point.pk for draft in points if draft.point.pk]).delete()
    _free_names(fact, points)
    for position, draft in enumerate(points, start=1):
        draft.point.fact = fact
        draft.point.position = position
        draft.point.save()
        _save_members(draft)


def _free_names(fact: Fact, points: Sequence[PointDraft]) -> None:
    """Let points give each other their names: a name is one point's at every moment of saving."""
    stored = dict(fact.points.values_list("pk", "name"))
    taken = set(stored.values())
    for draft in points:
        was = stored.get(draft.point.pk)
        if was is not None and was != draft.point.name and draft.point.name in taken:
            fact.points.filter(pk=draft.point.pk).update(name=f"-{draft.point.pk}")


def _kept_version(fact: Fact, now: datetime) -> FactVersion | None:
    """What the history says of a stored fact before it changes; None for a new one."""
    if not fact.pk:
        return None
    stored = Fact.objects.select_for_update().get(pk=fact.pk)
    kept = FactVersion.objects.filter(fact=stored, number=stored.version)
    found = kept.first()
    if found is None:
        keep_present(Fact.objects.filter(pk=stored.pk), now)
        found = kept.get()
    return found


def _save_members(draft: PointDraft) -> None:
    """Members are rewritten as a whole: nothing refers to them."""
    draft.point.members.all().delete()
    for position, member in enumerate(draft.members, start=1):
        member.pk = None
        member.point = draft.point
        member.position = position
    Member.objects.bulk_create(draft.members)
