"""Keeping the history of facts: a version for whatever changes, and none where nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from quizzes.models import Fact, FactVersion, User
from quizzes.selectors.fact_base import with_points
from quizzes.selectors.fact_history import changed_values, stored_record

Change = FactVersion.Change


def kind_of_change(before: Mapping[str, Any], after: Mapping[str, Any]) -> FactVersion.Change:
    """What kind of change it is, judged by the records alone: a value, the status, or words."""
    if changed_values(before, after):
        return Change.TRUTH
    is_status = {**before, "status": ""} == {**after, "status": ""} and before != after
    return Change.STATUS if is_status else Change.WORDING


def keep_present(facts: QuerySet[Fact], now: datetime | None = None) -> None:
    """Keep what facts say now where their history does not: before it is changed.

    Facts from before there was a history, or put in past the services, get their first version
    here. Constant in queries.
    """
    present = FactVersion.objects.filter(fact=OuterRef("pk"), number=OuterRef("version"))
    bare = facts.filter(~Exists(present))
    add_versions(bare, Change.CREATED, None, now or timezone.now())


def add_versions(
    facts: QuerySet[Fact], change: str, by: User | None, now: datetime, note: str = ""
) -> None:
    """Write the present version of some stored facts, numbered by their `version`."""
    FactVersion.objects.bulk_create(
        FactVersion(
            fact=fact,
            number=fact.version,
            change=change,
            content=stored_record(fact),
            note=note,
            created_at=now,
            created_by=by,
        )
        for fact in with_points(facts)
    )


def keep_loaded(fact_ids: Iterable[int], now: datetime, by: User | None = None) -> None:
    """After facts were put in from a file: a version for each that says something new.

    A file has no count of changes of its own: the stored one goes on. Four queries and the
    writing, for any number of facts.
    """
    facts = list(with_points(Fact.objects.filter(pk__in=list(fact_ids))))
    last = _last_versions(facts)
    added = []
    for fact in facts:
        record, kept = stored_record(fact), last.get(fact.pk)
        fact.version = max(fact.version, kept.number if kept else 1)
        if kept is not None and kept.content == record:
            fact.version = kept.number
            continue
        if kept is not None:
            fact.version = kept.number + 1
        change = kind_of_change(kept.content, record) if kept else Change.CREATED
        added.append(
            FactVersion(
                fact=fact,
                number=fact.version,
                change=change,
                content=record,
                created_at=now,
                created_by=by,
            )
        )
    Fact.objects.bulk_update(facts, ["version"], batch_size=500)
    FactVersion.objects.bulk_create(added, batch_size=500)


def _last_versions(facts: Iterable[Fact]) -> dict[int, FactVersion]:
    """The last version of each fact, by the fact's id."""
    kept = FactVersion.objects.filter(fact__in=[fact.pk for fact in facts]).order_by("number")
    return {version.fact_id: version for version in kept}
