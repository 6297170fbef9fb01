"""What superusers do for people: roles, a new password, letting them try again, tokens."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from quizzes.models import FailedSignIn, SignIn, Token, User
from tests.personas import PASSWORD, teachers

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
HOME, SCHOOL = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _counting(settings: Settings, admin_client: Client) -> None:
    """From when the superuser is in: they came from no address."""
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 2


def may_sign_in(address: str, password: str = PASSWORD, browser: str = "one") -> bool:
    sent = {"username": "student", "password": password}
    answer = Client().post(SIGN_IN, sent, REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    return answer.status_code == 302


def lock_out(*addresses: str) -> None:
    """Wrong passwords from two browsers, which count together."""
    for address in addresses:
        for browser in ("one", "two"):
            assert not may_sign_in(address, "wrong", browser)


def page_of(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"admin:quizzes_{name}", args=args)).content.decode()


def test_the_list_says_who_is_locked_out_and_what_to_do(
    admin_client: Client, student: User
) -> None:
    lock_out(HOME)
    may_sign_in(SCHOOL, "wrong")
    page = page_of(admin_client, "failedsignin_changelist")
    assert "Let them try again" in page
    assert "Whoever gives a wrong password 2 times for one name" in page
    assert "for 15 minutes" in page
    assert page.count("Locked out until ") == 2  # the rows of both browsers
    assert page.count("Not locked out") == 1


def test_who_is_freed_can_sign_in_at_once_there_and_only_there(
    admin_client: Client, student: User
) -> None:
    lock_out(HOME, SCHOOL)
    row = FailedSignIn.objects.filter(ip_address=HOME, user_agent="two").get()
    address = reverse("admin:quizzes_failedsignin_changelist")
    sent = {"action": "free", "_selected_action": [row.pk]}
    page = admin_client.post(address, sent, follow=True).content.decode()
    assert "1 name can try again." in page
    assert [may_sign_in(HOME), may_sign_in(SCHOOL)] == [True, False]


def test_deleting_what_is_kept_of_one_frees_them_too(admin_client: Client, student: User) -> None:
    lock_out(HOME)
    row = FailedSignIn.objects.filter(user_agent="one").get()
    assert "Locked out until" in page_of(admin_client, "failedsignin_change", row.pk)
    address = reverse("admin:quizzes_failedsignin_delete", args=[row.pk])
    admin_client.post(address, {"post": "yes"})
    assert may_sign_in(HOME)


def test_people_are_freed_from_everywhere_in_their_list(
    admin_client: Client, student: User
) -> None:
    lock_out(HOME, SCHOOL)
    page = page_of(admin_client, "user_change", student.pk)
    assert page.count("Locked out until") == 2
    sent = {"action": "free", "_selected_action": [student.pk]}
    admin_client.post(reverse("admin:quizzes_user_changelist"), sent)
    assert may_sign_in(HOME)
    assert may_sign_in(SCHOOL)
    assert "Not locked out" in page_of(admin_client, "user_change", student.pk)


def test_a_new_password_can_be_used_at_once(admin_client: Client, student: User) -> None:
    lock_out(HOME)
    address = reverse("admin:auth_user_password_change", args=[student.pk])
    new = "a quite new passphrase"
    sent = {"password1": new, "password2": new, "usable_password": "true", "set-password": "1"}
    assert admin_client.post(address, sent).status_code == 302
    assert may_sign_in(HOME, new)


def test_what_is_long_ago_locks_nobody_out(admin_client: Client, student: User) -> None:
    lock_out(HOME)
    FailedSignIn.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert "Locked out until" not in page_of(admin_client, "failedsignin_changelist")
    assert may_sign_in(HOME)


def test_signing_in_is_only_looked_at_and_removed(admin_client: Client, student: User) -> None:
    assert may_sign_in(HOME)
    assert not may_sign_in(HOME, "wrong")
    Token.objects.create(student)
    for model in (SignIn, FailedSignIn, Token):
        name = model._meta.model_name
        add = reverse(f"admin:quizzes_{name}_add")
        record = model.objects.first()
        assert record is not None
        change = reverse(f"admin:quizzes_{name}_change", args=[record.pk])
        assert admin_client.get(add).status_code == 403
        assert admin_client.post(change, {"username": "teacher"}).status_code == 403
        page = admin_client.get(change).content.decode()
        assert "<input type=text" not in page
        assert "student" in page


def test_a_deleted_token_opens_nothing_any_longer(admin_client: Client, student: User) -> None:
    kept, secret = Token.objects.create(student)
    header = {"HTTP_AUTHORIZATION": f"Token {secret}"}
    assert Client().get("/api/v1/me/", **header).status_code == 200
    listed = page_of(admin_client, "token_changelist")
    assert kept.token_key in listed
    assert kept.digest not in page_of(admin_client, "token_change", kept.pk).replace(
        f"{kept.pk}/", ""
    )
    address = reverse("admin:quizzes_token_changelist")
    sent = {"action": "delete_selected", "_selected_action": [kept.pk], "post": "yes"}
    admin_client.post(address, sent)
    assert Client().get("/api/v1/me/", **header).status_code == 401


def test_a_person_becomes_a_teacher_by_two_boxes(admin_client: Client, student: User) -> None:
    address = reverse("admin:quizzes_user_change", args=[student.pk])
    group = teachers()
    form = admin_client.get(address).context["adminform"].form
    sent = {name: form.initial.get(name) or "" for name in form.fields if name != "password"}
    boxes = {"is_active": "on", "is_staff": "on", "groups": [group.pk], "is_superuser": ""}
    answer = admin_client.post(address, {**sent, **boxes, "user_permissions": ["1"]})
    assert answer.status_code == 302
    student.refresh_from_db()
    assert student.is_staff
    assert list(student.groups.all()) == [group]
    assert not student.user_permissions.exists()  # groups suffice


def test_when_somebody_came_is_told_and_not_written(admin_client: Client, student: User) -> None:
    form = admin_client.get(reverse("admin:quizzes_user_change", args=[student.pk])).context[
        "adminform"
    ]
    assert not {"last_login", "date_joined", "is_guest"} & set(form.form.fields)


def test_what_a_group_may_do_is_a_table_in_the_language_of_the_page(admin_client: Client) -> None:
    group = Group.objects.create(name="助教")
    group.permissions.add(Permission.objects.get(codename="add_fact"))
    admin_client.cookies["django_language"] = "zh-hans"
    page = admin_client.get(reverse("admin:auth_group_change", args=[group.pk])).content.decode()
    assert "Can add" not in page
    assert 'aria-label="事实 · 添加" checked' in page
    assert 'aria-label="事实 · 修改">' in page


def test_a_group_keeps_what_its_page_was_not_made_for(admin_client: Client) -> None:
    group = teachers()
    before = set(group.permissions.values_list("pk", flat=True))
    address = reverse("admin:auth_group_change", args=[group.pk])
    page = admin_client.get(address).content.decode()
    sent = re.findall(r'name="permissions" value="(\d+)"[^>]* checked', page)
    answer = admin_client.post(address, {"name": group.name, "permissions": sent})
    assert answer.status_code == 302
    assert set(group.permissions.values_list("pk", flat=True)) == before
