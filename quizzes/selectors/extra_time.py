"""How much more time a learner has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from quizzes.domain.deadlines import Allowance
from quizzes.models import ExtraTime, Quiz


def allowance_of(quiz: Quiz, learner_id: int) -> Allowance:
    """The extra time of a learner in a quiz; none where the quiz sets no time. One query."""
    if quiz.time_limit is None and quiz.closes_at is None:
        return Allowance()
    return nearest(ExtraTime.objects.filter(Q(quiz=quiz) | Q(quiz=None), learner=learner_id))


def nearest(extra: Iterable[ExtraTime]) -> Allowance:
    """Of what is said for a quiz and for all, the former."""
    found = sorted(extra, key=lambda each: each.quiz_id is None)
    return Allowance(found[0].factor, found[0].minutes) if found else Allowance()
