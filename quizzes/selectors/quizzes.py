"""What a learner reads about a quiz before taking it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.models import Attempt, Quiz
from quizzes.permissions import Anyone, own_attempts
from quizzes.selectors.attempts import SourceView
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class QuizEntry:
    """A quiz in a list. `best` is the learner's best share, 0 to 1; `open_attempt` waits."""

    key: str
    title: Words
    topic: str
    questions: int
    open_attempt: uuid.UUID | None = None
    best: float | None = None
    taken: int = 0
    is_open_to_guests: bool = False


@dataclass(frozen=True)
class QuizPage:
    """A quiz with where its questions come from."""

    entry: QuizEntry
    source: SourceView


def quiz_entries(user: Anyone, quizzes: Sequence[Quiz], language: str) -> list[QuizEntry]:
    """The quizzes with what the user did in them. `slot_count` must be annotated. One query."""
    mine: dict[int, list[Attempt]] = {}
    for attempt in own_attempts(user, Attempt.objects.filter(quiz__in=quizzes)):
        mine.setdefault(attempt.quiz_id, []).append(attempt)
    return [_entry(quiz, mine.get(quiz.pk, []), language) for quiz in quizzes]


def _entry(quiz: Quiz, attempts: list[Attempt], language: str) -> QuizEntry:
    opened = next((a.pk for a in attempts if a.submitted_at is None), None)
    shares = [a.score / a.max_score for a in attempts if a.score is not None and a.max_score]
    return QuizEntry(
        key=quiz.key,
        title=words_of(quiz, "title", language),
        topic=quiz.topic.key if quiz.topic else "",
        questions=getattr(quiz, "slot_count", 0),
        open_attempt=opened,
        best=max(shares, default=None),
        taken=len(shares),
        is_open_to_guests=quiz.open_to_guests,
    )


def quiz_page(user: Anyone, quiz: Quiz, language: str) -> QuizPage:
    """The quiz with its source; raises nothing for a quiz without questions."""
    quiz.slot_count = quiz.slots.count()  # type: ignore[attr-defined]
    article = quiz.article
    return QuizPage(
        entry=quiz_entries(user, [quiz], language)[0],
        source=SourceView(
            article=article.key,
            title=words_of(article, "title", language),
            publisher=words_of(article, "publisher", language),
            published_on=article.published_on,
        ),
    )
