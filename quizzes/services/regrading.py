"""Marking attempts anew: looked at first, then done, by one and the same computation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quizzes.domain.marking.corrected import UNREADABLE
from quizzes.models import Attempt, AttemptSlot, Regrade, Response, User
from quizzes.services.marking_anew import RELATIONS, AnewMarker
from quizzes.services.regrade_evidence import follow_regrade
from quizzes.services.regrade_plans import NewMark, PlanChangedError, RegradePlan, ScoreChange

PORTION = 500
SMALL = 1e-9


def preview_regrade(
    attempts: Iterable[UUID],
    changed_points: Collection[str] | None = None,
    items: Collection[int] | None = None,
) -> RegradePlan:
    """What marking these submitted attempts by today's truth would change. Constant in queries.

    A question counts anew where the value that it asks is not the one of the version that was
    seen; `changed_points`, by key, says which those are where the caller knows. With `items`,
    their ids, no other question is looked at.
    """
    found = AttemptSlot.objects.filter(
        attempt__in=list(attempts), attempt__submitted_at__isnull=False
    )
    if items is not None:
        found = found.filter(version__item__in=list(items))
    slots = list(found.select_related(*RELATIONS).order_by("attempt_id", "position"))
    marker = AnewMarker(slots, changed_points)
    new_marks: dict[UUID, list[NewMark]] = {}
    by_id = {slot.attempt_id: slot.attempt for slot in slots}
    for slot in slots:
        if (new := _new_mark(slot, marker)) is not None:
            new_marks.setdefault(slot.attempt_id, []).append(new)
    changes = [_score(by_id[pk], marks) for pk, marks in new_marks.items()]
    return RegradePlan(tuple(changes), len(by_id))


@transaction.atomic
def apply_regrade(
    attempts: Iterable[UUID],
    digest: str,
    by: User | None,
    now: datetime,
    reason: str = "",
    changed_points: Collection[str] | None = None,
    items: Collection[int] | None = None,
) -> RegradePlan:
    """Give the scores that were looked at; the earlier ones are kept in Regrade rows.

    Raises PlanChangedError, and changes nothing, where another plan has that `digest`.
    """
    ids = list(attempts)
    list(Attempt.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    plan = preview_regrade(ids, changed_points, items)
    if plan.digest != digest:
        raise PlanChangedError
    _write(plan, by, now, reason)
    follow_regrade(plan)
    return plan


def _write(plan: RegradePlan, by: User | None, now: datetime, reason: str) -> None:
    made: list[Response] = []
    changed: list[Response] = []
    for change in plan.changes:
        change.attempt.score = change.new
        for new in change.marks:
            response = new.response or Response(slot_id=new.slot_id, answer={}, saved_at=now)
            response.score, response.rule = new.new, new.mark.rule or ""
            response.read = new.mark.read[:200]
            (changed if new.response else made).append(response)
    Response.objects.bulk_create(made, batch_size=PORTION)
    Response.objects.bulk_update(changed, ["score", "rule", "read"], batch_size=PORTION)
    Attempt.objects.bulk_update(
        [change.attempt for change in plan.changes], ["score"], batch_size=PORTION
    )
    Regrade.objects.bulk_create(
        Regrade(
            attempt=change.attempt,
            old_score=change.old,
            new_score=change.new,
            marks=[{"position": m.position, "old": m.old, "new": m.new} for m in change.marks],
            reason=reason,
            created_at=now,
            created_by=by,
        )
        for change in plan.changes
    )


def _score(attempt: Attempt, marks: list[NewMark]) -> ScoreChange:
    old = attempt.score or 0.0
    new = old + sum(mark.new - (mark.old or 0.0) for mark in marks)
    return ScoreChange(attempt, old, min(max(new, 0.0), attempt.max_score), tuple(marks))


def _new_mark(slot: AttemptSlot, marker: AnewMarker) -> NewMark | None:
    response: Response | None = getattr(slot, "response", None)
    found = marker.mark(slot, response.answer if response else {})
    if found is None:
        return None
    old = response.score if response else None
    if abs(found.score - (old or 0.0)) < SMALL:
        return None
    content = marker.content(slot)
    answer, language = response.answer if response else {}, slot.attempt.language
    return NewMark(
        position=slot.position,
        old=old,
        new=found.score,
        mark=found,
        slot_id=slot.pk,
        response=response,
        parts=content.parts(answer, language) if content and found.rule != UNREADABLE else (),
        credited=content.credited if content else frozenset(),
    )
