"""How a learner's cards are scheduled, and their memory as the domain reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings as site
from django.db.models import Count, Q

from quizzes.domain.memory.settings import (
    PARAMETERS,
    Settings,
    day_start,
    study_day,
)
from quizzes.domain.memory.state import MemoryState, State
from quizzes.models import Enrolment, Memory, ParameterSet, Review, StudyDay, User

LOAD_DAYS = 100
"""How far a study day looks ahead: the longest balanced interval with its fuzz."""


@dataclass(frozen=True)
class Scheduling:
    """What is in force for a learner's cards: of most articles, and of those of a course.

    `latest` is the study day that was begun last, perhaps today; `today` is the one whose load is
    balanced, None where none is.
    """

    general: Settings
    by_article: Mapping[int, Settings] = field(default_factory=dict)
    today: StudyDay | None = None
    latest: StudyDay | None = None

    def of(self, article_id: int) -> Settings:
        """For the cards of an article, by its primary key."""
        return self.by_article.get(article_id, self.general)


def settings_for(learner: User) -> Settings:
    """What a learner chose, and the zone of their study day; for a card see `scheduling_for`."""
    return Settings(
        desired_retention=learner.desired_retention,
        zone=zone_of(learner.time_zone),
        maximum_interval=learner.maximum_interval,
    )


def scheduling_for(learner: User) -> Scheduling:
    """What is in force for each article, without the load of a day. Three queries.

    Retention: what the learner chose for the course; else what the course asks; else what the
    learner chose for everything. Parameters: the set fitted to the learner; else to the course;
    else the default. Of several courses with one article, the one that asks most.
    """
    courses = _courses(learner)
    own, by_course = _sets_in_force(learner)
    general = _with_parameters(settings_for(learner), own)
    by_article: dict[int, Settings] = {}
    for course_id, retention, articles in courses:
        fitted = own or by_course.get(course_id)
        found = _with_parameters(replace(general, desired_retention=retention), fitted)
        for article_id in articles:
            known = by_article.get(article_id)
            if known is None or known.desired_retention < retention:
                by_article[article_id] = found
    latest = StudyDay.objects.filter(learner=learner).order_by("-day").first()
    return Scheduling(general, by_article, latest=latest)


def scheduling_on(learner: User, now: datetime, known: Scheduling | None = None) -> Scheduling:
    """What is in force for each article today, with the day's load. At most one query more.

    The load is that of the study day as it began, which is kept with its first review. `known` is
    what `scheduling_for` found, where it was asked already.
    """
    found = known or scheduling_for(learner)
    if not learner.balances_load:
        return found
    day = study_day(now, found.general)
    if found.latest and found.latest.day > day:
        return found  # the learner has gone west, to a day that is over
    today = found.latest if found.latest and found.latest.day == day else None
    load = tuple(today.load) if today else load_from(learner, day, found.general)
    return Scheduling(
        replace(found.general, load=load),
        {article: replace(each, load=load) for article, each in found.by_article.items()},
        today,
        found.latest,
    )


def load_from(learner: User, day: date, settings: Settings) -> tuple[int, ...]:
    """How many of a learner's cards are due on each of the days after a study day (0 is itself)."""
    starts = [day_start(day + timedelta(days=n), settings) for n in (1, LOAD_DAYS)]
    due = Memory.objects.filter(learner=learner, due_at__gte=starts[0], due_at__lt=starts[1])
    load = [0] * LOAD_DAYS
    # Known cards are due when a day begins, so that there are few different moments.
    for due_at, count in due.order_by().values_list("due_at").annotate(n=Count("pk")):
        load[(study_day(due_at, settings) - day).days] += count
    return tuple(load) if any(load) else ()


def settings_at(review: Review, fitted: Mapping[str, tuple[float, ...]]) -> Settings:
    """What was in force when a review was made; `fitted` as from `fitted_weights`."""
    settings = Settings(
        desired_retention=review.desired_retention,
        zone=zone_of(review.time_zone),
        parameters=review.parameters,
        fitted=fitted.get(review.parameters, ()),
        maximum_interval=review.maximum_interval,
    )
    return replace(settings, load=tuple(review.study_day.load)) if review.study_day else settings


def fitted_weights(reviews: Iterable[Review]) -> dict[str, tuple[float, ...]]:
    """The numbers of the fitted sets that some reviews name; no query where they name none."""
    names = {review.parameters for review in reviews} - set(PARAMETERS)
    if not names:
        return {}
    sets = ParameterSet.objects.filter(key__in=names).values_list("key", "weights")
    return {key: tuple(weights) for key, weights in sets}


def _courses(learner: User) -> list[tuple[int, float, list[int]]]:
    """The learner's courses, what is to be retained in each, and their articles."""
    articles: dict[int, list[int]] = defaultdict(list)
    retention: dict[int, float] = {}
    rows = Enrolment.objects.filter(learner=learner, course__articles__isnull=False).order_by()
    for course_id, own, asked, article_id in rows.values_list(
        "course_id", "desired_retention", "course__desired_retention", "course__articles"
    ):
        retention[course_id] = own or asked or learner.desired_retention
        articles[course_id].append(article_id)
    return [(course_id, retention[course_id], found) for course_id, found in articles.items()]


def _sets_in_force(learner: User) -> tuple[ParameterSet | None, dict[int, ParameterSet]]:
    sets = ParameterSet.objects.filter(
        Q(learner=learner)
        | Q(course__in=Enrolment.objects.filter(learner=learner).values("course")),
        status=ParameterSet.Status.IN_FORCE,
    ).order_by()
    own, by_course = None, {}
    for each in sets:
        if each.course_id is None:
            own = each
        else:
            by_course[each.course_id] = each
    return own, by_course


def _with_parameters(settings: Settings, fitted: ParameterSet | None) -> Settings:
    if fitted is None:
        return settings
    return replace(settings, parameters=fitted.key, fitted=tuple(fitted.weights))


def zone_name(learner: User) -> str:
    """The name of the zone in which a learner's study day begins."""
    return learner.time_zone or site.TIME_ZONE


def zone_of(name: str) -> ZoneInfo:
    """The zone of a name; the site's for an empty one."""
    try:
        return ZoneInfo(name or site.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        # Zones get renamed and removed; a learner who kept an old name can still study.
        return ZoneInfo(site.TIME_ZONE)


def seed_of(learner_id: int, point_id: int) -> str:
    """What the fuzz of a learner's card for a point is drawn from, with the repetition."""
    return f"{learner_id}:{point_id}"


def state_of(memory: Memory) -> MemoryState:
    """A stored memory as the domain reads it."""
    return MemoryState(
        stability=memory.stability,
        difficulty=memory.difficulty,
        state=State(memory.state),
        step=memory.step,
        due_at=memory.due_at,
        reviewed_at=memory.reviewed_at,
        repetitions=memory.repetitions,
        lapses=memory.lapses,
    )
