"""What a quiz told of a memory follows the marks, when they are given anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID, uuid5

from quizzes.domain.memory.settings import Rating
from quizzes.models import Review
from quizzes.services.regrade_plans import NewMark, RegradePlan, ScoreChange
from quizzes.services.study_events import lock_learners, rewrite


def follow_regrade(regrade: RegradePlan) -> None:
    """Let the events of review say what the new marks say, and the memories follow.

    Right is 'good', wrong is 'again'. A question whose right answer could not be given tells
    nothing: its event goes. Queries are constant for each portion of events and learners.
    """
    told = {key: says for change in regrade.changes for key, says in _told(change)}
    events = Review.objects.filter(pk__in=told, source=Review.Source.QUIZ)
    found = list(events.order_by("learner_id", "pk"))
    points: dict[int, set[int]] = defaultdict(set)
    for event in found:
        points[event.learner_id].add(event.point_id)
    lock_learners(points)
    _follow(found, told)
    rewrite(points)


def _told(change: ScoreChange) -> Iterator[tuple[UUID, bool | None]]:
    """Ids of the events that an attempt wrote, with whether it was known; None: it tells not."""
    for new in change.marks:
        if not new.parts:
            known = None if new.is_credited else new.mark.score >= 1.0
            yield uuid5(change.attempt.pk, str(new.position)), known
        for point in {part.point for part in new.parts if part.point}:
            yield uuid5(change.attempt.pk, f"{new.position}/{point}"), _known(new, point)


def _known(new: NewMark, point: str) -> bool | None:
    """Whether every part that asks the point is right; None where one was credited."""
    places = [place for place, part in enumerate(new.parts) if part.point == point]
    if new.is_credited or any(place in new.credited for place in places):
        return None
    return all(new.parts[place].is_right for place in places if new.parts[place].given)


def _follow(events: list[Review], told: dict[UUID, bool | None]) -> None:
    silent = [event.pk for event in events if told[event.pk] is None]
    if silent:
        Review.objects.filter(pk__in=silent).delete()
    kept = [event for event in events if told[event.pk] is not None]
    for event in kept:
        event.rating = Rating.GOOD if told[event.pk] else Rating.AGAIN
    Review.objects.bulk_update(kept, ["rating"], batch_size=500)
