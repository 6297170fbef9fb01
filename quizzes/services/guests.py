"""Guests: made by the first thing a visitor does, kept by signing up, merged by signing in."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from quizzes.models import Attempt, Enrolment, ExtraTime, Memory, Response, Review, User
from quizzes.services.attempts import submit
from quizzes.services.study_events import lock_learner, plan, write

PORTION = 100
"""Guests removed in one transaction: others can write between two."""


class _Open(NamedTuple):
    """An open attempt: how many answers it has, and when the last was saved (None: none was)."""

    quiz: int
    attempt: UUID
    learner: int
    answers: int
    last: Any


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
    _move(ExtraTime, guest, account, "quiz_id")
    _move(Enrolment, guest, account, "course_id")
    Memory.objects.filter(learner=guest).delete()
    write(plan(account.pk, points))
    locked[guest.pk].delete()


def _settle_open_attempts(guest: User, account: User, now: datetime) -> None:
    """Leave one open attempt at each quiz, and no answer unread."""
    opened = Attempt.objects.filter(submitted_at__isnull=True).annotate(
        answers=Count("slots__response"), last=Max("slots__response__saved_at")
    )
    by_quiz: dict[int, list[_Open]] = defaultdict(list)
    rows = opened.filter(learner__in=(guest, account))
    for row in map(_Open._make, rows.values_list("quiz_id", "pk", "learner_id", "answers", "last")):
        by_quiz[row.quiz].append(row)
    learners = {user.pk: user for user in (guest, account)}
    for both in by_quiz.values():
        if len(both) == 2:
            _settle(both, learners, now)


def _settle(both: list[_Open], learners: dict[int, User], now: datetime) -> None:
    empty = next((each for each in both if not each.answers), None)
    if empty is not None:
        Attempt.objects.get(pk=empty.attempt).delete()
        return
    older = min(both, key=lambda each: each.last)
    submit(older.attempt, learners[older.learner], now)


def _move(model: type[ExtraTime | Enrolment], guest: User, account: User, of: str) -> None:
    """Of each quiz or course, what the account has itself goes before what the guest had."""
    has = set(model.objects.filter(learner=account).values_list(of, flat=True))
    theirs = model.objects.filter(learner=guest)
    moved = [pk for pk, subject in theirs.values_list("pk", of) if subject not in has]
    theirs.filter(pk__in=moved).update(learner=account)


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
