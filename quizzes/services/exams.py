"""Keeping the day of an exam, and leaving it out again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from quizzes.models import Article, Exam, User
from quizzes.permissions import visible_articles
from quizzes.selectors.exams import today_of
from quizzes.services.study_events import lock_learner


class ExamError(Exception):
    """No such exam can be kept; `code` says why, `field` what is wrong: article, topic or day."""

    def __init__(self, code: str, field: str) -> None:
        self.code = code
        self.field = field
        super().__init__(code)


@transaction.atomic
def keep_exam(learner: User, article: str, topic: str | None, day: date, now: datetime) -> Exam:
    """Keep the day of an exam on an article, or on a topic of it, by their keys.

    There is one of each: another day takes the place of the day before. What is over is forgotten.
    Raises ExamError.
    """
    learner, today = lock_learner(learner.pk), today_of(learner, now)
    found = visible_articles(learner, Article.objects.filter(key=article)).first()
    if found is None:
        raise ExamError("unknown_article", "article")
    on = found.topics.filter(key=topic).first() if topic else None
    if topic and on is None:
        raise ExamError("unknown_topic", "topic")
    if day < today:
        raise ExamError("day_over", "day")
    own = Exam.objects.filter(learner=learner)
    own.filter(day__lt=today).delete()
    return own.update_or_create(
        article=found,
        topic=on,
        defaults={"day": day},
        create_defaults={"learner": learner, "day": day},
    )[0]


def remove_exam(learner: User, exam: int) -> bool:
    """Forget an exam of the learner's; False where there is none."""
    return bool(Exam.objects.filter(learner=learner, pk=exam).delete()[0])
