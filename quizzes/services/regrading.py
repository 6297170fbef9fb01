"""Marking attempts anew: looked at first, then done, by one and the same computation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from quizzes.domain.marking.corrected import UNREADABLE
from quizzes.domain.scoring import attempt_score
from quizzes.models import Attempt, AttemptSlot, Regrade, Response, User
from quizzes.selectors.marking_anew import RELATIONS, AnewMarker
from quizzes.services.regrade_evidence import follow_regrade
from quizzes.services.regrade_plans import NewMark, PlanChangedError, RegradePlan, ScoreChange
from quizzes.services.response_marks import earned_by, scheme_of

Attempts = Collection[UUID] | QuerySet[Attempt]
PORTION = 500
SMALL = 1e-9


def preview_regrade(
    attempts: Attempts,
    changed_points: Collection[str] | None = None,
    items: Collection[int] | None = None,
) -> RegradePlan:
    """What marking these submitted attempts by today's truth would change. Constant in queries.

    A question counts anew where the value that it asks is not the one of the version that was
    seen; `changed_points`, by key, says which those are where the caller knows. With `items`,
    their ids, no other question is looked at.
    """
    found = AttemptSlot.objects.filter(
        attempt__in=_given(attempts), attempt__submitted_at__isnull=False
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
    sums = _sums(new_marks)
    changes = [_score(by_id[pk], marks, sums.get(pk, 0.0)) for pk, marks in new_marks.items()]
    return RegradePlan(tuple(changes), len(by_id))


@transaction.atomic
def apply_regrade(
    attempts: Attempts,
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
    held = Attempt.objects.select_for_update().filter(pk__in=_given(attempts)).order_by("pk")
    list(held.values_list("pk"))
    plan = preview_regrade(attempts, changed_points, items)
    if plan.digest != digest:
        raise PlanChangedError
    _write(plan, by, now, reason)
    follow_regrade(plan)
    return plan


def _given(attempts: Attempts) -> Collection[UUID] | QuerySet[Attempt, UUID]:
    """Ids, or a subquery for any number of attempts."""
    return attempts.values_list("pk", flat=True) if isinstance(attempts, QuerySet) else attempts


def _write(plan: RegradePlan, by: User | None, now: datetime, reason: str) -> None:
    made: list[Response] = []
    changed: list[Response] = []
    for change in plan.changes:
        change.attempt.score = change.new
        for new in change.marks:
            response = new.response or Response(slot_id=new.slot_id, answer={}, saved_at=now)
            response.score, response.rule = new.mark.score, new.mark.rule or ""
            response.earned = new.new
            response.read = new.mark.read[:200]
            (changed if new.response else made).append(response)
    Response.objects.bulk_create(made, batch_size=PORTION)
    Response.objects.bulk_update(changed, ["score", "rule", "read", "earned"], batch_size=PORTION)
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


def _sums(attempts: Iterable[UUID]) -> dict[UUID, float]:
    """What the answers of attempts earned together, which may be less than nothing."""
    rows = Response.objects.filter(slot__attempt__in=list(attempts)).values_list("slot__attempt")
    return dict(rows.annotate(sum=Sum(Coalesce("earned", "score"))))


def _score(attempt: Attempt, marks: list[NewMark], earned: float) -> ScoreChange:
    new = earned + sum(mark.new - (mark.old or 0.0) for mark in marks)
    score = attempt_score([new], int(attempt.max_score))
    return ScoreChange(attempt, attempt.score or 0.0, score, tuple(marks))


def _new_mark(slot: AttemptSlot, marker: AnewMarker) -> NewMark | None:
    response = slot.given
    found = marker.mark(slot, response.answer if response else {})
    if found is None:
        return None
    old = _earned(response)
    earned = earned_by(found, scheme_of(slot.attempt.quiz), response)
    is_as_right = found.score == (response.score if response else 0)
    if is_as_right and (abs(earned - (old or 0.0)) < SMALL or _keeps_more(response, earned)):
        return None
    content = marker.content(slot)
    answer, language = response.answer if response else {}, slot.attempt.language
    return NewMark(
        position=slot.position,
        old=old,
        new=earned,
        mark=found,
        slot_id=slot.pk,
        response=response,
        parts=content.parts(answer, language) if content and found.rule != UNREADABLE else (),
        credited=content.credited if content else frozenset(),
    )


def _keeps_more(response: Response | None, earned: float) -> bool:
    """Whether an earlier try earned more than the last one, which is marked as it was."""
    return response is not None and response.tries > 1 and (response.earned or 0.0) > earned


def _earned(response: Response | None) -> float | None:
    """What an answer earned; its mark, where that is all that was kept."""
    if response is None:
        return None
    return response.score if response.earned is None else response.earned
