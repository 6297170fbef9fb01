"""The demo accounts and their class: for trying the site out, never for production."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from quizzes.models import Article, Course, User
from quizzes.permissions import TEACHERS
from quizzes.services.courses import enrol

PASSWORD = "demo-pass-2025"  # noqa: S105 - public on purpose, and refused in production
ACCOUNTS = {"teacher": True, "student": False, "student2": False}
CLASS = "demo-class"
"""The key of the course in the fixture of the same name."""


class DemoRefusedError(RuntimeError):
    """Raised under production settings, where an account with a known password is a hole."""


@dataclass(frozen=True)
class DemoAccount:
    """One demo account, and whether this call made it."""

    username: str
    is_new: bool


@transaction.atomic
def make_demo_accounts() -> list[DemoAccount]:
    """Make the accounts that are missing; those that exist keep whatever was done with them."""
    if settings.IS_PRODUCTION:
        raise DemoRefusedError
    return [_make(username, is_teacher) for username, is_teacher in ACCOUNTS.items()]


@transaction.atomic
def fill_demo_class(course: Course) -> None:
    """Put the demo students in a new class, which learns from every article that is there."""
    course.articles.set(Article.objects.all())
    students = [username for username, is_teacher in ACCOUNTS.items() if not is_teacher]
    enrol(course, User.objects.filter(username__in=students))


def _make(username: str, is_teacher: bool) -> DemoAccount:
    user, is_new = User.objects.get_or_create(username=username, defaults={"is_staff": is_teacher})
    if is_new:
        user.set_password(PASSWORD)
        user.save()
        if is_teacher:
            user.groups.add(Group.objects.get(name=TEACHERS))
    return DemoAccount(username, is_new)
