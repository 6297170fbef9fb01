"""Courses by the API and in the admin: teachers read and keep them, learners do not."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.test import APIClient

from quizzes.models import Course, ParameterSet, User
from tests.factories import NOW, make_article
from tests.school_class import class_of_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(student: User) -> Course:
    return class_of_one(student)


def test_a_teacher_reads_courses_with_their_learners(
    teacher_api: APIClient, course: Course
) -> None:
    expected = {
        "key": "class-1",
        "name": {"en": "Class 1", "zh-hans": "一班"},
        "desired_retention": 0.95,
        "articles": ["cotton"],
        "enrolments": [{"learner": "student", "desired_retention": 0.8}],
    }
    assert teacher_api.get("/api/v1/courses/class-1/").json() == expected
    assert teacher_api.get("/api/v1/courses/").json()["results"] == [expected]


def test_learners_read_none_by_the_api(student_api: APIClient, course: Course) -> None:
    assert student_api.get("/api/v1/courses/").status_code == 403
    assert student_api.get("/api/v1/courses/class-1/").status_code == 403


def test_a_teacher_makes_a_course_and_writes_its_learners_by_name(
    teacher_client: Client, student: User
) -> None:
    article = make_article("cotton")
    form = {
        "key": "class-2",
        "name_en": "Class 2",
        "name_zh_hans": "二班",
        "desired_retention": "0.9",
        "articles": [article.pk],
        "enrolments-TOTAL_FORMS": "1",
        "enrolments-INITIAL_FORMS": "0",
        "enrolments-0-learner": "nobody",
    }
    answer = teacher_client.post(
        "/admin/quizzes/course/add/", form, headers={"accept-language": "en"}
    )
    assert "There is nobody of this name." in answer.content.decode()
    answer = teacher_client.post(
        "/admin/quizzes/course/add/", form | {"enrolments-0-learner": "student"}
    )
    assert answer.status_code == 302
    course = Course.objects.get()
    assert [str(learner) for learner in course.learners.all()] == ["student"]
    assert teacher_client.get(f"/admin/quizzes/course/{course.pk}/change/").status_code == 200
    assert (
        teacher_client.get("/admin/quizzes/course/?q=二班").content.decode().count("class-2") == 1
    )


def test_a_teacher_sees_what_fitting_gained_and_can_go_back_to_the_default(
    teacher_client: Client, student: User
) -> None:
    fitted = ParameterSet.objects.create(
        key="fitted-1",
        learner=student,
        weights=[1.0] * 21,
        status=ParameterSet.Status.IN_FORCE,
        fitted_at=NOW,
        review_count=600,
        held_out_count=120,
        log_loss_before=0.41237,
        log_loss_after=0.38991,
    )
    page = teacher_client.get(
        "/admin/quizzes/parameterset/", headers={"accept-language": "en"}
    ).content.decode()
    assert "0.4124" in page
    assert "0.3899" in page
    teacher_client.post(
        "/admin/quizzes/parameterset/",
        {"action": "back_to_the_default", "_selected_action": [fitted.pk]},
    )
    fitted.refresh_from_db()
    assert fitted.status == ParameterSet.Status.REPLACED
