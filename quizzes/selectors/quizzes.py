"""What a learner reads about a quiz before taking it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, QuerySet
from django.utils import timezone

from quizzes.domain.deadlines import Allowance, is_over
from quizzes.models import Attempt, Quiz
from quizzes.models.sitting import Layout, Mode, Navigation
from quizzes.permissions import Anyone, own_attempts
from quizzes.selectors.attempts import SourceView
from quizzes.selectors.extra_time import allowance_of
from quizzes.selectors.kept_back import scores_kept_back
from quizzes.selectors.standing import Standing, share_of, standing
from quizzes.selectors.withheld import with_withheld
from quizzes.selectors.words import Words, words_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from quizzes.selectors.withheld import TellableAttempt

    class Size(TypedDict):
        """The number of a quiz's questions."""

        slot_count: int

    SizedQuiz = WithAnnotations[Quiz, Size]


@dataclass(frozen=True)
class QuizEntry:
    """A quiz in a list. `best` is the learner's best share, 0 to 1; `open_attempt` waits."""

    key: str
    title: Words
    topic: str
    questions: int
    standing: Standing
    open_attempt: uuid.UUID | None = None
    best: float | None = None
    taken: int = 0
    is_open_to_guests: bool = False


@dataclass(frozen=True)
class QuizPage:
    """A quiz with where its questions come from. `minutes` are those of the learner who asks."""

    entry: QuizEntry
    source: SourceView
    minutes: int | None = None
    mode: str = Mode.TEST
    is_forward: bool = False
    is_one_page: bool = False
    tries: int = 1
    retry_penalty: float = 0.0
    blank_score: float = 0.0
    wrong_score: float = 0.0


def with_size(quizzes: QuerySet[Quiz]) -> QuerySet[SizedQuiz]:
    """The quizzes with `slot_count`, the number of their questions."""
    return quizzes.annotate(slot_count=Count("slots", distinct=True))


def quiz_entries(user: Anyone, quizzes: Sequence[SizedQuiz], language: str) -> list[QuizEntry]:
    """The quizzes with what the user did in them. Two queries, where nothing waits."""
    mine, now = _attempts_at(user, quizzes), timezone.now()
    return [_entry(quiz, quiz.slot_count, mine.get(quiz.pk, []), language, now) for quiz in quizzes]


def quiz_standing(user: Anyone, quiz: Quiz) -> tuple[Standing, int]:
    """How the user stands with a quiz, and how many attempts they handed in.

    Two queries, where nothing waits.
    """
    attempts = _attempts_at(user, [quiz]).get(quiz.pk, [])
    taken = sum(each.submitted_at is not None for each in attempts)
    return standing(quiz, attempts, timezone.now()), taken


def _attempts_at(user: Anyone, quizzes: Collection[Quiz]) -> dict[int, list[TellableAttempt]]:
    mine: dict[int, list[TellableAttempt]] = {}
    attempts = with_withheld(Attempt.objects.filter(quiz__in=quizzes), scores_kept_back(user))
    for attempt in own_attempts(user, attempts):
        mine.setdefault(attempt.quiz_id, []).append(attempt)
    return mine


def taken_quizzes(user: Anyone, language: str) -> dict[str, list[QuizEntry]]:
    """The quizzes that a user has taken, by the key of their article. Two queries."""
    mine = own_attempts(user, Attempt.objects.filter(submitted_at__isnull=False)).values("quiz")
    quizzes = list(
        with_size(Quiz.objects.filter(pk__in=mine))
        .select_related("article", "topic")
        .order_by("topic__position", "key")
    )
    found: dict[str, list[QuizEntry]] = {}
    for quiz, entry in zip(quizzes, quiz_entries(user, quizzes, language), strict=True):
        found.setdefault(quiz.article.key, []).append(entry)
    return found


def _entry(
    quiz: Quiz, questions: int, attempts: list[TellableAttempt], language: str, now: datetime
) -> QuizEntry:
    opened = (a for a in attempts if a.submitted_at is None and not is_over(a.deadline_at, now))
    submitted = [each for each in attempts if each.submitted_at is not None]
    told = [each for each in submitted if not each.is_withheld]
    return QuizEntry(
        key=quiz.key,
        title=words_of(quiz, "title", language),
        topic=quiz.topic.key if quiz.topic else "",
        questions=questions,
        standing=standing(quiz, attempts, now),
        open_attempt=next((each.pk for each in opened), None),
        best=max(map(share_of, told), default=None),
        taken=len(submitted),
        is_open_to_guests=quiz.open_to_guests,
    )


def quiz_page(user: Anyone, quiz: Quiz, language: str) -> QuizPage:
    """The quiz with its source; raises nothing for a quiz without questions."""
    article, attempts = quiz.article, _attempts_at(user, [quiz]).get(quiz.pk, [])
    return QuizPage(
        entry=_entry(quiz, quiz.slots.count(), attempts, language, timezone.now()),
        source=SourceView(
            article=article.key,
            title=words_of(article, "title", language),
            publisher=words_of(article, "publisher", language),
            published_on=article.published_on,
        ),
        minutes=_minutes(user, quiz),
        mode=quiz.mode,
        is_forward=quiz.navigation == Navigation.FORWARD,
        is_one_page=quiz.layout == Layout.ALL,
        tries=quiz.tries,
        retry_penalty=quiz.retry_penalty,
        blank_score=quiz.blank_score,
        wrong_score=quiz.wrong_score,
    )


def _minutes(user: Anyone, quiz: Quiz) -> int | None:
    if quiz.time_limit is None:
        return None
    limit = timedelta(minutes=quiz.time_limit)
    allowance = allowance_of(quiz, user.pk) if user.pk else Allowance()
    return int((limit + allowance.beyond(limit)).total_seconds() // 60)
