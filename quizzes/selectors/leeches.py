"""Which cards are set aside as leeches: for the queue, for the learner, and for teachers.

It follows from the memories, so that undoing a review and rebuilding the memories put it right too.
`quizzes.domain.memory.leeches.is_leech` says the same of one card.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from quizzes.domain.memory.leeches import LAPSES_MORE, LEECH_LAPSES
from quizzes.models import BroughtBack, Fact, Memory, User
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.study_cards import CardView, QueuedCard, card_views
from quizzes.selectors.study_settings import state_of


@dataclass(frozen=True)
class LeechPoint:
    """A point that learners forget again and again: how many, and how often all together."""

    fact_id: int
    fact_key: str
    point_name: str
    learners: int
    lapses: int
    met: int


def going_on(memories: QuerySet[Memory]) -> QuerySet[Memory]:
    """Those that are not set aside."""
    return memories.filter(Q(lapses__lt=LEECH_LAPSES) | Exists(_brought_back()))


def set_aside(memories: QuerySet[Memory]) -> QuerySet[Memory]:
    """Those that are."""
    return memories.filter(~Exists(_brought_back()), lapses__gte=LEECH_LAPSES)


def cards_aside(learner: User, now: datetime, language: str) -> list[CardView]:
    """The learner's cards that are set aside, the most often forgotten first; ten queries.

    What an open attempt asks is left out, here and in `count_aside`: that it is set aside would
    tell how it was answered.
    """
    rows = (
        set_aside(_free(learner))
        .select_related("point__fact")
        .order_by("-lapses", "point__fact__article_id", "point_id")
    )
    cards = [
        QueuedCard(
            row.point_id,
            f"{row.point.fact.key}.{row.point.name}",
            row.point.fact_id,
            state_of(row),
            article_id=row.point.fact.article_id,
        )
        for row in rows
    ]
    return card_views(learner, cards, now, language)


def count_aside(learner: User) -> int:
    """How many of a learner's cards are set aside."""
    return set_aside(_free(learner)).count()


def is_set_aside(learner: User, point: str) -> bool:
    """Whether a learner's card of a point, by its key, is set aside, as far as it may be told."""
    fact, _dot, name = point.rpartition(".")
    memories = _free(learner).filter(point__fact__key=fact, point__name=name)
    return set_aside(memories).exists()


def leech_points() -> list[LeechPoint]:
    """The points that are set aside by some learner, those of most learners first. Two queries."""
    published = Memory.objects.filter(point__fact__status=Fact.Status.PUBLISHED)
    rows = (
        set_aside(published)
        .values("point_id", "point__fact_id", "point__fact__key", "point__name")
        .annotate(learners=Count("pk"), lapses=Sum("lapses"))
        .order_by("-learners", "-lapses", "point_id")
    )
    met = dict(
        Memory.objects.filter(point__in=[row["point_id"] for row in rows])
        .order_by()
        .values_list("point_id")
        .annotate(n=Count("pk"))
    )
    return [
        LeechPoint(
            row["point__fact_id"],
            row["point__fact__key"],
            row["point__name"],
            row["learners"],
            row["lapses"],
            met[row["point_id"]],
        )
        for row in rows
    ]


def _free(learner: User) -> QuerySet[Memory]:
    published = Memory.objects.filter(learner=learner, point__fact__status=Fact.Status.PUBLISHED)
    return published.exclude(point__fact__key__in=facts_being_asked(learner))


def _brought_back() -> QuerySet[BroughtBack]:
    return BroughtBack.objects.filter(
        learner=OuterRef("learner"),
        point=OuterRef("point"),
        lapses__gt=OuterRef("lapses") - LAPSES_MORE,
    )
