"""Which memories are due, asked of the database: `quizzes.domain.memory.due` says it of one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from quizzes.domain.memory.due import bounds_of_today
from quizzes.domain.memory.settings import Settings
from quizzes.models import Memory


def due_now(now: datetime, settings: Settings) -> Q:
    """Memories whose cards are to be asked now; see `quizzes.domain.memory.due.is_due`."""
    start, end = bounds_of_today(now, settings)
    of_today = Q(state=Memory.State.REVIEW, due_at__lt=end, reviewed_at__lt=start)
    return Q(due_at__lte=now) | of_today
