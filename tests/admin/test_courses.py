"""A teacher puts a class into a course at once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from quizzes.models import Course, Enrolment, User
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ADD = reverse("admin:quizzes_course_add")


def written(**changed: str) -> dict[str, str]:
    rows = {"enrolments-TOTAL_FORMS": "0", "enrolments-INITIAL_FORMS": "0"}
    named = {"key": "8a", "name_en": "Class 8a", "name_zh_hans": "八年级（1）班"}
    return {**rows, **named, "desired_retention": "", **changed}


def test_a_column_of_user_names_puts_a_whole_class_in(
    teacher_client, django_assert_max_num_queries
):
    names = [f"2025{number:02}" for number in range(1, 41)]
    User.objects.bulk_create(User(username=name) for name in names)
    with django_assert_max_num_queries(30):
        teacher_client.post(ADD, written(more_learners="\r\n".join(names)))
    course = Course.objects.get(key="8a")
    assert sorted(course.learners.values_list("username", flat=True)) == names
    address = reverse("admin:quizzes_course_change", args=[course.pk])
    assert "40 learners were put in." in teacher_client.get(address).content.decode()


def test_who_is_in_the_course_already_stays_as_they_are(teacher_client, student, student2):
    teacher_client.post(ADD, written(more_learners="student"))
    course = Course.objects.get(key="8a")
    Enrolment.objects.update(desired_retention=0.8)
    kept = Enrolment.objects.get()
    row = {"id": kept.pk, "course": course.pk, "learner": "student"}
    rows = {f"enrolments-0-{name}": str(value) for name, value in row.items()}
    rows |= {"enrolments-TOTAL_FORMS": "1", "enrolments-INITIAL_FORMS": "1"}
    sent = written(more_learners="student，student2，student") | rows
    teacher_client.post(reverse("admin:quizzes_course_change", args=[course.pk]), sent)
    assert course.enrolments.count() == 2
    assert course.enrolments.get(learner=student).desired_retention == 0.8


def test_a_name_that_nobody_has_is_told_and_nothing_is_lost(teacher_client, student):
    page = teacher_client.post(ADD, written(more_learners="student\nstudnet")).content.decode()
    assert "there is nobody of the name studnet" in page
    assert ">\nstudent\nstudnet</textarea>" in page
    assert not Course.objects.exists()


def test_a_course_needs_no_key_of_its_own(teacher_client):
    Course.objects.create(key="class-8a", name_en="Another")
    teacher_client.post(ADD, written(key=""))
    assert Course.objects.get(name_en="Class 8a").key == "class-8a-2"


def test_what_cannot_be_a_key_is_told_without_words_of_programmers(teacher_client):
    errors = teacher_client.post(ADD, written(key="八 a")).context["adminform"].errors
    told = "A key is Latin letters, digits, hyphens and underscores, without spaces."
    assert errors == {"key": [told]}


def test_before_a_course_is_deleted_its_learners_are_counted(teacher_client, student, student2):
    teacher_client.post(ADD, written(more_learners="student,student2"))
    course = Course.objects.get(key="8a")
    course.articles.add(make_article())
    address = reverse("admin:quizzes_course_delete", args=[course.pk])
    page = teacher_client.get(address).content.decode()
    assert "Enrolments: 2" in page
    assert "relationship" not in page
    teacher_client.post(address, {"post": "yes"})
    assert not Course.objects.exists()
    assert User.objects.filter(username="student").exists()
