"""Who is locked out after too many wrong passwords, and until when: as django-axes decides it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from quizzes.models import FailedSignIn


@dataclass(frozen=True)
class Lockout:
    """A name cannot sign in from an address for a while, not with the right password either."""

    username: str
    address: str
    until: datetime


def lockouts(now: datetime, username: str | None = None) -> list[Lockout]:
    """Those that hold now, of everybody or of one name. One query.

    Wrong passwords count for a name and an address together, from whatever browsers, each for the
    time that one has to wait. The table holds little more than those: axes forgets the others.
    """
    wait = settings.AXES_COOLOFF_TIME
    recent = FailedSignIn.objects.filter(attempt_time__gt=now - wait).order_by("-attempt_time")
    if username is not None:
        recent = recent.filter(username=username)
    counted: dict[tuple[str, str], int] = {}
    found = []
    for row in recent.exclude(username=None):
        place = (row.username, row.ip_address)
        before = counted.get(place, 0)
        counted[place] = before + row.failures_since_start
        if before < settings.AXES_FAILURE_LIMIT <= counted[place]:
            found.append(Lockout(*place, until=row.attempt_time + wait))
    return found
