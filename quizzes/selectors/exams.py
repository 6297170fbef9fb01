"""A learner's exams that are still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from quizzes.domain.memory.settings import study_day
from quizzes.models import Article, Exam, User
from quizzes.permissions import visible_articles
from quizzes.selectors.study_settings import settings_for
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class UpcomingExam:
    """An exam on an article, or a topic of it (None: all of it); `days_left` is 0 on its day."""

    id: int
    article: str
    title: Words
    topic: str | None
    topic_name: Words | None
    day: date
    days_left: int


def today_of(learner: User, now: datetime) -> date:
    """The learner's study day: it begins at four in the morning of their own zone."""
    return study_day(now, settings_for(learner))


def upcoming_exams(learner: User, now: datetime, language: str) -> list[UpcomingExam]:
    """Those that are not over, the next one first. One query."""
    today = today_of(learner, now)
    rows = (
        Exam.objects.filter(learner=learner, day__gte=today)
        .filter(article__in=visible_articles(learner, Article.objects.all()))
        .select_related("article", "topic")
        .order_by("day", "article__key", "topic__position", "pk")
    )
    return [_upcoming(row, today, language) for row in rows]


def _upcoming(exam: Exam, today: date, language: str) -> UpcomingExam:
    topic = exam.topic
    return UpcomingExam(
        id=exam.pk,
        article=exam.article.key,
        title=words_of(exam.article, "title", language),
        topic=topic.key if topic else None,
        topic_name=words_of(topic, "name", language) if topic else None,
        day=exam.day,
        days_left=(exam.day - today).days,
    )
