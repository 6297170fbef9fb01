"""What a learner can choose to study, with how much of it waits: exams, articles, topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from quizzes.domain.memory.due import bounds_of_today
from quizzes.models import Article, Fact, Memory, Point, Review, Topic, User
from quizzes.permissions import visible_articles
from quizzes.selectors.exams import UpcomingExam, upcoming_exams
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.leeches import going_on
from quizzes.selectors.mistakes import mistakes, to_practise
from quizzes.selectors.study_due import due_now
from quizzes.selectors.study_exam import share_of_day
from quizzes.selectors.study_settings import settings_for
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class TopicChoice:
    """A topic: how many cards are due, and how many points were not met yet."""

    key: str
    name: Words
    due: int
    unmet: int


@dataclass(frozen=True)
class ArticleChoice:
    """An article with its topics."""

    key: str
    title: Words
    publisher: Words
    published_on: date
    topics: tuple[TopicChoice, ...]

    @property
    def due(self) -> int:
        return sum(topic.due for topic in self.topics)

    @property
    def unmet(self) -> int:
        return sum(topic.unmet for topic in self.topics)


@dataclass(frozen=True)
class ExamChoice:
    """An exam: how many known cards it asks for today, and how many new ones."""

    exam: UpcomingExam
    due: int
    new: int


@dataclass(frozen=True)
class StudyChoices:
    """All there is to choose from; `mistakes` are those to practise today."""

    exams: tuple[ExamChoice, ...]
    articles: tuple[ArticleChoice, ...]
    mistakes: int


@dataclass
class _Tally:
    """Numbers of one topic. `unmet_facts` are those whose next new point may be shown."""

    due: int = 0
    for_exam: int = 0
    unmet: int = 0
    unmet_facts: int = 0
    learned: int = 0


@dataclass
class _Today:
    """The points of each fact that were recalled on a card today, and those met, by topic."""

    points: set[int] = field(default_factory=set)
    facts: set[int] = field(default_factory=set)
    learned: dict[int, set[int]] = field(default_factory=dict)


def study_choices(learner: User, now: datetime, language: str) -> StudyChoices:
    """What can be studied, as many as a session of each would begin with. Eleven queries.

    What an open attempt asks is not among what is due or new, as in the sessions themselves.
    """
    tallies = _tallies(learner, now)
    exams = upcoming_exams(learner, now, language)
    topics = list(
        Topic.objects.filter(article__in=visible_articles(learner, Article.objects.all()))
        .select_related("article")
        .order_by("-article__published_on", "article__key", "position", "key")
    )
    return StudyChoices(
        exams=tuple(_exam(each, topics, tallies) for each in exams),
        articles=tuple(_articles(topics, tallies, language)),
        mistakes=len(to_practise(mistakes(learner, now))),
    )


def _tallies(learner: User, now: datetime) -> Mapping[int, _Tally]:
    """By the id of each topic of which anything is published."""
    settings = settings_for(learner)
    start, _tomorrow = bounds_of_today(now, settings)
    asked, today = facts_being_asked(learner), _done_since(learner, start)
    published = Q(point__fact__status=Fact.Status.PUBLISHED)
    memories = going_on(Memory.objects.filter(published, learner=learner))
    met = memories.exclude(point__fact__key__in=asked)
    tallies = {
        row["fact__topic"]: _Tally(unmet=row["unmet"], unmet_facts=row["facts"])
        for row in _unmet(learner, asked)
    }
    for row in _due(met, due_now(now, settings), start, today):
        tally = tallies.setdefault(row["point__fact__topic"], _Tally())
        tally.due, tally.for_exam = row["first"] + row["again"], row["steps"] + row["known"]
    for topic, points in today.learned.items():
        tallies.setdefault(topic, _Tally()).learned = len(points)
    return tallies


def _done_since(learner: User, start: datetime) -> _Today:
    rows = Review.objects.filter(
        learner=learner, reviewed_at__gte=start, source=Review.Source.CARD
    ).annotate(is_first=ExpressionWrapper(Q(before__isnull=True), BooleanField()))
    done = _Today()
    for point, fact, topic, is_first in rows.values_list(
        "point_id", "point__fact_id", "point__fact__topic_id", "is_first"
    ):
        done.points.add(point)
        done.facts.add(fact)
        if is_first:
            done.learned.setdefault(topic, set()).add(point)
    return done


def _due(
    met: QuerySet[Memory], is_due: Q, start: datetime, today: _Today
) -> Iterable[Mapping[str, Any]]:
    """One card of a fact a day, unless for an exam; learning steps as their minutes run out."""
    is_known = Q(state=Memory.State.REVIEW)
    is_again, is_busy = Q(point__in=today.points), Q(point__fact__in=today.facts)
    return (
        met.order_by()
        .values("point__fact__topic")
        .annotate(
            first=Count("point__fact", distinct=True, filter=is_due & ~is_busy),
            again=Count("pk", filter=is_due & is_again),
            steps=Count("pk", filter=is_due & ~is_known),
            known=Count("pk", filter=is_known & Q(reviewed_at__lt=start)),
        )
    )


def _unmet(learner: User, asked: Iterable[str]) -> Iterable[Mapping[str, Any]]:
    met = Memory.objects.filter(learner=learner).values("point")
    points = Point.objects.filter(fact__status=Fact.Status.PUBLISHED).exclude(pk__in=met)
    free = ~Q(fact__key__in=asked)
    return (
        points.order_by()
        .values("fact__topic")
        .annotate(unmet=Count("pk"), facts=Count("fact", distinct=True, filter=free))
    )


def _exam(exam: UpcomingExam, topics: list[Topic], tallies: Mapping[int, _Tally]) -> ExamChoice:
    on = [
        tallies[topic.pk]
        for topic in topics
        if topic.article.key == exam.article and exam.topic in (None, topic.key)
        if topic.pk in tallies
    ]
    learned = sum(each.learned for each in on)
    unmet = sum(each.unmet for each in on)
    new = share_of_day(unmet + learned, exam.days_left) - learned
    return ExamChoice(
        exam=exam,
        due=sum(each.for_exam for each in on),
        new=max(0, min(new, sum(each.unmet_facts for each in on))),
    )


def _articles(
    topics: list[Topic], tallies: Mapping[int, _Tally], language: str
) -> Iterable[ArticleChoice]:
    by_article: dict[int, list[Topic]] = {}
    for topic in topics:
        if topic.pk in tallies:
            by_article.setdefault(topic.article_id, []).append(topic)
    for found in by_article.values():
        article = found[0].article
        yield ArticleChoice(
            key=article.key,
            title=words_of(article, "title", language),
            publisher=words_of(article, "publisher", language),
            published_on=article.published_on,
            topics=tuple(_topic(each, tallies[each.pk], language) for each in found),
        )


def _topic(topic: Topic, tally: _Tally, language: str) -> TopicChoice:
    return TopicChoice(topic.key, words_of(topic, "name", language), tally.due, tally.unmet)
