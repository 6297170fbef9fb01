"""What untold attempts ask, which is kept back from their learners until their results are told."""

from __future__ import annotations

from django.db.models import QuerySet

from quizzes.models import Attempt, AttemptSlot
from quizzes.permissions import Anyone, own_attempts
from quizzes.selectors.withheld import untold_attempts


def points_being_asked(user: Anyone) -> set[str]:
    """Keys of the points that a user's untold attempts ask about: their values are kept back."""
    slots = AttemptSlot.objects.filter(attempt__in=own_attempts(user, untold_attempts()))
    return _asked_in(slots)[1]


def facts_being_asked(user: Anyone) -> set[str]:
    """Keys of the facts that a user's untold attempts ask about: their answers are kept back."""
    return set(map(_fact_of, points_being_asked(user)))


def _asked_in(slots: QuerySet[AttemptSlot]) -> tuple[set[int], set[str]]:
    """The items of some questions, and the keys of all points that they ask. One query."""
    items, points = set(), set()
    fields = "version__item_id", "version__asks", "version__item__point"
    of_point = "version__item__point__fact__key", "version__item__point__name"
    for item, asks, point, fact, name in slots.values_list(*fields, *of_point):
        items.add(item)
        points |= {*asks, *([f"{fact}.{name}"] if point else ())}
    return items, points


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
    items, points = _asked_in(AttemptSlot.objects.filter(attempt__in=others))
    facts = set(map(_fact_of, points))
    return [
        slot.version.item_id in items or any(_fact_of(p) in facts for p in points_of(slot))
        for slot in slots
    ]
