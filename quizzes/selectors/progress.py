"""What a learner sees of their memory: cards to come, retention, study days, stability, mastery."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.db.models.fields.json import KT

from quizzes.domain.memory.settings import Settings, day_start, study_day
from quizzes.domain.memory.state import MemoryState, State
from quizzes.domain.progress.days import DayCount, Forecast, calendar, calendar_start, forecast
from quizzes.domain.progress.mastery import Mastery, mastery_of
from quizzes.domain.progress.retention import Recall, Retention, first_day, retention
from quizzes.domain.progress.spread import Spread, spread
from quizzes.models import Article, Fact, Memory, Point, Review, Topic, User
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.study_settings import Scheduling, scheduling_for
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class TopicStability:
    """Stability in days of the points of a topic that were recalled at least once."""

    key: str
    name: Words
    article: str
    title: Words
    stability: Spread


@dataclass(frozen=True)
class ArticleMastery:
    """How many points of an article stand how; all of its published points are counted."""

    key: str
    title: Words
    publisher: Words
    published_on: date
    counts: Mapping[Mastery, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Progress:
    """A learner's own memory. What an open quiz asks about is nowhere counted but as kept back.

    `desired` is what the learner wants to retain of what no course asks otherwise.
    """

    today: date
    desired: float
    forecast: Forecast
    retention: tuple[Retention, ...]
    study_days: tuple[DayCount, ...]
    topics: tuple[TopicStability, ...]
    articles: tuple[ArticleMastery, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever studied."""
        return not self.articles and not any(day.count for day in self.study_days)


@dataclass(frozen=True)
class _Known:
    article: int
    topic: int
    state: MemoryState


def progress(learner: User, now: datetime, language: str) -> Progress:
    """All that the page tells. Ten queries, however much was studied."""
    scheduling = scheduling_for(learner)
    settings = scheduling.general
    asked = facts_being_asked(learner)
    memories = _memories(learner, asked)
    begins = calendar_start(study_day(now, settings))
    return Progress(
        today=study_day(now, settings),
        desired=settings.desired_retention,
        forecast=forecast((known.state.due_at for known in memories), now, settings),
        retention=retention(_recalls(learner, now, settings), now, settings),
        study_days=calendar(_reviewed(learner, begins, settings), now, settings),
        topics=_topics(memories, language),
        articles=_articles(memories, asked, now, scheduling, language),
    )


def days_studied(learner: User, now: datetime, days: int = 7) -> int:
    """On how many of the last study days, today's among them, something was answered."""
    settings = scheduling_for(learner).general
    first = study_day(now, settings) - timedelta(days=days - 1)
    return len({study_day(at, settings) for at in _reviewed(learner, first, settings)})


def _memories(learner: User, asked: Collection[str]) -> list[_Known]:
    rows = (
        Memory.objects.filter(learner=learner, point__fact__status=Fact.Status.PUBLISHED)
        .exclude(point__fact__key__in=asked)
        .values_list(
            *("point__fact__article_id", "point__fact__topic_id"),
            *("stability", "difficulty", "state", "step"),
            *("due_at", "reviewed_at", "repetitions", "lapses"),
        )
    )
    return [
        _Known(article, topic, MemoryState(stability, difficulty, State(state), *rest))
        for article, topic, stability, difficulty, state, *rest in rows
    ]


def _recalls(learner: User, now: datetime, settings: Settings) -> list[Recall]:
    """Cards that were known when they came back, as far as the periods reach."""
    rows = Review.objects.filter(
        learner=learner,
        source=Review.Source.CARD,
        after_feedback=False,
        reviewed_at__gte=day_start(first_day(now, settings), settings),
        before__state=State.REVIEW.value,
    ).values_list(KT("before__reviewed_at"), "reviewed_at", "rating", "desired_retention")
    return [
        Recall(datetime.fromisoformat(before), at, rating != Review.Rating.AGAIN, desired)
        for before, at, rating, desired in rows.order_by()
    ]


def _reviewed(learner: User, first: date, settings: Settings) -> Sequence[datetime]:
    reviews = Review.objects.filter(learner=learner, reviewed_at__gte=day_start(first, settings))
    return list(reviews.order_by().values_list("reviewed_at", flat=True))


def _topics(memories: Sequence[_Known], language: str) -> tuple[TopicStability, ...]:
    values: dict[int, list[float]] = defaultdict(list)
    for known in memories:
        if known.state.repetitions:
            values[known.topic].append(known.state.stability)
    topics = Topic.objects.filter(pk__in=values).select_related("article")
    return tuple(
        TopicStability(
            key=topic.key,
            name=words_of(topic, "name", language),
            article=topic.article.key,
            title=words_of(topic.article, "title", language),
            stability=found,
        )
        for topic in topics.order_by("-article__published_on", "article_id", "position", "key")
        if (found := spread(values[topic.pk]))
    )


def _articles(
    memories: Sequence[_Known],
    asked: Collection[str],
    now: datetime,
    scheduling: Scheduling,
    language: str,
) -> tuple[ArticleMastery, ...]:
    """The articles of which something was met, or is being asked; the newest first."""
    counts: dict[int, Counter[Mastery]] = defaultdict(Counter)
    for known in memories:
        found = mastery_of(known.state, now, scheduling.of(known.article))
        counts[known.article][found] += 1
    begun = Article.objects.filter(Q(pk__in=counts) | Q(facts__key__in=asked)).distinct()
    totals = _totals(asked)
    return tuple(
        ArticleMastery(
            key=article.key,
            title=words_of(article, "title", language),
            publisher=words_of(article, "publisher", language),
            published_on=article.published_on,
            counts=_whole(counts[article.pk], *totals.get(article.pk, (0, 0))),
        )
        for article in begun.order_by("-published_on", "pk")
    )


def _totals(asked: Collection[str]) -> dict[int, tuple[int, int]]:
    """How many points each article has, and how many of them are kept back."""
    rows = (
        Point.objects.filter(fact__status=Fact.Status.PUBLISHED)
        .order_by()
        .values_list("fact__article_id")
        .annotate(total=Count("pk"), kept=Count("pk", filter=Q(fact__key__in=asked)))
    )
    return {article: (total, kept) for article, total, kept in rows}


def _whole(counts: Mapping[Mastery, int], total: int, kept: int) -> dict[Mastery, int]:
    met = sum(counts.values())
    rest = {Mastery.NEW: max(0, total - kept - met), Mastery.KEPT_BACK: kept}
    return {each: rest.get(each, counts.get(each, 0)) for each in Mastery}
