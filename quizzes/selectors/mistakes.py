"""The mistakes book of a learner, followed from the events of review: there is no second truth.

Quizzes and cards leave these events for the memory, and a regrade puts them right; so does the
book. What an open attempt asks is left out whole: that it was missed before would tell something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db.models import Max

from quizzes.domain.memory.settings import Rating, Settings, study_day
from quizzes.domain.mistakes import Answered, Standing, standing
from quizzes.models import AttemptSlot, Correction, Fact, Point, Review, User
from quizzes.models.sitting import ReviewScope
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.study_settings import settings_for


class Answer(NamedTuple):
    """One answer that told of a point, in a quiz or on a card."""

    at: datetime
    is_right: bool
    is_card: bool


@dataclass(frozen=True)
class Mistake:
    """A point in the book: its key, where it stands, and its answers, oldest first.

    `is_due`: a right answer today would bring it nearer to leaving.
    """

    point_id: int
    point: str
    fact_id: int
    standing: Standing
    answers: tuple[Answer, ...]
    is_due: bool

    @property
    def missed(self) -> Answer:
        """The last wrong answer in a quiz."""
        return self.answers[_last_miss(self.answers)]


def mistakes(
    learner: User, now: datetime, article: str | None = None, topic: str | None = None
) -> list[Mistake]:
    """The points in a learner's book, in the order of articles, topics and passages.

    Of everything, or of an article, or one topic of it, by their keys. Five queries.
    """
    settings = settings_for(learner)
    today, asked = study_day(now, settings), facts_being_asked(learner)
    inside = _inside(learner, settings)
    return [
        Mistake(pk, f"{fact}.{name}", fact_id, *inside[pk], inside[pk][0].is_due(today))
        for pk, fact, name, fact_id in _published(inside, article, topic)
        if fact not in asked
    ]


def to_practise(found: Iterable[Mistake]) -> list[Mistake]:
    """Those that are due: what was answered longest ago comes first, so that what was missed just
    now comes back at the end."""
    due = (each for each in found if each.is_due)
    return sorted(due, key=lambda each: (each.answers[-1].at, each.point_id))


def _inside(learner: User, settings: Settings) -> dict[int, tuple[Standing, tuple[Answer, ...]]]:
    """Where each point in the book stands, and the answers that count."""
    answers = _answers(learner)
    corrected = _corrected(answers)
    inside = {}
    for point, made in answers.items():
        since = corrected.get(point)
        valid = tuple(each for each in made if since is None or each.at >= since)
        found = _standing(valid, settings)
        if found.is_in:
            inside[point] = found, valid
    return inside


def _standing(answers: tuple[Answer, ...], settings: Settings) -> Standing:
    """What was before the last miss in a quiz has no bearing but on the count of misses: nobody's
    days are worked out for it."""
    last = _last_miss(answers)
    if last < 0:
        return Standing()
    found = standing(
        Answered(study_day(each.at, settings), each.is_right, each.is_card)
        for each in answers[last:]
    )
    missed = sum(not each.is_right and not each.is_card for each in answers)
    return replace(found, missed=missed)


def _last_miss(answers: tuple[Answer, ...]) -> int:
    """The place of the last wrong answer in a quiz, -1 where there is none."""
    for place in range(len(answers) - 1, -1, -1):
        if not answers[place].is_right and not answers[place].is_card:
            return place
    return -1


def _answers(learner: User) -> dict[int, list[Answer]]:
    """The answers on each point that was ever missed in a quiz, oldest first."""
    told = Review.objects.filter(learner=learner, after_feedback=False).order_by()
    missed = told.filter(source=Review.Source.QUIZ, rating=Rating.AGAIN).values("point")
    rows = told.filter(point__in=missed).order_by("reviewed_at", "received_at", "id")
    if silent := silent_reviews(learner):
        rows = rows.exclude(pk__in=silent)
    again, card = Rating.AGAIN.value, Review.Source.CARD.value
    found: dict[int, list[Answer]] = defaultdict(list)
    for point, at, rating, source in rows.values_list(
        "point_id", "reviewed_at", "rating", "source"
    ):
        found[point].append(Answer(at, rating != again, source == card))
    return found


def evidence_id(attempt: UUID, position: int, point: str = "") -> UUID:
    """The id of the review that an answer leaves: of a question, or of one point in its parts."""
    return uuid5(attempt, f"{position}/{point}" if point else str(position))


def silent_reviews(learner: User) -> set[UUID]:
    """What came of quizzes that tell nobody which answers were wrong, but only the score."""
    slots = AttemptSlot.objects.filter(
        attempt__learner=learner, attempt__quiz__review=ReviewScope.SCORE
    )
    rows = slots.values_list("attempt_id", "position", "version__asks")
    return {
        evidence_id(attempt, position, key)
        for attempt, position, asks in rows
        for key in ("", *asks)
    }


def _corrected(points: Iterable[int]) -> dict[int, datetime]:
    """When the truth of a point was last corrected: what was answered before counts no more."""
    rows = Correction.objects.filter(point__in=points).order_by().values_list("point_id")
    return dict(rows.annotate(at=Max("at")))


def _published(
    points: Iterable[int], article: str | None, topic: str | None
) -> Iterable[tuple[int, str, str, int]]:
    """Id, fact, name and id of the fact of those points that learners may see."""
    rows = Point.objects.filter(pk__in=points, fact__status=Fact.Status.PUBLISHED)
    if article is not None:
        rows = rows.filter(fact__article__key=article)
    if topic is not None:
        rows = rows.filter(fact__topic__key=topic)
    order = (
        *("-fact__article__published_on", "fact__article__key", "fact__topic__position"),
        *("fact__topic__key", "fact__passage__number", "fact_id", "position", "pk"),
    )
    return rows.order_by(*order).values_list("pk", "fact__key", "name", "fact_id")
