"""Sets of parameters: fitted to reviews, kept only when better, taken out of force again."""

from __future__ import annotations

from django.db.models import QuerySet

from quizzes.models import ParameterSet


def take_out_of_force(sets: QuerySet[ParameterSet]) -> int:
    """What follows is scheduled by the course's set or the default; how many sets it concerned."""
    in_force = sets.filter(status=ParameterSet.Status.IN_FORCE)
    return in_force.update(status=ParameterSet.Status.REPLACED)
