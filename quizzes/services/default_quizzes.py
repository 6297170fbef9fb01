"""The quizzes that every article has from the start: one on all of it, one on each topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from quizzes.domain.text import Text
from quizzes.models import Article, Item, Quiz, Slot, Topic
from quizzes.models.base import PublicationStatus, content_languages, set_text, text_of
from quizzes.services.drawing import versions_for

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Filling(TypedDict):
        size: int
        fixed: int

    _FilledQuiz = WithAnnotations[Quiz, Filling]

QUESTIONS = 10
TRIALS = 3
FEWEST_POINTS = 4
"""A quiz on a topic asks about at least so many points."""


def ensure_quizzes(article_keys: Iterable[str] | None = None) -> list[Quiz]:
    """Make the quizzes that articles (all for None) lack, and let those grow that are too short.

    A quiz that a teacher made, or changed in the admin, stays as it is. Returns the new ones.
    Every slot is drawn anew for each attempt.
    """
    articles = Article.objects.order_by("key")
    if article_keys is not None:
        articles = articles.filter(key__in=set(article_keys))
    return [quiz for article in articles for quiz in _ensure(article)]


@transaction.atomic
def _ensure(article: Article) -> list[Quiz]:
    Article.objects.select_for_update().get(pk=article.pk)
    known = {quiz.key: quiz for quiz in _known(article)}
    made = []
    for topic, points in _scopes(article):
        quiz, questions = known.get(_key(article, topic)), min(QUESTIONS, points)
        if quiz is None:
            made.append(_make(article, topic, questions))
        elif quiz.article_id == article.pk and not _is_a_teachers(quiz):
            _grow(quiz, questions)
    return made


def _known(article: Article) -> QuerySet[_FilledQuiz]:
    """The article's quizzes, and what else has a key that one of them would have."""
    mine = Q(article=article) | Q(key__startswith=article.key)
    return Quiz.objects.filter(mine).annotate(
        size=Count("slots"), fixed=Count("slots__item", distinct=True)
    )


def _scopes(article: Article) -> list[tuple[Topic | None, int]]:
    """The article, and each topic of it, with the number of points to ask, where it is enough."""
    points: dict[int, set[int]] = {}
    rows = Item.objects.filter(
        article=article, status=PublicationStatus.PUBLISHED, point__isnull=False
    ).values_list("point__fact__topic", "point")
    for topic, point in rows:
        points.setdefault(topic, set()).add(point)
    scopes: list[tuple[Topic | None, int]] = [
        (topic, len(points.get(topic.pk, ())))
        for topic in article.topics.order_by("position", "key")
    ]
    enough = [(topic, count) for topic, count in scopes if count >= FEWEST_POINTS]
    whole = sum(map(len, points.values()))
    return [(None, whole), *enough] if whole else []


def _is_a_teachers(quiz: Quiz) -> bool:
    """Whether a teacher made it or has had a hand in it: the admin's history knows."""
    if quiz.created_by_id is not None:
        return True
    kind = ContentType.objects.get_for_model(Quiz)
    return LogEntry.objects.filter(content_type=kind, object_id=str(quiz.pk)).exists()


def _grow(quiz: _FilledQuiz, questions: int) -> None:
    """Add the slots that new facts can fill. An attempt keeps the questions it began with."""
    is_drawn = not quiz.fixed
    if is_drawn and quiz.size < questions:
        _add_slots(quiz, quiz.size, questions)


def _add_slots(quiz: Quiz, size: int, questions: int) -> None:
    Slot.objects.bulk_create(
        Slot(quiz=quiz, position=position) for position in range(size + 1, questions + 1)
    )
    quiz.slots.filter(position__gt=max(size, _drawable(quiz))).delete()


def _key(article: Article, topic: Topic | None) -> str:
    return f"{article.key}-{topic.key}"[:160] if topic else article.key


def _make(article: Article, topic: Topic | None, questions: int) -> Quiz:
    quiz = Quiz(
        key=_key(article, topic),
        article=article,
        topic=topic,
        status=PublicationStatus.PUBLISHED,
    )
    named = text_of(topic, "name") if topic else text_of(article, "title")
    set_text(quiz, "title", Text.of({each: named.best(each)[:200] for each in content_languages()}))
    quiz.save()
    _add_slots(quiz, 0, questions)
    return quiz


def _drawable(quiz: Quiz) -> int:
    """How many of its questions go together in every trial draw, so that none comes out short."""
    return min(
        len(versions_for(quiz, language, seed))
        for language in content_languages()
        for seed in range(TRIALS)
    )
