"""Results that wait until the quiz closes, and what must not be told before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from quizzes.models import Attempt, Quiz
from quizzes.models.sitting import Feedback

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Withholding(TypedDict):
        """Whether the result of an attempt, once there is one, has to wait."""

        is_withheld: bool

    TellableAttempt = WithAnnotations[Attempt, Withholding]


class ResultWithheldError(Exception):
    """The attempt is submitted; its result is told when the quiz is closed, after `closes_at`."""

    code = "result_withheld"

    def __init__(self, closes_at: datetime | None) -> None:
        self.closes_at = closes_at
        super().__init__(self.code)


def _waits(now: datetime, quiz: str = "") -> Q:
    """That a quiz tells at its close, and is not closed: somebody may still have extra time."""
    sitting = Attempt.objects.filter(
        quiz=OuterRef(f"{quiz}pk"), submitted_at__isnull=True, deadline_at__gt=now
    )
    is_sat = Q(**{f"{quiz}closes_at__gt": now}) | Q(Exists(sitting))
    return Q(**{f"{quiz}feedback": Feedback.CLOSED}) & is_sat


def with_withheld(
    attempts: QuerySet[Attempt], kept_back: Collection[UUID] = ()
) -> QuerySet[TellableAttempt]:
    """Attempts with whether their results wait; those `kept_back` for another reason do too."""
    waits = _waits(timezone.now(), "quiz__") | Q(pk__in=kept_back)
    return attempts.annotate(is_withheld=ExpressionWrapper(waits, output_field=BooleanField()))


def told_attempts() -> QuerySet[Attempt]:
    """Everybody's submitted attempts whose quizzes do not wait for their close."""
    submitted = Attempt.objects.filter(submitted_at__isnull=False)
    return submitted.exclude(_waits(timezone.now(), "quiz__"))


def untold_attempts() -> QuerySet[Attempt]:
    """Everybody's attempts that are open, or submitted with a result that waits."""
    is_open = Q(submitted_at__isnull=True)
    return Attempt.objects.filter(is_open | _waits(timezone.now(), "quiz__"))


def is_withheld(attempt: Attempt) -> bool:
    """Whether a result has to wait. No query, unless the quiz tells at its close."""
    if attempt.quiz.feedback != Feedback.CLOSED:
        return False
    return Quiz.objects.filter(_waits(timezone.now()), pk=attempt.quiz_id).exists()
