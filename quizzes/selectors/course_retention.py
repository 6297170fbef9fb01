"""How much a learner wants to remember of each of their courses, beside what the course asks."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.models import Enrolment, User
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class CourseRetention:
    """A course that a learner is in, and its share of cards to remember, 0.70 to 0.97.

    `chosen` is the learner's choice and `asked` the course's, each None where there is none;
    `in_force` the first there is of `chosen`, `asked` and what the learner chose for everything.
    """

    course_id: int
    key: str
    name: Words
    articles: tuple[str, ...]
    asked: float | None
    chosen: float | None
    in_force: float


def course_retentions(learner: User, language: str) -> list[CourseRetention]:
    """A learner's courses by their keys. Two queries."""
    enrolments = Enrolment.objects.filter(learner=learner).select_related("course")
    found = enrolments.prefetch_related("course__articles").order_by("course__key")
    return [_retention(each, learner, language) for each in found]


def _retention(enrolment: Enrolment, learner: User, language: str) -> CourseRetention:
    course, chosen = enrolment.course, enrolment.desired_retention
    asked = course.desired_retention
    return CourseRetention(
        course_id=course.pk,
        key=course.key,
        name=words_of(course, "name", language),
        articles=tuple(sorted(article.key for article in course.articles.all())),
        asked=asked,
        chosen=chosen,
        in_force=chosen or asked or learner.desired_retention,
    )
