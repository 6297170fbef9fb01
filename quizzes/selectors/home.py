"""What a learner could do next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count

from quizzes.models import Attempt, Quiz
from quizzes.permissions import Anyone, takeable_quizzes
from quizzes.selectors.attempts import open_attempts
from quizzes.selectors.quizzes import QuizEntry, quiz_entries, with_size
from quizzes.selectors.standing import OPEN
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class OpenQuiz:
    """An attempt that waits to be continued."""

    attempt: uuid.UUID
    title: Words
    article: Words
    answered: int
    questions: int

    @property
    def position(self) -> int:
        """The question to go on with, where they were answered in their order."""
        return min(self.answered + 1, self.questions)


@dataclass(frozen=True)
class Suggestion:
    """A quiz to start, with the article that it is about."""

    quiz: QuizEntry
    article: Words


def waiting_quizzes(user: Anyone, language: str) -> list[OpenQuiz]:
    """The attempts that a user can continue, the latest first. One query."""
    attempts = open_attempts(user).annotate(
        questions=Count("slots", distinct=True), answered=Count("slots__response", distinct=True)
    )
    return [_waiting(attempt, language) for attempt in attempts]


def _waiting(attempt: Attempt, language: str) -> OpenQuiz:
    return OpenQuiz(
        attempt=attempt.pk,
        title=words_of(attempt.quiz, "title", language),
        article=words_of(attempt.quiz.article, "title", language),
        answered=getattr(attempt, "answered", 0),
        questions=getattr(attempt, "questions", 0),
    )


def suggested_quiz(user: Anyone, language: str) -> Suggestion | None:
    """A quiz to start: one not taken yet, of the newest article first; else the weakest one.

    Only one that can be started at once, without a code. A quiz on a whole article comes before
    those on its topics. Two queries.
    """
    quizzes = list(
        with_size(takeable_quizzes(user, Quiz.objects.all()))
        .select_related("article", "topic")
        .filter(slot_count__gt=0)
        .order_by("-article__published_on", "article__key", "topic__position", "key")
    )
    entries = quiz_entries(user, quizzes, language)
    pairs = [pair for pair in zip(quizzes, entries, strict=True) if _can_start(pair[1])]
    if not pairs:
        return None
    untaken = [pair for pair in pairs if not pair[1].taken]
    quiz, entry = min(untaken or pairs, key=_rank)
    return Suggestion(entry, words_of(quiz.article, "title", language))


def _can_start(entry: QuizEntry) -> bool:
    at_once = entry.standing.state == OPEN and not entry.standing.needs_code
    return at_once and not entry.open_attempt


def _rank(pair: tuple[Quiz, QuizEntry]) -> tuple[int, float, bool]:
    quiz, entry = pair
    return (-quiz.article.published_on.toordinal(), entry.best or 0.0, bool(entry.topic))
