"""What a learner chooses for a course."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from quizzes.models import Enrolment, User


@transaction.atomic
def choose_retention(learner: User, chosen: Mapping[int, float | None]) -> None:
    """How much the learner wants to remember, by the course's id; None: as the course asks.

    Courses that the learner is not in are passed over. It counts from the next review on.
    """
    for course_id, retention in chosen.items():
        enrolments = Enrolment.objects.filter(learner=learner, course_id=course_id)
        enrolments.update(desired_retention=retention)
