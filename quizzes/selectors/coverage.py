"""Which points of an article can be asked, were asked, and were not: five light queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Max, QuerySet

from quizzes.domain.text import Text
from quizzes.models import Article, AttemptSlot, Fact, Item, Point, Quiz, Topic
from quizzes.models.base import PublicationStatus, text_of


class State(StrEnum):
    """What became of a point: it was asked, it could be, or there is nothing to ask it with."""

    ASKED = "asked"
    NEVER_ASKED = "never_asked"
    NO_QUESTION = "no_question"


@dataclass(frozen=True)
class PointCoverage:
    """A point with its published questions by form, and how often and when it was last asked.

    `fact` is the fact's number in the database, `fact_key` its key. `waiting` counts the questions
    that are not published, by status.
    """

    key: str
    fact: int
    fact_key: str
    fact_status: str
    topic: int
    kind: str
    forms: Mapping[str, int]
    asked: int
    last_asked: datetime | None
    waiting: Mapping[str, int]

    @property
    def questions(self) -> int:
        """How many published questions ask it."""
        return sum(self.forms.values())

    @property
    def state(self) -> State:
        """What became of it; one that was asked counts as such, whatever it has today."""
        if self.asked:
            return State.ASKED
        return State.NEVER_ASKED if self.questions else State.NO_QUESTION


@dataclass(frozen=True)
class TopicCoverage:
    """How many points of a topic are in each state."""

    topic: Topic
    counts: Mapping[State, int]

    @property
    def name(self) -> Text:
        """The topic's name in every language."""
        return text_of(self.topic, "name")

    @property
    def points(self) -> int:
        return sum(self.counts.values())

    @property
    def asked(self) -> int:
        return self.counts.get(State.ASKED, 0)

    @property
    def never_asked(self) -> int:
        return self.counts.get(State.NEVER_ASKED, 0)

    @property
    def no_question(self) -> int:
        return self.counts.get(State.NO_QUESTION, 0)


@dataclass(frozen=True)
class Coverage:
    """All points of an article, or of what a quiz draws from, in the order of reading."""

    points: Sequence[PointCoverage]
    topics: Sequence[TopicCoverage]

    def of(self, states: Collection[str] = (), topic: int | None = None) -> list[PointCoverage]:
        """The points in one of the states (any where none is named), of one topic or of all."""
        return [
            point
            for point in self.points
            if (not states or point.state in states) and topic in (None, point.topic)
        ]


def coverage(article: Article, quiz: Quiz | None = None) -> Coverage:
    """The coverage of an article by all its quizzes, or, of a quiz's scope, by that quiz alone."""
    topics = list(article.topics.order_by("position", "key"))
    chosen = _chosen(quiz)
    points = _points(article, quiz, chosen)
    counts: dict[int, Counter[State]] = defaultdict(Counter)
    for point in points:
        counts[point.topic][point.state] += 1
    shown = [topic for topic in topics if topic.pk in counts]
    return Coverage(points, [TopicCoverage(topic, counts[topic.pk]) for topic in shown])


def _chosen(quiz: Quiz | None) -> set[int]:
    """The topics that a quiz draws from; none: all of them."""
    if quiz is None:
        return set()
    own = {quiz.topic_id} if quiz.topic_id else set()
    return own | set(quiz.topics.values_list("pk", flat=True))


def _points(article: Article, quiz: Quiz | None, topics: set[int]) -> list[PointCoverage]:
    rows = Point.objects.filter(fact__article=article).exclude(fact__status=Fact.Status.SUPERSEDED)
    if topics:
        rows = rows.filter(fact__topic__in=topics)
    ordered = rows.order_by(
        "fact__topic__position", "fact__passage__number", "fact_id", "position", "pk"
    )
    forms, waiting = _questions(article, quiz)
    asked = _asked(article, quiz)
    return [
        PointCoverage(
            key=(key := f"{fact_key}.{name}"),
            fact=fact,
            fact_key=fact_key,
            fact_status=status,
            topic=topic,
            kind=kind,
            forms=forms.get(key, {}),
            asked=asked[key][0] if key in asked else 0,
            last_asked=asked[key][1] if key in asked else None,
            waiting=waiting.get(key, {}),
        )
        for fact, fact_key, status, topic, kind, name in ordered.values_list(
            "fact_id", "fact__key", "fact__status", "fact__topic_id", "kind", "name"
        )
    ]


Counts = dict[str, Counter[str]]


def _questions(article: Article, quiz: Quiz | None) -> tuple[Counts, Counts]:
    """By point: published questions by form, and others by status."""
    items = Item.objects.filter(article=article, current__isnull=False).order_by()
    if quiz is not None and quiz.forms:
        items = items.filter(form__in=quiz.forms)
    forms: Counts = defaultdict(Counter)
    waiting: Counts = defaultdict(Counter)
    for status, form, asks in items.values_list("status", "form", "current__asks"):
        is_published = status == PublicationStatus.PUBLISHED
        for key in asks:
            (forms if is_published else waiting)[key][form if is_published else status] += 1
    return forms, waiting


def _asked(article: Article, quiz: Quiz | None) -> dict[str, tuple[int, datetime]]:
    """By point: in how many attempts it stood, and when the last of them began."""
    slots: QuerySet[AttemptSlot] = AttemptSlot.objects.filter(version__item__article=article)
    if quiz is not None:
        slots = slots.filter(attempt__quiz=quiz)
    rows = slots.order_by().values_list("version_id", "version__asks")
    found: dict[str, tuple[int, datetime]] = {}
    counted = rows.annotate(times=Count("pk"), last=Max("attempt__started_at"))
    for _version, asks, times, last in counted:
        for key in asks:
            before, latest = found.get(key, (0, last))
            found[key] = before + times, max(latest, last)
    return found
