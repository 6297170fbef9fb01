"""Guests: made by the first thing a visitor does, kept by signing up, merged by signing in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from quizzes.models import Attempt, Memory, Response, Review, User
from quizzes.services.attempts import submit
from quizzes.services.study_events import lock_learner, plan, write

PORTION = 100
"""Guests removed in one transaction: others can write between two."""


class NotAGuestError(Exception):
    """Only a guest is merged, and only into an account."""

    code = "not_a_guest"


def make_guest() -> User:
    """A new guest: a name that says nothing, and no password with which to sign in."""
    guest = User(username=f"guest-{secrets.token_hex(8)}", is_guest=True)
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


@transaction.atomic
def merge_guest(guest: User, account: User, now: datetime) -> None:
    """Give all that a guest did to an account, and remove the guest.

    Memories are followed anew from the reviews of both. Of two open attempts at one quiz, the one
    without answers goes; where both have answers, the one answered longer ago is handed in.
    Raises NotAGuestError.
    """
    locked = {pk: lock_learner(pk) for pk in sorted({guest.pk, account.pk})}
    if not locked[guest.pk].is_guest or locked[account.pk].is_guest:
        raise NotAGuestError
    _settle_open_attempts(locked[guest.pk], locked[account.pk], now)
    Attempt.objects.filter(learner=guest).update(learner=account)
    reviews = Review.objects.filter(learner=guest)
    points = set(reviews.values_list("point_id", flat=True))
    reviews.update(learner=account)
    Memory.objects.filter(learner=guest).delete()
    write(plan(account.pk, points))
    locked[guest.pk].delete()


def _settle_open_attempts(guest: User, account: User, now: datetime) -> None:
    """Leave one open attempt at each quiz, and no answer unread."""
    opened = Attempt.objects.filter(submitted_at__isnull=True).annotate(
        answers=Count("slots__response"), last=Max("slots__response__saved_at")
    )
    ours = {attempt.quiz_id: attempt for attempt in opened.filter(learner=account)}
    for theirs in opened.filter(learner=guest, quiz__in=ours):
        both = (theirs, ours[theirs.quiz_id])
        empty = next((each for each in both if not each.answers), None)
        if empty is not None:
            empty.delete()
            continue
        older = min(both, key=lambda each: (each.last, each.pk))
        submit(older.pk, guest if older is theirs else account, now)


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
