"""Bringing back a card that was set aside."""

from __future__ import annotations

from django.db import transaction

from quizzes.models import BroughtBack, Memory, User
from quizzes.selectors.kept_back import is_kept_back
from quizzes.selectors.leeches import set_aside
from quizzes.services.study_events import lock_learner


@transaction.atomic
def bring_back(learner: User, point: str) -> bool:
    """Let a card that was set aside, by the key of its point, be studied again.

    It is set aside anew after half as many lapses more. False where it was not set aside (doing it
    twice does no more than once), and while an open attempt asks about its fact.
    """
    learner = lock_learner(learner.pk)
    fact, _dot, name = point.rpartition(".")
    memories = Memory.objects.filter(learner=learner, point__fact__key=fact, point__name=name)
    memory = set_aside(memories).first()
    if memory is None or is_kept_back(learner, point):
        return False
    BroughtBack.objects.update_or_create(
        learner=learner, point_id=memory.point_id, defaults={"lapses": memory.lapses}
    )
    return True
