"""Accepting an answer: it becomes another name, and earlier answers are marked anew by it.

What follows is told first and then done, by one computation, as with a correction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quizzes.domain.facts import PointKind
from quizzes.domain.items import Form
from quizzes.domain.values.normalise import normalise
from quizzes.models import (
    Attempt,
    AttemptSlot,
    Entity,
    Fact,
    FactVersion,
    Item,
    ItemVersion,
    Point,
    User,
)
from quizzes.models.base import lines, text_of
from quizzes.selectors.fact_base import with_points
from quizzes.selectors.given_answers import names_of
from quizzes.services.bank import Outcome, refresh_items
from quizzes.services.facts import save_fact
from quizzes.services.regrade_plans import PlanChangedError, RegradePlan
from quizzes.services.regrading import apply_regrade, preview_regrade
from quizzes.services.validation import PointDraft

WRITTEN = (Form.SHORT_TEXT, Form.CLOZE)
LONGEST = 200
REFUSALS = {
    "not_a_name": _("Only names are accepted in other words: this point is none."),
    "empty": _("There is nothing to accept in “%(text)s”."),
    "too_long": _("A name has at most %(most)s characters."),
    "already_accepted": _("“%(text)s” is accepted already."),
    "name_taken": _(
        "“%(text)s” is a name of “%(other)s” (%(key)s). Accepted for both, a question could have"
        " two right answers."
    ),
}


class NotAcceptableError(Exception):
    """The text cannot become a name of the point's value; `code` is one of REFUSALS."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        super().__init__(code)

    @property
    def message(self) -> str:
        """Why, in the active language."""
        return str(REFUSALS[self.code]) % self.params


@dataclass(frozen=True)
class AcceptancePlan:
    """What follows from accepting `text`: questions that are renewed, scores that change."""

    text: str
    items: tuple[str, ...]
    regrade: RegradePlan
    digest: str


@dataclass(frozen=True)
class _Done:
    plan: AcceptancePlan
    attempts: list[UUID]
    items: list[int]


@transaction.atomic
def preview_acceptance(point: Point, text: str, now: datetime) -> AcceptancePlan:
    """What would follow. The name is really given, looked at, and taken back.

    Raises NotAcceptableError.
    """
    savepoint = transaction.savepoint()
    try:
        return _accept(point, text, None, now).plan
    finally:
        transaction.savepoint_rollback(savepoint)


@transaction.atomic
def accept_answer(
    point: Point, text: str, digest: str, by: User | None, now: datetime
) -> AcceptancePlan:
    """Make the text a name of the point's value and give the scores that follow.

    The admin's history tells that `by` did it. Raises NotAcceptableError; PlanChangedError, and
    changes nothing, where something else than the plan of that `digest` would follow by now.
    """
    done = _accept(point, text, by, now)
    if done.plan.digest != digest:
        raise PlanChangedError
    reason = _reason(done.plan.text)
    apply_regrade(done.attempts, done.plan.regrade.digest, by, now, reason, (), done.items)
    if by is not None:
        _log(point, by, done.plan)
    return done.plan


def accepted_text(plan: AcceptancePlan) -> str:
    """What was done, in the active language."""
    n = len(plan.regrade.changes)
    return ngettext(
        "“%(text)s” is accepted from now on. %(n)d score was given anew.",
        "“%(text)s” is accepted from now on. %(n)d scores were given anew.",
        n,
    ) % {"text": plan.text, "n": n}


def _log(point: Point, by: User, plan: AcceptancePlan) -> None:
    """Keep in the histories of the fact, and of the entity that has the name, who accepted it."""
    for record in filter(None, (point.fact, point.entity)):
        LogEntry.objects.log_actions(
            by.pk, [record], CHANGE, change_message=accepted_text(plan), single_object=True
        )


def _reason(text: str) -> str:
    return f"“{text}” ✓"


def _accept(point: Point, text: str, by: User | None, now: datetime) -> _Done:
    name = " ".join(text.split())
    held = _held(point)
    _check(held, name)
    points = _add(held, name, by, now)
    articles = {each.fact.article.key for each in points}
    report = refresh_items(articles, now)
    items = _items(points)
    attempts = _attempts(items)
    regrade = preview_regrade(attempts, (), items)
    renewed = tuple(sorted(report.outcomes.get(Outcome.RENEWED, ())))
    told = [held.pk, normalise(name), name, renewed, regrade.digest]
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
    return _Done(AcceptancePlan(name, renewed, regrade, digest), attempts, items)


def _held(point: Point) -> Point:
    """The point anew, locked together with the record that has its names."""
    found = Point.objects.select_for_update(of=("self",)).select_related("fact__article")
    held = found.get(pk=point.pk)
    if held.entity_id:
        held.entity = Entity.objects.select_for_update().get(pk=held.entity_id)
    return held


def _check(point: Point, name: str) -> None:
    if point.kind not in (PointKind.ENTITY, PointKind.TERM):
        raise NotAcceptableError("not_a_name")
    wanted = normalise(name)
    if not wanted:
        raise NotAcceptableError("empty", text=name)
    if len(name) > LONGEST:
        raise NotAcceptableError("too_long", most=LONGEST)
    if wanted in map(normalise, names_of(point)):
        raise NotAcceptableError("already_accepted", text=name)
    for key, names in _others(point):
        if wanted in map(normalise, names):
            raise NotAcceptableError("name_taken", text=name, other=names[0], key=key)


def _names(record: Entity | Point, field: str) -> tuple[str, ...]:
    return (*text_of(record, field).values(), *lines(record.aliases))


def _others(point: Point) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Keys and names of what could be an option or a key beside the point's value."""
    for entity in Entity.objects.all():
        if entity.pk != point.entity_id:
            yield entity.key, _names(entity, "name")
    facts = with_points(Fact.objects.filter(article=point.fact.article_id))
    for other in (each for fact in facts for each in fact.points.all() if each.pk != point.pk):
        if other.kind == PointKind.TERM and not _means_same(other, point):
            yield f"{other.fact.key}.{other.name}", _names(other, "term")
        for member in other.members.all():
            if member.entity_id is None:
                names = (*text_of(member, "term").values(), *lines(member.aliases))
                yield f"{other.fact.key}.{other.name}", names


def _means_same(one: Point, other: Point) -> bool:
    mine, theirs = _names(one, "term"), _names(other, "term")
    return bool({*map(normalise, mine)} & {*map(normalise, theirs)})


def _add(point: Point, name: str, by: User | None, now: datetime) -> list[Point]:
    """Keep the name; the points whose value has it from now on."""
    if point.entity is not None:
        point.entity.aliases = "\n".join((*lines(point.entity.aliases), name))
        point.entity.save(update_fields=["aliases"])
        using = Point.objects.filter(entity=point.entity, fact__status=Fact.Status.PUBLISHED)
        return list(using.select_related("fact__article")) or [point]
    fact = with_points(Fact.objects.filter(pk=point.fact_id)).get()
    drafts = [PointDraft(each, list(each.members.all())) for each in fact.points.all()]
    mine = next(draft.point for draft in drafts if draft.point.pk == point.pk)
    mine.aliases = "\n".join((*lines(mine.aliases), name))
    save_fact(fact, drafts, by, now, FactVersion.Change.WORDING, _reason(name))
    return [point]


def _items(points: list[Point]) -> list[int]:
    """The generated questions of which some version asks one of the points to be written."""
    keys = {f"{each.fact.key}.{each.name}" for each in points}
    facts = {each.fact_id for each in points}
    versions = ItemVersion.objects.filter(
        item__point__fact__in=facts, item__form__in=WRITTEN, item__origin=Item.Origin.GENERATED
    )
    rows = versions.values_list("item_id", "asks")
    return sorted({item for item, asks in rows if not keys.isdisjoint(asks)})


def _attempts(items: list[int]) -> list[UUID]:
    """The submitted attempts that met the questions. Open ones are held as well: who hands in at
    this moment is marked either before all this, and counted here, or by the new name.
    """
    slots = AttemptSlot.objects.filter(version__item__in=items)
    met = Attempt.objects.filter(pk__in=slots.values("attempt_id")).order_by("pk")
    held = met.select_for_update().values_list("pk", "submitted_at")
    return [pk for pk, submitted_at in held if submitted_at is not None]
