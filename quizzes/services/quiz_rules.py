"""What a quiz's rule finds in the bank."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from quizzes.models import Quiz
from quizzes.models.base import PublicationStatus, content_languages
from quizzes.services.drawing import Scope, scope_of, versions_for

TRIALS = 3


@dataclass(frozen=True)
class Supply:
    """What there is for a rule: points that can be asked, and questions that go together."""

    points: int
    together: int


def askable(scope: Scope) -> int:
    """How many points have a question to draw; a question on no point counts for itself."""
    counts = scope.bank().aggregate(
        points=Count("point", distinct=True), others=Count("pk", filter=Q(point=None))
    )
    return int(counts["points"] + counts["others"])


def supply(quiz: Quiz, drawn: int) -> Supply:
    """What a kept quiz with so many drawn places finds; the least of a few trial draws counts."""
    points = askable(scope_of(quiz))
    fixed = quiz.slots.filter(item__status=PublicationStatus.PUBLISHED).count()
    draws = (
        len(versions_for(quiz, language, seed)) - fixed
        for language in content_languages()
        for seed in range(TRIALS)
    )
    return Supply(points, min(draws) if points >= drawn else min(points, drawn))
