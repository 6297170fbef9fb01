"""Marking attempts anew: looked at first, then done, by one and the same computation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from quizzes.domain.marking import mark
from quizzes.domain.marking.corrected import mark_corrected
from quizzes.domain.responses import MalformedResponseError, Mark
from quizzes.models import Attempt, AttemptSlot, FactVersion, Regrade, Response, User
from quizzes.models.base import PublicationStatus
from quizzes.selectors.fact_history import value_record

PORTION = 500
SMALL = 1e-9


class PlanChangedError(Exception):
    """What would follow is not what was looked at: somebody changed something meanwhile."""


@dataclass(frozen=True)
class NewMark:
    """The mark of one question of an attempt; `old` is None where nothing was answered."""

    position: int
    old: float | None
    new: float
    mark: Mark
    slot_id: int
    response: Response | None


@dataclass(frozen=True)
class ScoreChange:
    """An attempt whose score changes, from what to what."""

    attempt: Attempt
    old: float
    new: float
    marks: tuple[NewMark, ...]


@dataclass(frozen=True)
class RegradePlan:
    """What a regrade would do: the attempts whose score changes, of `looked_at` ones."""

    changes: tuple[ScoreChange, ...]
    looked_at: int

    @property
    def digest(self) -> str:
        """A fingerprint of what would change: the same for the same plan."""
        told = [
            [str(each.attempt.pk), each.old, each.new, [[m.position, m.new] for m in each.marks]]
            for each in self.changes
        ]
        return hashlib.sha256(json.dumps(sorted(told)).encode()).hexdigest()


def preview_regrade(
    attempts: Iterable[UUID], changed_points: Collection[str] | None = None
) -> RegradePlan:
    """What marking these submitted attempts by today's truth would change. Three queries.

    A question counts anew where the value that it asks is not the one of the version that was
    seen; `changed_points`, by key, says which those are where the caller knows.
    """
    slots = list(
        AttemptSlot.objects.filter(attempt__in=list(attempts), attempt__submitted_at__isnull=False)
        .select_related(
            "attempt__learner",
            "attempt__quiz",
            "version__item__current",
            "version__item__point__fact",
            "response",
        )
        .order_by("attempt_id", "position")
    )
    values = _Values(slots, changed_points)
    found: dict[UUID, list[NewMark]] = {}
    by_id = {slot.attempt_id: slot.attempt for slot in slots}
    for slot in slots:
        if (new := _new_mark(slot, values)) is not None:
            found.setdefault(slot.attempt_id, []).append(new)
    changes = [_score(by_id[pk], marks) for pk, marks in found.items()]
    return RegradePlan(tuple(changes), len(by_id))


@transaction.atomic
def apply_regrade(
    attempts: Iterable[UUID],
    digest: str,
    by: User | None,
    now: datetime,
    reason: str = "",
    changed_points: Collection[str] | None = None,
) -> RegradePlan:
    """Give the scores that were looked at; the earlier ones are kept in Regrade rows.

    Raises PlanChangedError, and changes nothing, where another plan has that `digest`.
    """
    ids = list(attempts)
    list(Attempt.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    plan = preview_regrade(ids, changed_points)
    if plan.digest != digest:
        raise PlanChangedError
    _write(plan, by, now, reason)
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


def _new_mark(slot: AttemptSlot, values: _Values) -> NewMark | None:
    item, response = slot.version.item, getattr(slot, "response", None)
    answer: Mapping[str, Any] = response.answer if response else {}
    seen = slot.version.to_content()
    language = slot.attempt.language
    if values.changed(slot):
        today = item.current if item.status == PublicationStatus.PUBLISHED else None
        if today is not None:
            today.item = item
        found = mark_corrected(seen, today.to_content() if today else None, answer, language)
    elif response is None or not answer:
        return None
    else:
        try:
            found = mark(seen, answer, language)
        except MalformedResponseError:
            return None
    old = response.score if response else None
    if abs(found.score - (old or 0.0)) < SMALL:
        return None
    return NewMark(slot.position, old, found.score, found, slot.pk, response)


class _Values:
    """Which questions ask a value that is another one today than in the version that was seen."""

    def __init__(self, slots: list[AttemptSlot], known: Collection[str] | None) -> None:
        self.known = known
        points = [slot.version.item.point for slot in slots if slot.version.item.point]
        facts = {point.fact_id for point in points}
        versions = FactVersion.objects.filter(fact__in=facts) if known is None and facts else ()
        self.records = {(each.fact_id, each.number): each.content for each in versions}

    def changed(self, slot: AttemptSlot) -> bool:
        version, point = slot.version, slot.version.item.point
        if version.pk == version.item.current_id:
            return False
        if self.known is not None:
            return any(key in self.known for key in version.asks)
        if point is None:
            return True  # a teacher's own question: its newest version says what is right
        then = self.records.get((point.fact_id, version.fact_version or 0))
        today = self.records.get((point.fact_id, point.fact.version))
        if then is None or today is None:
            return False
        return value_record(then, point.name) != value_record(today, point.name)
