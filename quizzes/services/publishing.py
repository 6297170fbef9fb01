"""Publishing facts and taking them back: the bank follows in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from quizzes.domain.problems import ProblemsError
from quizzes.models import Fact, FactVersion, User
from quizzes.services.bank import Report, refresh_items
from quizzes.services.default_quizzes import ensure_quizzes
from quizzes.services.fact_versions import add_versions, keep_present
from quizzes.services.validation import PointDraft, check_fact


@transaction.atomic
def publish_facts(facts: Iterable[Fact], now: datetime, by: User | None = None) -> Report:
    """Publish all of these facts, or none, and make their items; says what the bank did.

    Raises ProblemsError with all that is wrong with any of them.
    """
    locked = _locked(facts)
    problems = []
    was = {fact.pk: fact.status for fact in locked}
    for fact in locked:
        fact.status = Fact.Status.PUBLISHED
        points = fact.points.select_related("entity", "unit").prefetch_related("members__entity")
        problems += check_fact(
            fact, [PointDraft(each, list(each.members.all())) for each in points]
        )
    if problems:
        raise ProblemsError(problems)
    return _write(locked, was, now, by)


@transaction.atomic
def withdraw_facts(facts: Iterable[Fact], now: datetime, by: User | None = None) -> Report:
    """Make facts drafts again: nothing of them is asked any more, nothing is lost."""
    locked = _locked(facts)
    was = {fact.pk: fact.status for fact in locked}
    for fact in locked:
        fact.status = Fact.Status.DRAFT
    return _write(locked, was, now, by)


def _locked(facts: Iterable[Fact]) -> list[Fact]:
    keys = [fact.pk for fact in facts]
    related = Fact.objects.select_related("article", "passage__article", "topic__article")
    return list(related.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _write(facts: list[Fact], was: Mapping[int, str], now: datetime, by: User | None) -> Report:
    moved = [fact for fact in facts if fact.status != was[fact.pk]]
    rows = Fact.objects.filter(pk__in=[fact.pk for fact in moved])
    keep_present(rows, now)
    for fact in moved:
        fact.version += 1
    Fact.objects.bulk_update(moved, ["status", "version"])
    add_versions(rows, FactVersion.Change.STATUS, by, now)
    articles = {fact.article.key for fact in facts}
    report = refresh_items(articles, now)
    ensure_quizzes(articles)
    return report
