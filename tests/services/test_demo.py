"""The demo accounts and their class are there to try the site, and nowhere else."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from quizzes.models import Course, Enrolment, User
from quizzes.permissions import is_teacher
from quizzes.services.demo import PASSWORD
from tests.factories import make_article
from tests.personas import teachers


@pytest.fixture(autouse=True)
def _teachers(db):
    teachers()


@pytest.mark.django_db
def test_the_demo_accounts_can_sign_in():
    call_command("demo", verbosity=0)
    for username in ("teacher", "student", "student2"):
        assert Client().login(username=username, password=PASSWORD)
    assert [user.username for user in User.objects.all() if is_teacher(user)] == ["teacher"]


@pytest.mark.django_db
def test_a_second_call_leaves_the_accounts_as_they_are():
    call_command("demo")
    student = User.objects.get(username="student")
    student.set_password("chosen by the student")
    student.save()
    call_command("demo")
    assert Client().login(username="student", password="chosen by the student")


@pytest.mark.django_db
def test_production_refuses_accounts_with_a_public_password(settings):
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("demo")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_demo_students_are_in_a_class_that_learns_from_every_article():
    make_article("cotton")
    call_command("demo")
    course = Course.objects.get()
    assert [each.username for each in course.learners.all()] == ["student", "student2"]
    assert [each.key for each in course.articles.all()] == ["cotton"]


@pytest.mark.django_db
def test_a_second_call_leaves_the_class_as_a_teacher_made_it():
    call_command("demo")
    Course.objects.update(name_en="Class 3b")
    Enrolment.objects.filter(learner__username="student2").delete()
    call_command("demo")
    assert [each.name_en for each in Course.objects.all()] == ["Class 3b"]
    assert [each.learner.username for each in Enrolment.objects.all()] == ["student"]
