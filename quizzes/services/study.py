"""Studying: reviews of cards, undoing. Each is one transaction, safe to repeat.

Reviews are events with ids made by the client; the memory is derived from them (`study_events`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from quizzes.domain.memory.settings import Rating, day_start, study_day
from quizzes.domain.memory.state import MemoryState
from quizzes.domain.problems import Problem, ProblemsError
from quizzes.models import Fact, Point, Review, User
from quizzes.selectors.study_settings import settings_for
from quizzes.services.study_events import lock_learner, new_review, plan, scheduling_now, write

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""A review from before is from a device whose clock was lost; it counts as the oldest."""

SMALL_SKEW = timedelta(days=1)
"""A clock set to the wrong zone or date; what is further ahead has jumped."""


class ReviewError(ProblemsError):
    """Reviews that cannot be recorded; `problems` says which and why, and none was recorded."""


class ReviewIdTakenError(ReviewError):
    """The id belongs to another learner's review, or to one of another point."""


class UnknownPointError(ReviewError):
    """There is no such point, or it is not among the cards that learners may see."""


@dataclass(frozen=True)
class ReviewInput:
    """A review as a client sends it: its own id, the key of the point, and when it was."""

    id: UUID
    point: str
    rating: Rating
    reviewed_at: datetime


@dataclass(frozen=True)
class ReviewOutcome:
    """The memory right after a review; the same id gives the same outcome, with `is_new` false.

    `memory` is None where a quiz answer left the point unmet.
    """

    id: UUID
    point: str
    rating: Rating
    reviewed_at: datetime
    memory: MemoryState | None
    is_new: bool


@dataclass(frozen=True)
class Undone:
    """The review that was taken back, and the memory as it was before (None: not met)."""

    id: UUID
    point: str
    rating: Rating
    memory: MemoryState | None


def record_review(
    learner: User,
    review_id: UUID,
    point: str,
    rating: Rating,
    reviewed_at: datetime,
    now: datetime,
) -> ReviewOutcome:
    """Record one review of a card; see `record_reviews`."""
    return record_reviews(learner, [ReviewInput(review_id, point, rating, reviewed_at)], now)[0]


@transaction.atomic
def record_reviews(
    learner: User, reviews: Sequence[ReviewInput], now: datetime
) -> list[ReviewOutcome]:
    """Record reviews of cards, all or none, each once by its id; outcomes in the order given.

    Reviews may come late and in any order: each takes its place by when it was made. A clock that
    runs ahead is put right for what came with it: it is moved back together, in its order, so that
    the last of it is now. Raises ReviewIdTakenError and UnknownPointError.
    """
    learner = lock_learner(learner.pk)
    stored = _stored([review.id for review in reviews])
    points = _points(learner, {review.point for review in reviews})
    _check(learner, reviews, stored, points)
    fresh = {review.id: review for review in reversed(reviews) if review.id not in stored}
    added = _events(learner, list(fresh.values()), points, now) if fresh else []
    concerned = {review.point_id for review in [*added, *stored.values()]}
    made = plan(learner.pk, concerned, added)
    try:
        with transaction.atomic():
            write(made)
    except IntegrityError as error:  # another learner sent the same id at this very moment
        raise ReviewIdTakenError(
            [_problem(r.id, "review_id_taken", "id") for r in added]
        ) from error
    recorded = {review.id: review for review in [*added, *stored.values()]}
    return [
        outcome(recorded[review.id], review.point, made.after[review.id], review.id in fresh)
        for review in reviews
    ]


@transaction.atomic
def undo_last_review(learner: User, now: datetime) -> Undone | None:
    """Take back the learner's last review of a card of this study day; the memory is as before it.

    None where there is none to take back. What a quiz told stays.
    """
    learner = lock_learner(learner.pk)
    settings = settings_for(learner)
    cards = Review.objects.filter(learner=learner, source=Review.Source.CARD)
    today = cards.filter(reviewed_at__gte=day_start(study_day(now, settings), settings))
    last = today.order_by("-reviewed_at", "-received_at", "-id").select_related("point__fact")
    review = last.first()
    if review is None:
        return None
    review_id = review.id
    review.delete()
    made = plan(learner.pk, [review.point_id])
    write(made)
    return Undone(
        review_id,
        point_key(review.point),
        Rating(review.rating),
        made.final[learner.pk, review.point_id],
    )


def _stored(ids: Iterable[UUID]) -> dict[UUID, Review]:
    reviews = Review.objects.filter(pk__in=set(ids)).select_related("point__fact")
    return {review.id: review for review in reviews}


def _points(learner: User, keys: Iterable[str]) -> dict[str, Point]:
    """What the learner may review, by key and with its fact: published, or met while it was."""
    wanted = Q(pk__in=[])
    for key in keys:
        fact, _dot, name = key.rpartition(".")
        wanted |= Q(fact__key=fact, name=name)
    may_review = Q(fact__status=Fact.Status.PUBLISHED) | Q(
        pk__in=learner.reviews.values("point_id")
    )
    points = Point.objects.filter(wanted).filter(may_review).select_related("fact")
    return {point_key(point): point for point in points}


def _check(
    learner: User,
    reviews: Sequence[ReviewInput],
    stored: dict[UUID, Review],
    points: dict[str, Point],
) -> None:
    taken, unknown = [], []
    asked: dict[UUID, str] = {}
    for review in reviews:
        kept = stored.get(review.id)
        is_foreign = kept is not None and kept.learner_id != learner.pk
        known_as = point_key(kept.point) if kept else asked.setdefault(review.id, review.point)
        if is_foreign or known_as != review.point:
            taken.append(_problem(review.id, "review_id_taken", "id"))
        elif kept is None and review.point not in points:
            unknown.append(_problem(review.id, "unknown_point", "point", point=review.point))
    if taken:
        raise ReviewIdTakenError(taken + unknown)
    if unknown:
        raise UnknownPointError(unknown)


def _problem(review_id: UUID, code: str, field: str, **params: str) -> Problem:
    return Problem(code, f"review {review_id}", field, params)


def _events(
    learner: User, reviews: Sequence[ReviewInput], points: dict[str, Point], now: datetime
) -> list[Review]:
    latest = max(review.reviewed_at for review in reviews)
    scheduling = scheduling_now(learner, now)
    return [
        new_review(
            learner,
            review.id,
            points[review.point],
            review.rating,
            _put_right(review.reviewed_at, now, latest - now),
            now,
            scheduling,
        )
        for review in reviews
    ]


def _put_right(reviewed_at: datetime, now: datetime, ahead: timedelta) -> datetime:
    """When a review was made, by a clock that is `ahead` by so much (not, where it is negative).

    A clock a little ahead was ahead all the time; where it is further off it may have jumped, and
    times that can be right stay. Compared before it is computed: any year can be sent.
    """
    is_moved = ahead > timedelta() and (ahead <= SMALL_SKEW or reviewed_at > now)
    shift = ahead if is_moved else timedelta()
    if reviewed_at - EARLIEST <= shift:
        return EARLIEST
    return (reviewed_at - shift).astimezone(UTC)


def outcome(review: Review, point: str, memory: MemoryState | None, is_new: bool) -> ReviewOutcome:
    return ReviewOutcome(
        review.id, point, Rating(review.rating), review.reviewed_at, memory, is_new
    )


def point_key(point: Point | None) -> str:
    return f"{point.fact.key}.{point.name}" if point else ""
