"""The people of the tests: a teacher, two students and an outsider who is not signed in."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from rest_framework.test import APIClient

from quizzes.models import User
from quizzes.permissions import TEACHERS

PASSWORD = "correct horse battery"


def teachers() -> Group:
    """The group that a migration made; made again where a test has emptied the database."""
    if not Group.objects.filter(name=TEACHERS).exists():
        editor = SimpleNamespace(connection=connection)
        import_module("quizzes.migrations.0002_teachers_group").make_group(apps, editor)
        import_module("quizzes.migrations.0008_teachers_and_courses").allow(apps, editor)
        import_module("quizzes.migrations.0009_pinyin").let_teachers_keep_it(apps, editor)
        import_module("quizzes.migrations.0013_teachers_and_extra_time").allow(apps, editor)
    return Group.objects.get(name=TEACHERS)


@pytest.fixture
def teacher(db: None) -> User:
    """A member of the Teachers group that a migration made."""
    user = User.objects.create_user("teacher", password=PASSWORD, is_staff=True)
    user.groups.add(teachers())
    return user


@pytest.fixture
def student(db: None) -> User:
    return User.objects.create_user("student", password=PASSWORD)


@pytest.fixture
def student2(db: None) -> User:
    return User.objects.create_user("student2", password=PASSWORD)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def teacher_client(teacher: User) -> Client:
    return signed_in(teacher)


@pytest.fixture
def student_client(student: User) -> Client:
    return signed_in(student)


@pytest.fixture
def student2_client(student2: User) -> Client:
    return signed_in(student2)


def api_client(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def teacher_api(teacher: User) -> APIClient:
    return api_client(teacher)


@pytest.fixture
def student_api(student: User) -> APIClient:
    return api_client(student)


@pytest.fixture
def student2_api(student2: User) -> APIClient:
    return api_client(student2)


@pytest.fixture
def outsider_api() -> APIClient:
    return APIClient()
