"""Memories follow from the events of review: here they are derived, compared and written.

Whoever writes a learner's events holds the learner's lock first, so that two requests at once see
each other's events: on PostgreSQL a row lock, on SQLite the transaction that will write is alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from uuid import UUID

from quizzes.domain.memory.evidence import QuizAnswer
from quizzes.domain.memory.history import Event, corrected, follow
from quizzes.domain.memory.settings import Rating, Settings, study_day
from quizzes.domain.memory.state import MemoryState
from quizzes.models import Correction, Memory, Point, Review, StudyDay, User
from quizzes.selectors.study_new import what_is_known
from quizzes.selectors.study_settings import (
    Scheduling,
    fitted_weights,
    scheduling_on,
    seed_of,
    settings_at,
    state_of,
    zone_name,
)

STATE_FIELDS = [
    "state",
    "step",
    "stability",
    "difficulty",
    "due_at",
    "reviewed_at",
    "repetitions",
    "lapses",
]

PORTION = 200
"""Learners whose events are read together."""


def lock_learner(learner_id: int) -> User:
    """The learner as stored, whose events nobody else writes until this transaction ends."""
    # NO KEY: rows that refer to the learner can still be written meanwhile.
    return User.objects.select_for_update(of=("self",), no_key=True).get(pk=learner_id)


def lock_learners(learner_ids: Iterable[int]) -> None:
    """Lock several learners, in their order, so that nobody waits for one who waits for them."""
    locked = User.objects.select_for_update(of=("self",), no_key=True)
    list(locked.filter(pk__in=list(learner_ids)).order_by("pk").values_list("pk"))


def scheduling_now(learner: User, now: datetime) -> Scheduling:
    """What is in force for the learner's cards today; the day has begun when this returns.

    Called before anything is written, so that what is kept is the day as it began.
    """
    found = scheduling_on(learner, now)
    day = study_day(now, found.general)
    if found.latest is not None and found.latest.day >= day:
        return found
    begun = StudyDay.objects.create(
        learner=learner, day=day, load=found.general.load, **what_is_known(learner)
    )
    return replace(found, today=begun if learner.balances_load else None, latest=begun)


def new_review(
    learner: User,
    review_id: UUID,
    point: Point,
    rating: Rating,
    reviewed_at: datetime,
    now: datetime,
    scheduling: Scheduling,
    quiz: QuizAnswer | None = None,
) -> Review:
    """An event, not yet saved, with the settings that are in force for the learner.

    `point` comes with its fact. A review that arrives on a later day than it was made on is
    balanced by no load: nobody knows that of its day.
    """
    settings = scheduling.of(point.fact.article_id)
    is_of_today = study_day(reviewed_at, settings) == study_day(now, settings)
    return Review(
        id=review_id,
        learner=learner,
        point=point,
        rating=rating,
        source=Review.Source.QUIZ if quiz else Review.Source.CARD,
        reviewed_at=reviewed_at,
        received_at=now,
        guessing_chance=quiz.guessing_chance if quiz else 0.0,
        after_feedback=quiz.is_after_feedback if quiz else False,
        desired_retention=settings.desired_retention,
        time_zone=zone_name(learner),
        parameters=settings.parameters,
        maximum_interval=settings.maximum_interval,
        study_day=scheduling.today if is_of_today else None,
    )


@dataclass(frozen=True)
class Plan:
    """What has to be written so that a learner's memories agree with the events.

    `after` is the memory after each event, by the event's id; `final` that of each learner and
    point.
    """

    after: dict[UUID, MemoryState | None] = field(default_factory=dict)
    final: dict[tuple[int, int], MemoryState | None] = field(default_factory=dict)
    added: list[Review] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    memories: list[Memory] = field(default_factory=list)
    stale: list[Memory] = field(default_factory=list)


def plan(learner_id: int, point_ids: Collection[int], added: Sequence[Review] = ()) -> Plan:
    """Follow the events of some points of a learner; see `plan_each`."""
    return plan_each({learner_id: point_ids}, added)


def plan_each(points: Mapping[int, Collection[int]], added: Sequence[Review] = ()) -> Plan:
    """Follow the events of some points of each learner, stored and added ones in their order.

    Three queries for all of them, and one where parameters were fitted.

    Where a point was corrected, what was recalled of it before counts no more.
    """
    made = Plan(added=list(added))
    concerned = {point_id for point_ids in points.values() for point_id in point_ids}
    kept_events = Review.objects.filter(learner_id__in=list(points), point_id__in=concerned)
    stored = list(kept_events.select_related("study_day"))
    fitted = fitted_weights([*stored, *added])
    events: dict[tuple[int, int], list[Review]] = defaultdict(list)
    for review in sorted([*stored, *added], key=_place):
        events[review.learner_id, review.point_id].append(review)
    rows = Memory.objects.filter(learner_id__in=list(points), point_id__in=concerned)
    memories = {(memory.learner_id, memory.point_id): memory for memory in rows}
    new_ids = {review.id for review in added}
    corrections: dict[int, list[datetime]] = defaultdict(list)
    kept = Correction.objects.filter(point_id__in=concerned).order_by("at")
    for point_id, at in kept.values_list("point_id", "at"):
        corrections[point_id].append(at)
    for place in [(each, point_id) for each, ids in points.items() for point_id in ids]:
        followed = [(review, settings_at(review, fitted)) for review in events[place]]
        _follow(made, place, followed, corrections[place[1]], new_ids)
        _compare(made, place, memories.get(place))
    return made


def rewrite(points: Mapping[int, Collection[int]]) -> None:
    """Let the memories of these points of many learners, who are locked, follow their events.

    A constant number of queries for each portion of the learners.
    """
    learners = sorted(points)
    for start in range(0, len(learners), PORTION):
        write(plan_each({each: points[each] for each in learners[start : start + PORTION]}))


def write(made: Plan) -> None:
    """Write a plan; a constant number of queries."""
    Review.objects.bulk_create(made.added)
    if made.reviews:
        Review.objects.bulk_update(made.reviews, ["before"], batch_size=500)
    if made.memories:
        Memory.objects.bulk_create(
            made.memories,
            update_conflicts=True,
            unique_fields=["learner", "point"],
            update_fields=STATE_FIELDS,
        )
    if made.stale:
        Memory.objects.filter(pk__in=[memory.pk for memory in made.stale]).delete()


def _place(review: Review) -> tuple[datetime, datetime, UUID]:
    return review.reviewed_at, review.received_at, review.id


def _event(review: Review, settings: Settings) -> Event:
    quiz = None
    if review.source == Review.Source.QUIZ:
        is_right = review.rating != Rating.AGAIN
        quiz = QuizAnswer(is_right, review.guessing_chance, review.after_feedback)
    return Event(Rating(review.rating), review.reviewed_at, settings, quiz)


def _follow(
    made: Plan,
    place: tuple[int, int],
    events: list[tuple[Review, Settings]],
    corrections: list[datetime],
    new_ids: Iterable[UUID],
) -> None:
    seed, waiting = seed_of(*place), list(corrections)
    before: MemoryState | None = None
    last: Settings | None = None
    for review, settings in events:
        while waiting and waiting[0] <= review.reviewed_at:
            before = _reset(before, waiting.pop(0), last, seed)
        kept = before.to_json() if before else None
        if review.before != kept:
            review.before = kept
            if review.id not in new_ids:
                made.reviews.append(review)
        made.after[review.id] = before = follow(before, _event(review, settings), seed)
        last = settings
    for at in waiting:
        before = _reset(before, at, last, seed)
    made.final[place] = before


def _reset(
    state: MemoryState | None, at: datetime, last: Settings | None, seed: str
) -> MemoryState | None:
    return corrected(state, at, last, seed) if last else None


def _compare(made: Plan, place: tuple[int, int], memory: Memory | None) -> None:
    state = made.final[place]
    if state is None:
        if memory is not None:
            made.stale.append(memory)
    elif memory is None or state_of(memory) != state:
        members = {**asdict(state), "state": state.state.value}
        made.memories.append(Memory(learner_id=place[0], point_id=place[1], **members))
