"""What a quiz tells of a learner's memory: each answer, or each part of one, counts once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from quizzes.domain.codec import decode
from quizzes.domain.items import Form
from quizzes.domain.marking import parts_of
from quizzes.domain.memory.evidence import QuizAnswer, guessing_chance
from quizzes.domain.memory.settings import Rating
from quizzes.domain.responses import MalformedResponseError, PartMark
from quizzes.models import Attempt, Point, Response, Review, User
from quizzes.selectors.marking_anew import corrected_since
from quizzes.selectors.study_settings import Scheduling
from quizzes.services.study import ReviewOutcome, outcome, point_key
from quizzes.services.study_events import lock_learner, new_review, plan, scheduling_now, write


@dataclass(frozen=True)
class _Told:
    """What an answer tells of one point."""

    id: UUID
    point: Point
    response: Response
    is_right: bool


@transaction.atomic
def record_quiz_evidence(
    attempt: Attempt, now: datetime, after_feedback: Collection[int] = ()
) -> list[ReviewOutcome]:
    """Record what the marked answers of an attempt tell of the memory, once for each position.

    Of matching and cloze each part is evidence for the point that it asks. A point that was
    corrected since the question was shown is told nothing of. `after_feedback` lists
    positions that were answered when the answer had been shown. Questions without a point, and
    what was left unanswered or blank, tell nothing. See `quizzes.domain.memory.evidence.after_quiz`
    for what an answer counts.
    """
    learner = lock_learner(attempt.learner_id)
    responses = list(_marked(attempt))
    corrected = corrected_since(response.slot for response in responses)
    points = {k: point for k, point in _points(responses).items() if k not in corrected}
    told = {each.id: each for r in responses for each in _told(attempt, r, points)}
    recorded = set(Review.objects.filter(pk__in=told).values_list("pk", flat=True))
    fresh = [each for each in told.values() if each.id not in recorded]
    if not fresh:
        return []
    scheduling = scheduling_now(learner, now)
    added = [_review(learner, each, now, after_feedback, scheduling) for each in fresh]
    made = plan(learner.pk, {review.point_id for review in added}, added)
    write(made)
    return [
        outcome(review, point_key(told[review.id].point), made.after[review.id], True)
        for review in added
    ]


def _marked(attempt: Attempt) -> Iterable[Response]:
    return (
        Response.objects.filter(slot__attempt=attempt, score__isnull=False)
        .select_related("slot__version__item__point__fact")
        .order_by("slot__position")
    )


def _points(responses: Iterable[Response]) -> dict[str, Point]:
    """The points by key that the questions ask; one query, where some ask more than their own."""
    items = [response.slot.version.item for response in responses]
    known = {point_key(item.point): item.point for item in items if item.point}
    wanted = Q()
    for key in {key for response in responses for key in response.slot.version.asks} - set(known):
        fact, _dot, name = key.rpartition(".")
        wanted |= Q(fact__key=fact, name=name)
    found = Point.objects.filter(wanted).select_related("fact") if wanted else ()
    return known | {point_key(point): point for point in found}


def _told(attempt: Attempt, response: Response, points: dict[str, Point]) -> Iterator[_Told]:
    slot = response.slot
    parts = _parts(response, attempt.language)
    if parts:
        given = [part for part in parts if part.given]
        # A point asked in two places was known only if it was right in both.
        wrong = {part.point for part in given if not part.is_right}
        for key in dict.fromkeys(part.point for part in given):
            review_id = uuid5(attempt.id, f"{slot.position}/{key}")
            if key in points:
                yield _Told(review_id, points[key], response, key not in wrong)
    elif point_key(slot.version.item.point) in points and not _says_nothing(response):
        is_right = (response.score or 0.0) >= 1.0
        review_id = uuid5(attempt.id, str(slot.position))
        yield _Told(review_id, points[point_key(slot.version.item.point)], response, is_right)


def _says_nothing(response: Response) -> bool:
    return _is_blank(response) or _is_between(response)


def _parts(response: Response, language: str) -> list[PartMark]:
    """The parts that ask a point of their own; [] for a form without them."""
    try:
        parts = parts_of(response.slot.version.to_content(), response.answer, language)
    except MalformedResponseError:  # readable once, by older rules
        return []
    return [part for part in parts if part.point]


def _is_blank(response: Response) -> bool:
    return not any(value not in (None, "", [], {}) for value in response.answer.values())


def _is_between(response: Response) -> bool:
    """Whether one score stands for several points and tells of none: it may be the others'.

    Of events in their order none is told: who knows the order need not know a date.
    """
    version = response.slot.version
    if len(version.asks) < 2:
        return False
    return version.item.form == Form.ORDERING or 0.0 < (response.score or 0.0) < 1.0


def _review(
    learner: User,
    told: _Told,
    now: datetime,
    after_feedback: Collection[int],
    scheduling: Scheduling,
) -> Review:
    slot = told.response.slot
    form, body = Form(slot.version.item.form), decode(slot.version.body)
    is_late = slot.position in after_feedback
    return new_review(
        learner,
        told.id,
        told.point,
        Rating.GOOD if told.is_right else Rating.AGAIN,
        min(told.response.saved_at, now),
        now,
        scheduling,
        QuizAnswer(told.is_right, guessing_chance(form, body), is_late),
    )
