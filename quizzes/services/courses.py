"""Courses: what they are, who is in them, and what a learner chooses for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction

from quizzes.models import Article, Course, Enrolment, User
from quizzes.models.base import text_of
from quizzes.services.histories import log_addition, log_changed_fields, log_parts
from quizzes.services.keys import new_key


def names_in(text: str) -> list[str]:
    """The user names that stand on lines or between commas, each once.

    >>> names_in("ann, 王芳；ben ann")
    ['ann', '王芳', 'ben']
    """
    return list(dict.fromkeys(re.findall(r"[^\s,;，；、]+", text)))


def learners_named(names: Sequence[str]) -> dict[str, User]:
    """Who can be put in a course, by user name; names that nobody has are left out."""
    return User.objects.filter(is_active=True).in_bulk(names, field_name="username")


def members_named(course: Course, names: Sequence[str]) -> dict[str, User]:
    """Who is in the course, by user name; names of others are left out."""
    return course.learners.in_bulk(names, field_name="username")


@transaction.atomic
def keep_course(
    by: User,
    course: Course,
    changed: Collection[str] = (),
    articles: Iterable[Article] | None = None,
    learners: Iterable[User] = (),
) -> Course:
    """Keep a course; of one that is there, `changed` names what is other than before.

    `articles` take the place of those before (None: they stay), `learners` are put in besides. A
    key that is empty is made from the English name. The history tells who did it. Raises
    ValidationError for what a course cannot be.
    """
    is_new = course.pk is None
    course.key = course.key or new_key(Course, text_of(course, "name").get("en", ""), "course")
    course.full_clean()
    course.save()
    if articles is not None:
        course.articles.set(articles)
    if is_new:
        log_addition(by, course)
    elif changed:
        log_changed_fields(by, course, changed)
    enrol(course, learners, by)
    return course


@transaction.atomic
def enrol(course: Course, learners: Iterable[User], by: User | None = None) -> int:
    """Put learners in a course, and say how many are new; who is in it stays as they are.

    `by` is told in the history; the admin tells it there itself.
    """
    present = set(course.enrolments.values_list("learner_id", flat=True))
    new = [Enrolment(course=course, learner=each) for each in learners if each.pk not in present]
    Enrolment.objects.bulk_create(new, ignore_conflicts=True)  # somebody may do so at this moment
    if by is not None:
        log_parts(by, course, "added", new)
    return len(new)


@transaction.atomic
def take_out(course: Course, learners: Iterable[User], by: User | None = None) -> int:
    """Take learners out of a course, and say how many were in it.

    What they chose for the course is forgotten; attempts, cards and memories are theirs and stay.
    `by` is told in the history; the admin tells it there itself.
    """
    gone = list(course.enrolments.filter(learner__in=learners).select_related("learner"))
    course.enrolments.filter(pk__in=[each.pk for each in gone]).delete()
    if by is not None:
        log_parts(by, course, "deleted", gone)
    return len(gone)


@transaction.atomic
def choose_retention(learner: User, chosen: Mapping[int, float | None]) -> None:
    """How much the learner wants to remember, by the course's id; None: as the course asks.

    Courses that the learner is not in are passed over. It counts from the next review on.
    """
    for course_id, retention in chosen.items():
        enrolments = Enrolment.objects.filter(learner=learner, course_id=course_id)
        enrolments.update(desired_retention=retention)
