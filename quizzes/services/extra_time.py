"""Giving learners more time, and taking it back: open attempts follow at once."""

from __future__ import annotations

from django.db import transaction

from quizzes.models import Attempt, ExtraTime
from quizzes.services.deadlines import refresh_deadlines


@transaction.atomic
def give_extra_time(extra: ExtraTime) -> list[Attempt]:
    """Keep it, new or changed; who had it before has it no longer. Returns the open attempts with
    a new deadline. Raises ValidationError where it makes no sense."""
    extra.full_clean()
    before = ExtraTime.objects.filter(pk=extra.pk).select_related("learner").first()
    extra.save()
    changed = refresh_deadlines(learners=[extra.learner])
    if before is not None and before.learner_id != extra.learner_id:
        changed += refresh_deadlines(learners=[before.learner])
    return changed


@transaction.atomic
def take_extra_time(extra: ExtraTime) -> list[Attempt]:
    """Take it back. Returns the open attempts with a new deadline."""
    extra.delete()
    return refresh_deadlines(learners=[extra.learner])
