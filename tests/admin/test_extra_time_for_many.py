"""A teacher gives a class, or several learners, extra time on one page."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from quizzes.models import Course, ExtraTime, Quiz, User
from tests.school_class import make_class

pytestmark = pytest.mark.django_db
MANY = reverse("admin:quizzes_extratime_many")


@pytest.fixture
def course(db: None) -> Course:
    return make_class()


def sent(**changed: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("course", "learners", "quiz", "factor", "minutes"), "")
    return nothing | changed


def test_a_class_gets_more_time_and_who_had_it_before_is_told(teacher_client, course):
    ExtraTime.objects.create(learner=User.objects.get(username="learner-1"), factor=1.5)
    page = teacher_client.get(f"{MANY}?course={course.pk}").content.decode()
    assert f'<option value="{course.pk}" selected>' in page
    quiz = Quiz.objects.get(key="first").pk
    page = teacher_client.post(MANY, sent(course=course.pk, quiz=quiz, minutes="10"), follow=True)
    text = page.content.decode()
    assert "3 learners have extra time." in text
    assert "These had extra time there already and keep it: learner-1." in text
    assert ExtraTime.objects.filter(quiz=quiz, minutes=10).count() == 3


def test_learners_are_written_by_name(teacher_client, course):
    teacher_client.post(MANY, sent(learners="learner-2，learner-1", factor="2"))
    given = ExtraTime.objects.filter(quiz=None, factor=2).values_list("learner__username")
    assert sorted(given) == [("learner-1",), ("learner-2",)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": "5"},
        {"minutes": "5", "course": "8a", "learners": "learner-1"},
        {"learners": "learner-1"},
        {"learners": "learner-1", "minutes": "5", "factor": "2"},
        {"learners": "learner-1", "factor": "nan"},
        {"learners": "learner-1\nlearner-9", "minutes": "5"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_told_and_nobody_gets_anything(teacher_client, course, wrong):
    wrong = wrong | ({"course": course.pk} if "course" in wrong else {})
    page = teacher_client.post(MANY, sent(**wrong))
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert not ExtraTime.objects.exists()


def test_the_lists_of_extra_time_and_a_course_lead_there(teacher_client, course):
    listed = teacher_client.get(reverse("admin:quizzes_extratime_changelist")).content.decode()
    assert f'href="{MANY}"' in listed
    of_class = reverse("admin:quizzes_course_change", args=[course.pk])
    assert f"{MANY}?course={course.pk}" in teacher_client.get(of_class).content.decode()


def test_only_who_may_give_time_opens_the_page(student_client, student, course):
    student.is_staff = True
    student.save()
    assert student_client.get(MANY).status_code == 403
    assert student_client.post(MANY, sent(course=course.pk, minutes="60")).status_code == 403
    assert not ExtraTime.objects.exists()
