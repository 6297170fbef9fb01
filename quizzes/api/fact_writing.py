"""From what a teacher sent to a fact with its points, and on to the service that keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from rest_framework import serializers

from quizzes.api.errors import ConflictError
from quizzes.domain.problems import Problem, ProblemsError
from quizzes.domain.text import Text
from quizzes.models import Fact, Member, Passage, Point, Topic, User
from quizzes.models.base import set_text
from quizzes.selectors.fact_base import with_points
from quizzes.selectors.fact_history import fact_record, stored_record
from quizzes.services.bank import refresh_items
from quizzes.services.corrections import CorrectionPlan, apply_correction, preview_correction
from quizzes.services.facts import save_fact
from quizzes.services.validation import PointDraft

Given = Mapping[str, Any]
PLACES = ("article", "passage", "topic")
NOT_SAID = ("points", "version", "change", "digest", "dry_run", "note")
"""Members that are no column of a fact."""


@dataclass(frozen=True)
class Changed:
    """A fact as it was changed (None: it was only asked what follows), with what followed."""

    fact: Fact | None
    plan: CorrectionPlan | None = None


@transaction.atomic
def create_fact(given: Given, now: datetime, by: User | None = None) -> Fact:
    """Keep a new fact; ValidationError where its key is taken."""
    if Fact.objects.filter(key=given["key"]).exists():
        raise serializers.ValidationError(
            {"key": serializers.ErrorDetail(_("This key is taken."), code="unique")}
        )
    fact = Fact(key=given["key"])
    return _save(fact, _written(fact, given), now, by, was_published=False)


@transaction.atomic
def change_fact(key: str, given: Given, now: datetime, by: User | None = None) -> Changed:
    """Change a fact; 409 where the version sent is not the present one.

    What a published fact says is changed as in the admin: the sender says whether only the wording
    changes or the truth, is told what follows, and confirms it by its digest.
    """
    fact = _held(key, given)
    before = stored_record(with_points(Fact.objects.filter(pk=fact.pk)).get())
    drafts = _written(fact, given)
    after = fact_record(fact, [(draft.point, draft.members) for draft in drafts])
    if before.get("status") != Fact.Status.PUBLISHED or _said(before) == _said(after):
        return Changed(_save(fact, drafts, now, by, before.get("status") == Fact.Status.PUBLISHED))
    if before["status"] != after["status"]:
        raise ConflictError(
            _("Change either what the fact says or its status, not both at once."),
            code="status_apart",
        )
    change, digest = given.get("change"), given.get("digest")
    if not change:
        raise ConflictError(
            _("Say whether only the wording changes, or the truth."), code="change_missing"
        )
    with _at_their_fields(fact, drafts):
        if given.get("dry_run"):
            return Changed(None, preview_correction(fact, drafts, change, now))
        if not digest:
            raise ConflictError(
                _("Ask with dry_run first, then send the digest of what was told."),
                code="confirmation_missing",
            )
        note = given.get("note", "")
        plan = apply_correction(fact, drafts, change, digest, by, now, note)
    return Changed(fact, plan)


def _held(key: str, given: Given) -> Fact:
    related = Fact.objects.select_related("article", "passage", "topic")
    fact = related.select_for_update(of=("self",)).get(key=key)
    if given.get("version", fact.version) != fact.version:
        raise ConflictError(
            _("The fact was changed meanwhile; its version is now %(version)d.")
            % {"version": fact.version},
            code="version_conflict",
        )
    if given.get("key", key) != key:
        raise serializers.ValidationError(
            {"key": serializers.ErrorDetail(_("A key never changes."), code="fixed")}
        )
    return fact


def _said(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "status"}


def _written(fact: Fact, given: Given) -> list[PointDraft]:
    """Put what was sent into the fact, unsaved; its points as they are to be."""
    _place(fact, given)
    plain = {name: given[name] for name in given if name not in (*PLACES, *NOT_SAID)}
    _assign(fact, plain)
    return _drafts(fact, given["points"]) if "points" in given else _kept(fact)


def _save(
    fact: Fact, drafts: list[PointDraft], now: datetime, by: User | None, was_published: bool
) -> Fact:
    """Keep the fact; where learners meet it, or met it until now, the bank follows at once."""
    with _at_their_fields(fact, drafts):
        save_fact(fact, drafts, by, now)
    if was_published or fact.status == Fact.Status.PUBLISHED:
        refresh_items([fact.article.key], now)
    return fact


@contextmanager
def _at_their_fields(fact: Fact, drafts: Sequence[PointDraft]) -> Iterator[None]:
    """Problems get the paths of their members in what was sent."""
    try:
        yield
    except ProblemsError as error:
        raise ProblemsError([_located(p, fact.key, drafts) for p in error.problems]) from error


def _place(fact: Fact, given: Given) -> None:
    """Look up passage and topic within the article; what is not found is left for the check."""
    if "article" in given:
        fact.article = given["article"]
    if "passage" in given:
        number = given["passage"]["number"]
        found = Passage.objects.filter(article=fact.article, number=number).first()
        fact.passage = found or _missing("passage", _("The article has no such passage."))
    if "topic" in given:
        topic = Topic.objects.filter(article=fact.article, key=given["topic"]["key"]).first()
        fact.topic = topic or _missing("topic", _("The article has no such topic."))


def _missing(field: str, message: str) -> Any:
    raise serializers.ValidationError(
        {field: serializers.ErrorDetail(message, code=f"{field}_not_of_article")}
    )


def _assign(record: Model, values: Given) -> None:
    """Set the columns; a text goes into those of every language, a list of names on lines."""
    for name, value in values.items():
        if isinstance(value, Text):
            set_text(record, name, value)
        elif isinstance(value, list):
            setattr(record, name, "\n".join(value))
        else:
            setattr(record, name, value)


def _drafts(fact: Fact, given: Sequence[Given]) -> list[PointDraft]:
    """Points by their names: one of a name that was there stays the same record."""
    ids = dict(fact.points.values_list("name", "pk")) if fact.pk else {}
    drafts = []
    for point in given:
        record = Point(pk=ids.pop(point["name"], None), fact=fact)
        _assign(record, {name: value for name, value in point.items() if name != "members"})
        drafts.append(PointDraft(record, [_member(member) for member in point.get("members", ())]))
    return drafts


def _member(given: Given) -> Member:
    member = Member()
    _assign(member, given)
    return member


def _kept(fact: Fact) -> list[PointDraft]:
    related = fact.points.select_related("entity", "unit").prefetch_related("members__entity")
    points = related.order_by("position", "pk")
    return [PointDraft(point, list(point.members.all())) for point in points]


def _located(problem: Problem, fact: str, drafts: Sequence[PointDraft]) -> Problem:
    """A problem with the path of its member in what was sent."""
    places = {f"{fact}.{draft.point.name}": place for place, draft in enumerate(drafts)}
    field = problem.field.removesuffix("_en").removesuffix("_zh_hans")
    if problem.where in places:
        field = f"points.{places[problem.where]}.{field}"
    return Problem(problem.code, problem.where, field, problem.params)
