"""Fitting the parameters of scheduling to reviews, by an optimiser that need not be installed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import pairwise

from django.db import transaction
from django.db.models import QuerySet

from quizzes.domain.memory.fitting import (
    HELD_OUT,
    LEAST_REVIEWS,
    History,
    Recall,
    log_loss,
    within_bounds,
)
from quizzes.domain.memory.settings import (
    CURRENT_PARAMETERS,
    PARAMETERS,
    Rating,
    Settings,
    days_between,
)
from quizzes.models import Course, ParameterSet, Review, User
from quizzes.selectors.study_settings import zone_of

OPTIMISER = "fsrs_rs_python"

Optimiser = Callable[[Sequence[History]], tuple[float, ...]]
"""Weights fitted to histories; those held out are not among them."""


class OptimiserMissingError(Exception):
    """The package that fits is not installed; everything else works without it."""


@dataclass(frozen=True)
class Fitting:
    """What came of fitting: `fitted` is None where there were too few reviews to try."""

    owner: User | Course
    review_count: int
    fitted: ParameterSet | None = None

    @property
    def is_kept(self) -> bool:
        return self.fitted is not None and self.fitted.status == ParameterSet.Status.IN_FORCE


def installed_optimiser() -> Optimiser:
    """The Rust optimiser of FSRS. Raises OptimiserMissingError."""
    try:
        package = import_module(OPTIMISER)
    except ImportError as error:
        raise OptimiserMissingError from error

    def optimise(histories: Sequence[History]) -> tuple[float, ...]:
        items = [
            package.FSRSItem([package.FSRSReview(int(r.rating), r.days) for r in history[:end]])
            for history in histories
            for end in range(2, len(history) + 1)
            if history[end - 1].days > 0
        ]
        return tuple(package.FSRS(list(PARAMETERS[CURRENT_PARAMETERS])).compute_parameters(items))

    return optimise


def fit(owner: User | Course, now: datetime, optimise: Optimiser) -> Fitting:
    """Fit parameters to the reviews of a learner, or of those in a course on its articles.

    The latest fifth of the reviews is held out. The new set comes into force only when its log loss
    on them is less than that of the numbers in force; otherwise it is kept for the record.
    """
    reviews = _telling(owner)
    histories = _histories(reviews)
    if len(reviews) < LEAST_REVIEWS:
        return Fitting(owner, len(reviews))
    weights = within_bounds(optimise([_seen(history) for history in histories]))
    before, count = log_loss(histories, _weights_in_force(owner))
    after, _count = log_loss(histories, weights)
    is_better = count > 0 and after < before
    fitted = _keep(owner, now, weights, is_better)
    fitted.review_count, fitted.held_out_count = len(reviews) - count, count
    fitted.log_loss_before, fitted.log_loss_after = before, after
    _store(owner, fitted)
    return Fitting(owner, len(reviews), fitted)


def take_out_of_force(sets: QuerySet[ParameterSet]) -> int:
    """What follows is scheduled by the course's set or the default; how many sets it concerned."""
    in_force = sets.filter(status=ParameterSet.Status.IN_FORCE)
    return in_force.update(status=ParameterSet.Status.REPLACED)


def _telling(owner: User | Course) -> list[Review]:
    """The reviews that told of a memory by recall: cards, and quiz answers written by hand."""
    reviews: QuerySet[Review] = Review.objects.filter(after_feedback=False, guessing_chance=0)
    if isinstance(owner, User):
        reviews = reviews.filter(learner=owner)
    else:
        reviews = reviews.filter(
            learner__in=owner.enrolments.values("learner"),
            point__fact__article__in=owner.articles.values("pk"),
        )
    return list(reviews.order_by("reviewed_at", "received_at", "id").defer("before"))


def _histories(reviews: Sequence[Review]) -> list[History]:
    """The reviews of each card, in study days; the latest ones of all are held out."""
    held_from = len(reviews) - int(len(reviews) * HELD_OUT)
    cards: dict[tuple[int, int], list[tuple[Review, bool]]] = defaultdict(list)
    for place, review in enumerate(reviews):
        cards[review.learner_id, review.point_id].append((review, place >= held_from))
    return [_history(card) for card in cards.values()]


def _history(card: Sequence[tuple[Review, bool]]) -> History:
    first, is_held_out = card[0]
    history = [Recall(Rating(first.rating), 0, is_held_out)]
    for (last, _held), (review, is_held_out) in pairwise(card):
        settings = Settings(zone=zone_of(review.time_zone))
        days = days_between(last.reviewed_at, review.reviewed_at, settings)
        history.append(Recall(Rating(review.rating), days, is_held_out))
    return history


def _seen(history: History) -> History:
    return [recall for recall in history if not recall.is_held_out]


def _weights_in_force(owner: User | Course) -> tuple[float, ...]:
    known = _sets_of(owner).filter(status=ParameterSet.Status.IN_FORCE).first()
    return tuple(known.weights) if known else PARAMETERS[CURRENT_PARAMETERS]


def _sets_of(owner: User | Course) -> QuerySet[ParameterSet]:
    return ParameterSet.objects.filter(
        **({"learner": owner} if isinstance(owner, User) else {"course": owner})
    )


def _keep(
    owner: User | Course, now: datetime, weights: tuple[float, ...], is_better: bool
) -> ParameterSet:
    is_learner = isinstance(owner, User)
    status = ParameterSet.Status.IN_FORCE if is_better else ParameterSet.Status.NOT_BETTER
    return ParameterSet(
        learner=owner if isinstance(owner, User) else None,
        course=owner if isinstance(owner, Course) else None,
        key=f"fsrs6-{'learner' if is_learner else 'course'}-{owner.pk}",
        weights=list(weights),
        status=status,
        fitted_at=now,
    )


@transaction.atomic
def _store(owner: User | Course, fitted: ParameterSet) -> None:
    """Number the set after those before, and let it replace the one in force if it is better."""
    type(owner).objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    earlier = ParameterSet.objects.filter(key__startswith=f"{fitted.key}-")
    fitted.key = f"{fitted.key}-{earlier.count() + 1}"
    if fitted.status == ParameterSet.Status.IN_FORCE:
        in_force = _sets_of(owner).filter(status=ParameterSet.Status.IN_FORCE)
        in_force.update(status=ParameterSet.Status.REPLACED)
    fitted.save(force_insert=True)
