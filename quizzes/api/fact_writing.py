"""From what a teacher sent to a fact with its points, and on to the service that keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from quizzes.services.bank import refresh_items
from quizzes.services.facts import save_fact
from quizzes.services.validation import PointDraft

Given = Mapping[str, Any]
PLACES = ("article", "passage", "topic")


@transaction.atomic
def create_fact(given: Given, now: datetime, by: User | None = None) -> Fact:
    """Keep a new fact; ValidationError where its key is taken."""
    if Fact.objects.filter(key=given["key"]).exists():
        raise serializers.ValidationError(
            {"key": serializers.ErrorDetail(_("This key is taken."), code="unique")}
        )
    return _save(Fact(key=given["key"]), given, now, by)


@transaction.atomic
def change_fact(key: str, given: Given, now: datetime, by: User | None = None) -> Fact:
    """Change a fact; 409 where the version sent is not the present one."""
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
    return _save(fact, given, now, by)


def _save(fact: Fact, given: Given, now: datetime, by: User | None) -> Fact:
    """Keep the fact; where learners meet it, or met it until now, the bank follows at once."""
    concerned = _article_if_published(fact)
    _place(fact, given)
    plain = {name: given[name] for name in given if name not in (*PLACES, "points", "version")}
    _assign(fact, plain)
    drafts = _drafts(fact, given["points"]) if "points" in given else _kept(fact)
    try:
        save_fact(fact, drafts, by, now)
    except ProblemsError as error:
        raise ProblemsError([_located(p, fact.key, drafts) for p in error.problems]) from error
    if concerned := concerned | _article_if_published(fact):
        refresh_items(concerned, now)
    return fact


def _article_if_published(fact: Fact) -> set[str]:
    published = fact.article_id is not None and fact.status == Fact.Status.PUBLISHED
    return {fact.article.key} if published else set()


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
