"""What untold attempts ask, which is kept back from their learners until their results are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from quizzes.models import Attempt, AttemptSlot, Fact, Point
from quizzes.permissions import Anyone, own_attempts
from quizzes.selectors.withheld import untold_attempts


def points_being_asked(user: Anyone) -> set[str]:
    """Keys of the points that a user's untold attempts ask about: their values are kept back."""
    slots = AttemptSlot.objects.filter(attempt__in=own_attempts(user, untold_attempts()))
    return _asked_in(slots)[1]


def facts_being_asked(user: Anyone) -> set[str]:
    """Keys of the facts that a user's untold attempts ask about: their answers are kept back."""
    return set(map(_fact_of, points_being_asked(user)))


def is_kept_back(user: Anyone, point: str) -> bool:
    """Whether an untold attempt asks about the fact of a point, by its key."""
    return _fact_of(point) in facts_being_asked(user)


def cards_kept_back(
    facts: Collection[str], article: str | None = None, topic: str | None = None
) -> int:
    """How many cards there are of facts that are asked, whether they would be due or not.

    How many are due would tell how they were answered. One query, where anything is asked.
    """
    if not facts:
        return 0
    points = Point.objects.filter(fact__status=Fact.Status.PUBLISHED, fact__key__in=facts)
    if article is not None:
        points = points.filter(fact__article__key=article)
    return (points if topic is None else points.filter(fact__topic__key=topic)).count()


def _asked_in(slots: QuerySet[AttemptSlot]) -> tuple[set[int], set[str]]:
    """The items of some questions, and the keys of all points that they ask. One query."""
    items, points = set(), set()
    for item, *asked in slots.values_list("version__item_id", *_ASKED):
        items.add(item)
        points |= _points(*asked)
    return items, points


_ASKED = "version__asks", "version__item__point__fact__key", "version__item__point__name"
"""The columns of a question that `_points` reads."""


def _points(asks: Iterable[str], fact: str | None, name: str | None) -> set[str]:
    return {*asks, *([f"{fact}.{name}"] if fact else ())}


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


def open_attempt_alike(attempt: Attempt, slots: list[AttemptSlot]) -> UUID | None:
    """The learner's open attempt that asks something of this one, the latest begun. One query."""
    asked = {slot.version.item_id for slot in slots}
    facts = {_fact_of(point) for slot in slots for point in points_of(slot)}
    others = AttemptSlot.objects.filter(
        attempt__learner=attempt.learner_id, attempt__submitted_at__isnull=True
    ).order_by("-attempt__started_at", "position")
    for pk, item, *points in others.values_list("attempt_id", "version__item_id", *_ASKED):
        if item in asked or not facts.isdisjoint(map(_fact_of, _points(*points))):
            return pk
    return None


@dataclass(frozen=True)
class _Sitting:
    """From when to when (None: still) an attempt keeps back the items and facts that it asks."""

    begun: datetime
    ended: datetime | None
    asks: frozenset[int | str]

    def is_kept_back_by(self, others: Iterable[_Sitting]) -> bool:
        """Whether, since this one ended, there always was another that asks something of it."""
        alike = [each for each in others if each is not self and each.asks & self.asks]
        moment = self.ended
        while moment is not None:
            then = [each for each in alike if each._is_open_at(moment)]
            if not then:
                return False
            ends = [each.ended for each in then]
            moment = None if None in ends else max(end for end in ends if end)
        return True

    def _is_open_at(self, moment: datetime) -> bool:
        return self.begun <= moment and (self.ended is None or moment < self.ended)


def scores_kept_back(user: Anyone) -> set[UUID]:
    """The user's submitted attempts whose scores would tell how answers to untold ones stand.

    A score that could be seen before the other attempt began is not kept back: it is known.
    One query where nothing is untold, else three.
    """
    untold = set(own_attempts(user, untold_attempts()).values_list("pk", flat=True))
    if not untold:
        return set()
    sittings = _sittings(user, untold)
    return {
        pk
        for pk, each in sittings.items()
        if pk not in untold and each.is_kept_back_by(sittings.values())
    }


def _sittings(user: Anyone, untold: set[UUID]) -> dict[UUID, _Sitting]:
    mine = own_attempts(user, Attempt.objects.all())
    asks: defaultdict[UUID, set[int | str]] = defaultdict(set)
    slots = AttemptSlot.objects.filter(attempt__in=mine)
    for attempt, item, *asked in slots.values_list("attempt_id", "version__item_id", *_ASKED):
        asks[attempt] |= {item, *map(_fact_of, _points(*asked))}
    return {
        pk: _Sitting(begun, None if pk in untold else ended, frozenset(asks[pk]))
        for pk, begun, ended in mine.values_list("pk", "started_at", "submitted_at")
    }
