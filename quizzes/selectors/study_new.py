"""Points that a learner has not met, in the order of reading."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from quizzes.models import Article, Fact, Memory, Point, User
from quizzes.selectors.study_cards import QueuedCard


def unmet_cards(
    learner: User,
    busy: Collection[int],
    article: str | None,
    topic: str | None,
    limit: int,
    finished: Collection[int] = (),
) -> list[QueuedCard]:
    """The first unmet point of each fact that is not busy, in the order of reading.

    `finished` are articles of which everything had been met when the study day began: they are
    looked into only when the others do not yield enough, since each of their points would have to
    be. What is published in one of them during the day may so wait until tomorrow. One query; two
    where they are looked into.
    """
    points = _unmet(learner).exclude(fact_id__in=list(busy))
    if topic is not None:
        points = points.filter(fact__topic__key=topic)
    if article is not None:
        return _first(points.filter(fact__article__key=article), limit)
    articles = Article.objects.order_by("-published_on", "pk")
    found = _first_of(articles.exclude(pk__in=list(finished)), points, limit)
    if finished and len(found) < limit:
        return _first_of(articles, points, limit)
    return found


def finished_articles(learner: User) -> list[int]:
    """The ids of the articles of which a learner has met every published point."""
    published = Fact.objects.filter(article=OuterRef("pk"), status=Fact.Status.PUBLISHED)
    unmet = _unmet(learner).filter(fact__article=OuterRef("pk"))
    finished = Article.objects.filter(Exists(published), ~Exists(unmet)).order_by("pk")
    return list(finished.values_list("pk", flat=True))


def _unmet(learner: User) -> QuerySet[Point]:
    met = Memory.objects.filter(learner=learner, point=OuterRef("pk"))
    return Point.objects.filter(~Exists(met), fact__status=Fact.Status.PUBLISHED)


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
