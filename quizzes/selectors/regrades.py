"""What a regrade by hand looks at, and what regrades there were."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from quizzes.models import Attempt, AttemptSlot, Item, Quiz, Regrade
from quizzes.permissions import Anyone, regradable_attempts, visible_regrades


@dataclass(frozen=True)
class RegradeScope:
    """The attempts to mark anew; only the questions of `items`, their ids, where it is given."""

    attempts: QuerySet[Attempt]
    items: frozenset[int] | None = None


def scope_of(user: Anyone, record: Item | Quiz | Attempt) -> RegradeScope:
    """What may be marked anew of a question (wherever it was met), a quiz or an attempt."""
    attempts = regradable_attempts(user, Attempt.objects.all())
    match record:
        case Item():
            slots = AttemptSlot.objects.filter(version__item=record)
            met = attempts.filter(pk__in=slots.values("attempt_id"))
            return RegradeScope(met, frozenset({record.pk}))
        case Quiz():
            return RegradeScope(attempts.filter(quiz=record))
        case _:
            return RegradeScope(attempts.filter(pk=record.pk))


def regrades_for(user: Anyone) -> QuerySet[Regrade]:
    """All regrades that a teacher may read, the latest first."""
    related = Regrade.objects.select_related("attempt__learner", "attempt__quiz", "created_by")
    return visible_regrades(user, related).order_by("-created_at", "-pk")
