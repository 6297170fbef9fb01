"""Points that a learner has not met, in the order of reading."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from quizzes.models import Article, Fact, FactVersion, Memory, Point, StudyDay, User
from quizzes.selectors.study_cards import QueuedCard

SEARCHED = 20
"""Articles, those read first, that are searched for gaps where no study day tells of them."""


def unmet_cards(
    learner: User,
    busy: Collection[int],
    article: str | None,
    topic: str | None,
    limit: int,
    known: StudyDay | None = None,
) -> list[QueuedCard]:
    """The first unmet point of each fact that is not busy, in the order of reading.

    `known` is the study day that was begun last: what had been met in full by then is passed over,
    since each of its points would have to be looked up, unless it changed since. Where no day
    tells, new points are sought in the first articles and in those never begun, and in all only
    when these yield too little. One query, or two there.
    """
    points = _unmet(learner).exclude(fact_id__in=list(busy))
    if topic is not None:
        points = points.filter(fact__topic__key=topic)
    if article is not None:
        return _first(points.filter(fact__article__key=article), limit)
    articles = Article.objects.order_by("-published_on", "pk")
    if known is not None and known.last_point is not None:
        unfinished = ~Q(pk__in=known.finished) | _changed_since(known)
        return _first_of(articles.filter(unfinished), points, limit)
    # A scalar, of which a database cannot decide to make a list of everything that was met.
    met = Point.objects.order_by().filter(_met_by(learner), fact__article=OuterRef("pk"))
    likely = Q(met=None) | Q(pk__in=articles[:SEARCHED].values("pk"))
    chosen = articles.alias(met=Subquery(met.values("pk")[:1])).filter(likely)
    found = _first_of(chosen, points, limit)
    return found if len(found) >= limit else _first_of(articles, points, limit)


def what_is_known(learner: User) -> dict[str, Any]:
    """What a study day keeps as it begins, for `unmet_cards`; before anything is written."""
    return {
        "finished": finished_articles(learner),
        "last_point": Point.objects.aggregate(last=Max("pk", default=0))["last"],
        "last_version": FactVersion.objects.aggregate(last=Max("pk", default=0))["last"],
    }


def finished_articles(learner: User) -> list[int]:
    """The ids of the articles of which a learner has met every published point."""
    published = Fact.objects.filter(article=OuterRef("pk"), status=Fact.Status.PUBLISHED)
    unmet = _unmet(learner).filter(fact__article=OuterRef("pk"))
    finished = Article.objects.filter(Exists(published), ~Exists(unmet)).order_by("pk")
    return list(finished.values_list("pk", flat=True))


def _changed_since(day: StudyDay) -> Q:
    """Articles with points, or facts published or edited, that are newer than the day's start."""
    points = Point.objects.order_by().filter(pk__gt=day.last_point)
    versions = FactVersion.objects.order_by().filter(pk__gt=day.last_version)
    return Q(pk__in=points.values("fact__article")) | Q(pk__in=versions.values("fact__article"))


def _met_by(learner: User) -> Exists:
    return Exists(Memory.objects.filter(learner=learner, point=OuterRef("pk")))


def _unmet(learner: User) -> QuerySet[Point]:
    return Point.objects.filter(~_met_by(learner), fact__status=Fact.Status.PUBLISHED)


def _first_of(articles: QuerySet[Article], points: QuerySet[Point], limit: int) -> list[QueuedCard]:
    # Each of these articles has a new fact at least: no others have to be read and ranked.
    has_unmet = Exists(points.filter(fact__article=OuterRef("pk")))
    chosen = articles.filter(has_unmet)[:limit]
    return _first(points.filter(fact__article__in=chosen.values("pk")), limit)


def _first(points: QuerySet[Point], limit: int) -> list[QueuedCard]:
    rank = Window(RowNumber(), partition_by=F("fact_id"), order_by=("position", "id"))
    rows = (
        points.annotate(rank=rank)
        .filter(rank=1)
        .order_by(
            "-fact__article__published_on",
            "fact__article_id",
            "fact__topic__position",
            "fact__passage__number",
            "fact_id",
        )
        .values_list("pk", "fact__key", "name", "fact_id")[:limit]
    )
    return [QueuedCard(pk, f"{fact}.{name}", fact_id) for pk, fact, name, fact_id in rows]
