"""All that a guest did becomes an account's: attempts, reviews, what follows from them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max

from quizzes.models import (
    Attempt,
    BroughtBack,
    Enrolment,
    Exam,
    ExtraTime,
    Memory,
    ParameterSet,
    Review,
    StudyDay,
    User,
)
from quizzes.services.attempts import submit
from quizzes.services.guests import NotAGuestError
from quizzes.services.study_events import lock_learner, plan, write


class _Open(NamedTuple):
    """An open attempt: how many answers it has, and when the last was saved (None: none was)."""

    quiz: int
    attempt: UUID
    learner: int
    answers: int
    last: Any


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
    _join_study_days(guest, account)
    _move(StudyDay, guest, account, "day")
    _move(ExtraTime, guest, account, "quiz_id")
    _move(BroughtBack, guest, account, "point_id")
    _move(Enrolment, guest, account, "course_id")
    _move(Exam, guest, account, "article_id", "topic_id")
    # Reviews name the numbers that they were scheduled by; those of the account stay in force.
    sets = ParameterSet.objects.filter(learner=guest)
    sets.filter(status=ParameterSet.Status.IN_FORCE).update(status=ParameterSet.Status.REPLACED)
    sets.update(learner=account)
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


def _join_study_days(guest: User, account: User) -> None:
    """Reviews of a day that both studied on belong to the account's day."""
    own = dict(StudyDay.objects.filter(learner=account).values_list("day", "pk"))
    for each in StudyDay.objects.filter(learner=guest, day__in=own):
        Review.objects.filter(study_day=each).update(study_day=own[each.day])


def _move(
    model: type[BroughtBack | Enrolment | Exam | ExtraTime | StudyDay],
    guest: User,
    account: User,
    *of: str,
) -> None:
    """Of each quiz, course or card, what the account has itself goes before what the guest had."""
    has = set(model.objects.filter(learner=account).values_list(*of))
    theirs = model.objects.filter(learner=guest)
    moved = [pk for pk, *subject in theirs.values_list("pk", *of) if tuple(subject) not in has]
    theirs.filter(pk__in=moved).update(learner=account)
