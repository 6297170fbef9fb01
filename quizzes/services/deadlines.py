"""When attempts must be handed in: said at their start, and again when time is given or taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from quizzes.domain.deadlines import Allowance, deadline
from quizzes.models import Attempt, ExtraTime, Quiz, User
from quizzes.selectors.extra_time import allowance_of, nearest


def deadline_of(quiz: Quiz, learner_id: int, started_at: datetime) -> datetime | None:
    """When an attempt that was started then must be handed in. One query, where there is one."""
    return _deadline(quiz, started_at, allowance_of(quiz, learner_id))


@transaction.atomic
def refresh_deadlines(
    *, quiz: Quiz | None = None, learners: Iterable[User] | None = None
) -> list[Attempt]:
    """Say again when the open attempts of a quiz or of learners end. Returns those that changed.

    Two queries, and one for the changes.
    """
    attempts = _open_attempts(quiz, learners).select_for_update(of=("self",))
    opened = list(attempts.select_related("quiz").order_by("pk"))
    extra = list(ExtraTime.objects.filter(learner__in={each.learner_id for each in opened}))
    changed = []
    for attempt in opened:
        mine = (
            each
            for each in extra
            if each.learner_id == attempt.learner_id and each.quiz_id in (None, attempt.quiz_id)
        )
        found = _deadline(attempt.quiz, attempt.started_at, nearest(mine))
        if found != attempt.deadline_at:
            attempt.deadline_at = found
            changed.append(attempt)
    Attempt.objects.bulk_update(changed, ["deadline_at"])
    return changed


def _open_attempts(quiz: Quiz | None, learners: Iterable[User] | None) -> QuerySet[Attempt]:
    attempts = Attempt.objects.filter(submitted_at__isnull=True)
    if quiz is not None:
        attempts = attempts.filter(quiz=quiz)
    return attempts if learners is None else attempts.filter(learner__in=learners)


def _deadline(quiz: Quiz, started_at: datetime, allowance: Allowance) -> datetime | None:
    limit = timedelta(minutes=quiz.time_limit) if quiz.time_limit else None
    return deadline(started_at, limit, quiz.closes_at, allowance)
