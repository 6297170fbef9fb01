"""Who is in a course, and what a learner chooses for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.db import transaction

from quizzes.models import Course, Enrolment, User


def find_learners(text: str) -> tuple[list[User], list[str]]:
    """The people of user names that stand on lines or between commas, and names nobody has."""
    names = list(dict.fromkeys(re.findall(r"[^\s,;，；、]+", text)))
    found = User.objects.filter(is_active=True, username__in=names).in_bulk(field_name="username")
    return list(found.values()), [name for name in names if name not in found]


@transaction.atomic
def enrol(course: Course, learners: Iterable[User]) -> int:
    """Put learners in a course, and say how many are new; who is in it stays as they are."""
    present = set(course.enrolments.values_list("learner_id", flat=True))
    new = [Enrolment(course=course, learner=each) for each in learners if each.pk not in present]
    Enrolment.objects.bulk_create(new, ignore_conflicts=True)  # somebody may do so at this moment
    return len(new)


@transaction.atomic
def choose_retention(learner: User, chosen: Mapping[int, float | None]) -> None:
    """How much the learner wants to remember, by the course's id; None: as the course asks.

    Courses that the learner is not in are passed over. It counts from the next review on.
    """
    for course_id, retention in chosen.items():
        enrolments = Enrolment.objects.filter(learner=learner, course_id=course_id)
        enrolments.update(desired_retention=retention)
