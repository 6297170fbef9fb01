"""Correcting a published fact: what follows is shown first, then done, by one computation.

A change of **wording** makes new versions of the fact's questions, and that is all. A change of
**truth** also marks anew the attempts that saw the old versions, resets the memories of the points
whose value changed (of all its points where none did: then the statement itself was wrong), and
brings their cards back first, with what was corrected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quizzes.domain.generation import make_card
from quizzes.domain.items import ItemContent, Refusal
from quizzes.models import (
    Attempt,
    AttemptSlot,
    Correction,
    Fact,
    FactVersion,
    Item,
    Memory,
    Point,
    User,
)
from quizzes.models.base import PublicationStatus
from quizzes.selectors.asking import items_asking
from quizzes.selectors.fact_history import changed_values
from quizzes.selectors.study_cards import narrow_base
from quizzes.services.bank import refresh_items
from quizzes.services.default_quizzes import ensure_quizzes
from quizzes.services.facts import save_fact
from quizzes.services.regrade_plans import PlanChangedError, RegradePlan
from quizzes.services.regrading import apply_regrade, preview_regrade
from quizzes.services.study_events import lock_learners, rewrite
from quizzes.services.validation import PointDraft

Texts = dict[str, dict[str, str]]


@dataclass(frozen=True)
class ItemChange:
    """One question of the fact, before and after; None where it is not asked."""

    key: str
    before: ItemContent | None
    after: ItemContent | None


@dataclass(frozen=True)
class CorrectionPlan:
    """What follows from a change of a fact. `memories` are (learner's id, key of the point)."""

    is_truth: bool
    items: tuple[ItemChange, ...]
    regrade: RegradePlan
    memories: tuple[tuple[int, str], ...] = ()
    digest: str = field(default="")

    @property
    def learners(self) -> int:
        """How many learners get a card that says what was corrected."""
        return len({learner for learner, _point in self.memories})


@dataclass(frozen=True)
class _Done:
    plan: CorrectionPlan
    attempts: list[UUID]
    points: list[str]


@transaction.atomic
def preview_correction(
    fact: Fact, points: Sequence[PointDraft], change: str, now: datetime
) -> CorrectionPlan:
    """What would follow. The change is really made, looked at, and taken back.

    Raises ProblemsError where the fact is not right.
    """
    point = transaction.savepoint()
    try:
        return _change(fact, points, change, None, now, "").plan
    finally:
        transaction.savepoint_rollback(point)


@transaction.atomic
def apply_correction(
    fact: Fact,
    points: Sequence[PointDraft],
    change: str,
    digest: str,
    by: User | None,
    now: datetime,
    note: str = "",
) -> CorrectionPlan:
    """Change the fact and do all that follows, in one transaction.

    Raises PlanChangedError, and changes nothing, where what follows is not what was looked at
    (the plan with that `digest`); ProblemsError where the fact is not right.
    """
    before = _backs(fact)
    done = _change(fact, points, change, by, now, note)
    if done.plan.digest != digest:
        raise PlanChangedError
    if done.plan.is_truth:
        regrade = done.plan.regrade
        apply_regrade(done.attempts, regrade.digest, by, now, note, done.points)
        _correct(fact, done, before, now)
    return done.plan


def _change(
    fact: Fact,
    points: Sequence[PointDraft],
    change: str,
    by: User | None,
    now: datetime,
    note: str,
) -> _Done:
    """Save the fact, renew its questions, and see what that means for attempts and memories."""
    contents = _contents(fact)
    save_fact(fact, points, by, now, change, note)
    refresh_items([fact.article.key], now, only_fact=fact.key)
    ensure_quizzes([fact.article.key])
    is_truth = change == FactVersion.Change.TRUTH
    corrected = _corrected_points(fact) if is_truth else []
    attempts = _attempts(fact) if is_truth else []
    regrade = preview_regrade(attempts, corrected)
    items = _item_changes(contents, _contents(fact))
    memories = _memories(fact, corrected)
    found = CorrectionPlan(is_truth, items, regrade, memories)
    told = CorrectionPlan(is_truth, items, regrade, memories, _digest(fact, found))
    return _Done(told, attempts, corrected)


def _corrected_points(fact: Fact) -> list[str]:
    """The points whose value changed; all of them where the statement itself was wrong."""
    after, before = fact.versions.order_by("-number").values_list("content", flat=True)[:2]
    names = changed_values(before, after) or list(after.get("points", {}))
    return [f"{fact.key}.{name}" for name in names]


def _attempts(fact: Fact) -> list[UUID]:
    """The submitted attempts that met a question of the fact, also one on several facts.

    Open ones are held as well: who hands in at this moment is marked either before all this, and
    then counted here, or after it, by the truth of then.
    """
    slots = AttemptSlot.objects.filter(version__item__in=items_asking(fact))
    met = Attempt.objects.filter(pk__in=slots.values("attempt_id")).order_by("pk")
    held = met.select_for_update().values_list("pk", "submitted_at")
    return [pk for pk, submitted_at in held if submitted_at is not None]


def _memories(fact: Fact, points: Sequence[str]) -> tuple[tuple[int, str], ...]:
    names = [key.rpartition(".")[2] for key in points]
    rows = Memory.objects.filter(point__fact=fact, point__name__in=names)
    found = rows.order_by("learner_id", "point_id").values_list("learner_id", "point__name")
    return tuple((learner, f"{fact.key}.{name}") for learner, name in found)


def _contents(fact: Fact) -> dict[str, ItemContent]:
    items = Item.objects.filter(
        pk__in=items_asking(fact), status=PublicationStatus.PUBLISHED, current__isnull=False
    )
    contents = {}
    for item in items.select_related("current").order_by("key"):
        assert item.current is not None
        item.current.item = item
        contents[item.key] = item.current.to_content()
    return contents


def _item_changes(
    before: dict[str, ItemContent], after: dict[str, ItemContent]
) -> tuple[ItemChange, ...]:
    return tuple(
        ItemChange(key, before.get(key), after.get(key))
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    )


def _digest(fact: Fact, found: CorrectionPlan) -> str:
    told = [
        fact.key,
        fact.version,
        found.is_truth,
        [[each.key, repr(each.before), repr(each.after)] for each in found.items],
        found.regrade.digest,
        found.memories,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _backs(fact: Fact) -> Texts:
    """The values of a stored fact as its cards show them: by point and language."""
    _rows, base = narrow_base({fact.pk})
    cards = {key: make_card(base, key) for key in base.points}
    return {key: dict(card.back) for key, card in cards.items() if not isinstance(card, Refusal)}


def _correct(fact: Fact, done: _Done, before: Texts, now: datetime) -> None:
    """Write what was corrected, and let the memories follow."""
    after = _backs(fact)
    version = fact.versions.get(number=fact.version)
    names = [key.rpartition(".")[2] for key in done.points]
    points = {f"{fact.key}.{p.name}": p for p in Point.objects.filter(fact=fact, name__in=names)}
    Correction.objects.bulk_create(
        Correction(
            point=point,
            version=version,
            at=now,
            before=before.get(key, {}),
            after=after.get(key, {}),
        )
        for key, point in points.items()
    )
    ids = [point.pk for point in points.values()]
    learners = {learner for learner, _point in done.plan.memories}
    lock_learners(learners)
    rewrite(dict.fromkeys(learners, ids))
