"""The demo accounts are there to try the site, and nowhere else."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from quizzes.models import User
from quizzes.permissions import is_teacher
from quizzes.services.demo import PASSWORD
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
