"""Teachers give several learners, or a class, more time in one call."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Attempt, Course, ExtraTime, Quiz, User
from quizzes.services.attempts import start_attempt
from quizzes.services.quiz_settings import change_settings
from tests.school_class import add_learner, make_class

pytestmark = pytest.mark.django_db
URL = "/api/v1/extra-time/many/"
TEN = {"course": "8a", "quiz": "first", "minutes": 10}
NAMES = [f"learner-{number}" for number in range(1, 5)]


@pytest.fixture
def course(db: None) -> Course:
    course = make_class()
    change_settings(Quiz.objects.get(key="first"), {"time_limit": 20})
    return course


def told(client: APIClient, **sent: Any) -> Any:
    answer = client.post(URL, sent)
    assert answer.status_code == 200, answer.content
    return answer.json()


def limits() -> dict[str, tuple[float | None, int | None]]:
    rows = ExtraTime.objects.values_list("learner__username", "quiz__key", "factor", "minutes")
    return {f"{name} {quiz}": (factor, minutes) for name, quiz, factor, minutes in rows}


def test_a_class_gets_more_time_and_open_attempts_follow(
    teacher_api: APIClient, course: Course
) -> None:
    learner, quiz = User.objects.get(username="learner-1"), Quiz.objects.get(key="first")
    attempt = start_attempt(learner, quiz, "en", timezone.now())
    assert told(teacher_api, **TEN) == {"given": NAMES, "kept": [], "deadlines": 1}
    ends = Attempt.objects.get(pk=attempt.pk).deadline_at
    assert ends == attempt.started_at + timedelta(minutes=30)
    assert limits() == {f"{name} first": (None, 10) for name in NAMES}


def test_learners_by_name_get_it_in_every_quiz(teacher_api: APIClient, course: Course) -> None:
    found = told(teacher_api, learners=["learner-2", "learner-1", "learner-2"], factor=1.5)
    assert found == {"given": NAMES[:2], "kept": [], "deadlines": 0}
    assert limits() == {f"{name} None": (1.5, None) for name in NAMES[:2]}


def test_who_has_extra_time_that_counts_there_keeps_it_unless_it_is_to_be_replaced(
    teacher_api: APIClient, course: Course
) -> None:
    first, second, third, _fourth = course.learners.order_by("username")
    one, other = Quiz.objects.get(key="first"), Quiz.objects.get(key="second")
    ExtraTime.objects.create(learner=first, factor=2)
    ExtraTime.objects.create(learner=second, quiz=one, minutes=5)
    ExtraTime.objects.create(learner=third, quiz=other, minutes=5)
    found = told(teacher_api, **TEN)
    assert (found["given"], found["kept"]) == (NAMES[2:], NAMES[:2])
    kept = {"learner-1 None": (2, None), "learner-2 first": (None, 5)}
    assert limits() == kept | {
        "learner-3 second": (None, 5),
        "learner-3 first": (None, 10),
        "learner-4 first": (None, 10),
    }
    assert told(teacher_api, **TEN, replace=True)["given"] == NAMES
    assert {key: each for key, each in limits().items() if key.endswith("first")} == {
        f"{name} first": (None, 10) for name in NAMES
    }
    assert limits()["learner-1 None"] == (2, None)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"learners": ["learner-1"]}, "", "learners_or_course"),
        ({"course": "9z"}, "course", "does_not_exist"),
        ({"quiz": "no-quiz"}, "quiz", "does_not_exist"),
        ({"minutes": None}, "", None),
        ({"factor": 2}, "", None),
        ({"minutes": 0}, "minutes", "min_value"),
        ({"factor": "nan", "minutes": None}, "factor", None),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_and_nobody_gets_anything(
    teacher_api: APIClient, course: Course, wrong: dict, field: str, code: str | None
) -> None:
    answer = teacher_api.post(URL, TEN | wrong)
    assert answer.status_code == 400, answer.json()
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert code in (None, error["code"])
    assert not ExtraTime.objects.exists()


def test_one_name_that_nobody_has_and_nobody_gets_anything(
    teacher_api: APIClient, course: Course
) -> None:
    answer = teacher_api.post(URL, {"learners": ["learner-1", "nobody"], "minutes": 5})
    assert [error["field"] for error in answer.json()["errors"]] == ["learners.1"]
    assert not ExtraTime.objects.exists()


def test_learners_give_nobody_time(
    student_api: APIClient, outsider_api: APIClient, course: Course
) -> None:
    assert student_api.post(URL, TEN).status_code == 403
    assert outsider_api.post(URL, TEN).status_code == 401
    assert not ExtraTime.objects.exists()


def test_a_larger_class_takes_the_same_queries(teacher_api: APIClient, course: Course) -> None:
    def queries() -> int:
        ExtraTime.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            told(teacher_api, **TEN)
        return len(captured)

    queries()  # the account's rights are kept in memory from here on
    before = queries()
    for number in range(10, 40):
        add_learner(course, f"learner-{number}")
    assert queries() == before
