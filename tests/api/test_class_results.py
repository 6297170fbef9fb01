"""What a class did, for a teacher's program."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from quizzes.models import Course, Item, Quiz, User
from quizzes.models.base import PublicationStatus
from tests.school_class import add_learner, make_class, take

pytestmark = pytest.mark.django_db
RESULTS = "/api/v1/courses/8a/results/"
FIRST = f"{RESULTS}first/"


@pytest.fixture
def course(db: None) -> Course:
    return make_class()


def told(client: APIClient, address: str, **query: Any) -> Any:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_each_learner_has_the_score_that_counts_in_the_quizzes_they_began(
    teacher_api: APIClient, course: Course
) -> None:
    Quiz.objects.update(pass_mark=0.6)
    done = take("learner-1", "aa")
    take("learner-2", "ab")
    again = take("learner-2", "bb")  # the best one counts
    begun = take("learner-3", "a-", is_done=False)
    found = told(teacher_api, RESULTS)
    first, second, third, fourth = found["results"]
    assert (first["learner"], first["name"], first["handed_in"]) == ("learner-1", "王1", 1)
    assert first["quizzes"] == [
        {
            "quiz": "first",
            "attempt": str(done.pk),
            "share": 1.0,
            "handed_in": 1,
            "is_open": False,
            "is_passed": True,
        }
    ]
    (cell,) = second["quizzes"]
    assert (cell["attempt"], cell["share"], cell["handed_in"]) == (str(again.pk), 0.5, 2)
    assert cell["is_passed"] is False
    (cell,) = third["quizzes"]
    assert (cell["attempt"], cell["share"], cell["is_open"]) == (str(begun.pk), None, True)
    assert (fourth["quizzes"], fourth["handed_in"]) == ([], 0)


def test_the_quizzes_are_told_for_the_whole_class_on_every_page(
    teacher_api: APIClient, course: Course
) -> None:
    take("learner-1", "aa")
    take("learner-4", "ab")
    take("learner-3", "a-", is_done=False)
    for number in (1, 2):
        found = told(teacher_api, RESULTS, page=number, page_size=2)
        assert (found["count"], len(found["results"])) == (4, 2)
        (quiz,) = found["quizzes"]
        assert quiz["title"]["en"] == "Quiz on cotton"
        assert [quiz[name] for name in ("key", "begun", "handed_in")] == ["first", 3, 2]
        assert quiz["mean"] == 0.75
        assert found["untouched"] == ["second"]
    assert found["previous"].endswith(f"{RESULTS}?page_size=2")
    assert teacher_api.get(RESULTS, {"page": 3, "page_size": 2}).status_code == 404


def test_a_quiz_tells_who_is_missing_and_its_hardest_question_first(
    teacher_api: APIClient, course: Course
) -> None:
    take("learner-1", "ab")
    take("learner-2", "a-")
    take("learner-2", "aa")  # a second attempt knows the answers
    take("learner-3", "aa", is_done=False)
    found = told(teacher_api, FIRST)
    assert found["missing"] == [
        {"learner": "learner-3", "name": "王3", "is_open": True},
        {"learner": "learner-4", "name": "王4", "is_open": False},
    ]
    assert (found["learners"], found["quiz"]["handed_in"]) == (4, 2)
    easy, hard = Item.objects.filter(slots__quiz__key="first").order_by("slots__position")
    assert [each["item"] for each in found["results"]] == [hard.key, easy.key]
    shown = found["results"][0]
    assert shown["stem"]["en"] == f"Stem of {hard.key}"
    assert [shown[name] for name in ("version", "form")] == [1, "single_choice"]
    assert [shown[name] for name in ("n", "blank", "mean")] == [2, 1, 0]
    assert shown["low"] == 0
    assert 0.6 < shown["high"] < 0.7
    assert shown["is_enough"] is False


def test_a_mean_of_ten_learners_is_enough(teacher_api: APIClient, course: Course) -> None:
    for number in range(10, 20):
        add_learner(course, f"learner-{number}")
        take(f"learner-{number}", "ab")
    assert [each["is_enough"] for each in told(teacher_api, FIRST)["results"]] == [True, True]


def test_a_class_without_anybody_or_anything_is_told_as_such(teacher_api: APIClient) -> None:
    Course.objects.create(key="8a", name_en="8a")
    found = told(teacher_api, RESULTS)
    assert (found["count"], found["results"], found["quizzes"], found["untouched"]) == (
        0,
        [],
        [],
        [],
    )


def test_a_quiz_that_is_not_for_the_class_is_not_told_of(
    teacher_api: APIClient, course: Course
) -> None:
    Quiz.objects.filter(key="first").update(status=PublicationStatus.RETIRED)
    for address in (FIRST, f"{RESULTS}no-quiz/", "/api/v1/courses/no-class/results/"):
        answer = teacher_api.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_results_of_a_class_are_for_teachers(
    student_api: APIClient, outsider_api: APIClient, student: User, course: Course
) -> None:
    course.learners.add(student)
    for address in (RESULTS, FIRST):
        assert student_api.get(address).status_code == 403
        assert outsider_api.get(address).status_code == 401


@pytest.mark.parametrize(("address", "expected"), [(RESULTS, 6), (FIRST, 8)])
def test_a_larger_class_takes_the_same_queries(
    teacher: User, teacher_api: APIClient, course: Course, address: str, expected: int
) -> None:
    def queries() -> int:
        teacher_api.force_authenticate(User.objects.get(pk=teacher.pk))
        with CaptureQueriesContext(connection) as captured:
            told(teacher_api, address)
        return len(captured)

    take("learner-1", "ab")
    before = queries()
    for number in range(10, 40):
        add_learner(course, f"learner-{number}")
        take(f"learner-{number}", "ab")
        take(f"learner-{number}", "ba", quiz="second")
    assert (before, queries()) == (expected, expected)
