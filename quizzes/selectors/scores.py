"""A learner's own scores over time, per article and per topic."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from quizzes.models import Article, AttemptSlot, Topic
from quizzes.permissions import Anyone, own_attempts
from quizzes.selectors.kept_back import scores_kept_back
from quizzes.selectors.withheld import told_attempts
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class Score:
    """What one attempt earned: `points` of `out_of`, which is the number of questions."""

    attempt: uuid.UUID
    submitted_at: datetime
    points: float
    out_of: int

    @property
    def share(self) -> float:
        """0 to 1: who lost more than they won has nothing."""
        return min(max(self.points / self.out_of, 0.0), 1.0)


@dataclass(frozen=True)
class TopicScores:
    """Scores of the questions on one topic, whichever quiz asked them; oldest first."""

    key: str
    name: Words
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class ArticleScores:
    """Scores of the quizzes on one article, oldest first, and those of each of its topics."""

    key: str
    title: Words
    publisher: Words
    published_on: date
    scores: tuple[Score, ...]
    topics: tuple[TopicScores, ...]


class _Row(NamedTuple):
    attempt: uuid.UUID
    submitted_at: datetime
    article: int
    topic: int | None
    points: float
    out_of: int


def own_scores(learner: Anyone, language: str) -> tuple[ArticleScores, ...]:
    """All of a learner's scores; articles by the latest attempt first. Four queries."""
    rows = _rows(learner)
    topics = Topic.objects.in_bulk({row.topic for row in rows if row.topic is not None})
    articles = Article.objects.in_bulk({row.article for row in rows})
    by_topic, by_article = _grouped(rows, "topic"), _grouped(rows, "article")
    of_article: dict[int, list[Topic]] = defaultdict(list)
    for topic in sorted(topics.values(), key=lambda topic: (topic.position, topic.key)):
        of_article[topic.article_id].append(topic)
    latest = sorted(articles.values(), key=lambda a: (by_article[a.pk][-1].submitted_at, a.key))
    return tuple(
        ArticleScores(
            key=article.key,
            title=words_of(article, "title", language),
            publisher=words_of(article, "publisher", language),
            published_on=article.published_on,
            scores=by_article[article.pk],
            topics=tuple(
                TopicScores(topic.key, words_of(topic, "name", language), by_topic[topic.pk])
                for topic in of_article[article.pk]
            ),
        )
        for article in reversed(latest)
    )


def _rows(learner: Anyone) -> list[_Row]:
    """Points and number of questions for each attempt and topic, oldest attempt first."""
    topic = "version__item__point__fact__topic"
    keys = ("attempt_id", "attempt__submitted_at", "attempt__quiz__article", topic)
    told = own_attempts(learner, told_attempts()).exclude(pk__in=scores_kept_back(learner))
    slots = AttemptSlot.objects.filter(attempt__in=told)
    summed = slots.values_list(*keys).annotate(
        points=Coalesce(Sum(Coalesce("response__earned", "response__score")), 0.0),
        out_of=Count("pk"),
    )
    return [_Row(*row) for row in summed.order_by("attempt__submitted_at", "attempt_id", topic)]


def _grouped(rows: Iterable[_Row], column: str) -> dict[int, tuple[Score, ...]]:
    groups: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return {pk: _scores(group) for pk, group in groups.items()}


def _scores(rows: Iterable[_Row]) -> tuple[Score, ...]:
    """One score for each attempt, in the order of the rows."""
    sums: dict[uuid.UUID, Score] = {}
    for row in rows:
        before = sums.get(row.attempt)
        sums[row.attempt] = Score(
            attempt=row.attempt,
            submitted_at=row.submitted_at,
            points=row.points + (before.points if before else 0.0),
            out_of=row.out_of + (before.out_of if before else 0),
        )
    return tuple(sums.values())
