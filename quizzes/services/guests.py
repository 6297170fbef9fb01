"""Guests: made by the first thing a visitor does, kept by signing up, merged by signing in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from quizzes.models import Attempt, Response, Review, User
from quizzes.services.study_events import lock_learner

PORTION = 100
"""Guests removed in one transaction: others can write between two."""


class NotAGuestError(Exception):
    """Only a guest is merged, and only into an account."""

    code = "not_a_guest"


def make_guest(content_language: str = "") -> User:
    """A new guest: a name that says nothing, and no password with which to sign in."""
    name = f"guest-{secrets.token_hex(8)}"
    guest = User(username=name, is_guest=True, content_language=content_language)
    guest.set_unusable_password()
    guest.save()
    return guest


@transaction.atomic
def keep_guest(guest: User, username: str, password: str) -> User:
    """Turn a guest into an account: the same learner, so that everything done stays theirs.

    Raises NotAGuestError where it is one no more.
    """
    kept = lock_learner(guest.pk)
    if not kept.is_guest:
        raise NotAGuestError
    kept.username, kept.is_guest = username, False
    kept.set_password(password)
    kept.save()
    return kept


def unused_guests(since: datetime) -> QuerySet[User]:
    """Guests who came before a moment and did nothing after it."""
    attempts = Attempt.objects.filter(learner=OuterRef("pk"), started_at__gte=since)
    answers = Response.objects.filter(slot__attempt__learner=OuterRef("pk"), saved_at__gte=since)
    reviews = Review.objects.filter(learner=OuterRef("pk"), received_at__gte=since)
    guests = User.objects.filter(is_guest=True, date_joined__lt=since)
    return guests.filter(~Exists(attempts), ~Exists(answers), ~Exists(reviews))


def remove_unused_guests(since: datetime) -> Iterator[int]:
    """Remove them with all they did, a portion at a time; gives the number of each portion."""
    ids = list(unused_guests(since).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), PORTION):
        with transaction.atomic():
            # Looked at again: one may have come back, or have become an account, meanwhile.
            portion = unused_guests(since).filter(pk__in=ids[start : start + PORTION])
            found = list(portion.values_list("pk", flat=True))
            User.objects.filter(pk__in=found).delete()
        yield len(found)
