"""What untold attempts ask, which is kept back from their learners until their results are told."""

from __future__ import annotations

from django.db.models import QuerySet

from quizzes.models import Attempt, AttemptSlot
from quizzes.permissions import Anyone, own_attempts
from quizzes.selectors.withheld import untold_attempts


def facts_being_asked(user: Anyone) -> set[str]:
    """Keys of the facts that a user's untold attempts ask about: their answers are kept back."""
    slots = AttemptSlot.objects.filter(attempt__in=own_attempts(user, untold_attempts()))
    return _asked_in(slots)[1]


def _asked_in(slots: QuerySet[AttemptSlot]) -> tuple[set[int], set[str]]:
    """The items of some questions, and the keys of all facts that they ask. One query."""
    items, facts = set(), set()
    fields = "version__item_id", "version__item__point__fact__key", "version__asks"
    for item, fact, points in slots.values_list(*fields):
        items.add(item)
        facts |= {*map(_fact_of, points), *([fact] if fact else ())}
    return items, facts


def _fact_of(point: str) -> str:
    return point.rpartition(".")[0]


def points_of(slot: AttemptSlot) -> list[str]:
    """Keys of all points that a question asks."""
    point = slot.version.item.point
    return [*slot.version.asks, *([f"{point.fact.key}.{point.name}"] if point else ())]


def waiting_questions(attempt: Attempt, slots: list[AttemptSlot], is_own: bool) -> list[bool]:
    """Which of the questions wait until another attempt is handed in."""
    if not is_own:
        return [False] * len(slots)
    others = untold_attempts().filter(learner=attempt.learner_id).exclude(pk=attempt.pk)
    items, facts = _asked_in(AttemptSlot.objects.filter(attempt__in=others))
    return [
        slot.version.item_id in items or any(_fact_of(p) in facts for p in points_of(slot))
        for slot in slots
    ]
