"""Teachers make and keep courses by the API: names, articles, and who is in them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from quizzes.models import Course, User
from tests.factories import make_article
from tests.personas import api_client
from tests.school_class import class_of_one

pytestmark = pytest.mark.django_db
COURSES = "/api/v1/courses/"
NEW = {
    "name": {"en": "Class 8a", "zh-hans": "八年级（1）班"},
    "desired_retention": 0.9,
    "articles": ["cotton"],
    "learners": ["student", "student2"],
}


@pytest.fixture
def course(student: User) -> Course:
    return class_of_one(student)


def errors_of(answer: Any) -> dict[str, str]:
    """The code of what is wrong, by field."""
    assert answer.status_code == 400, answer.content
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


def learners_of(course: Course) -> list[str]:
    return [each.username for each in course.learners.order_by("username")]


def test_a_teacher_makes_a_course_with_its_articles_and_learners_by_the_api(
    teacher_api: APIClient, student: User, student2: User
) -> None:
    make_article("cotton")
    answer = teacher_api.post(COURSES, NEW)
    assert answer.status_code == 201, answer.content
    assert answer.json() == {
        "key": "class-8a",
        "name": NEW["name"],
        "desired_retention": 0.9,
        "articles": ["cotton"],
        "enrolments": [
            {"learner": "student", "desired_retention": None},
            {"learner": "student2", "desired_retention": None},
        ],
    }
    assert teacher_api.get(f"{COURSES}class-8a/").json() == answer.json()
    assert teacher_api.post(COURSES, NEW).json()["key"] == "class-8a-2"


def test_every_name_that_nobody_has_is_told_and_nothing_is_kept(
    teacher_api: APIClient, student: User
) -> None:
    names = ["studnet", "student", "王芳"]
    wrong = NEW | {"articles": ["wool"], "learners": names}
    answer = teacher_api.post(COURSES, wrong, headers={"accept-language": "en"})
    assert errors_of(answer) == dict.fromkeys(
        ("articles.0", "learners.0", "learners.2"), "does_not_exist"
    )
    assert "“王芳”" in answer.json()["errors"][2]["message"]
    assert not Course.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"name": {"en": "Class 8a"}}, "name.zh-hans", "required"),
        ({"name": {"en": "Class 8a", "zh-hans": " "}}, "name.zh-hans", "required"),
        ({"name": "Class 8a"}, "name", "not_a_text"),
        ({"name": None}, "name", "null"),
        ({"key": "class-1"}, "key", "unique"),
        ({"key": "八 a"}, "key", "invalid"),
        ({"desired_retention": 0.5}, "desired_retention", "min_value"),
        ({"desired_retention": "nan"}, "desired_retention", "invalid"),
        ({"learners": "student"}, "learners", "not_a_list"),
        ({"learners": ["x\x00"]}, "learners.0", "null_characters_not_allowed"),
        ({"learners": ["student"] * 501}, "learners", "max_length"),
    ],
    ids=lambda each: str(each)[:60],
)
def test_a_course_that_makes_no_sense_is_refused_with_the_field(
    teacher_api: APIClient, course: Course, wrong: dict, field: str, code: str
) -> None:
    given = NEW | {"learners": []} | wrong
    assert errors_of(teacher_api.post(COURSES, given)) == {field: code}
    assert Course.objects.count() == 1


def test_only_what_is_sent_of_a_course_changes_and_its_key_never(
    teacher_api: APIClient, course: Course
) -> None:
    make_article("wool")
    one = f"{COURSES}class-1/"
    changed = teacher_api.patch(one, {"articles": ["wool"], "desired_retention": None}).json()
    assert (changed["articles"], changed["desired_retention"]) == (["wool"], None)
    assert (changed["name"]["en"], changed["enrolments"][0]["learner"]) == ("Class 1", "student")
    named = teacher_api.patch(one, {"key": "class-1", "name": NEW["name"]}).json()
    assert (named["name"], named["articles"]) == (NEW["name"], ["wool"])
    assert errors_of(teacher_api.patch(one, {"key": "class-2"})) == {"key": "fixed"}
    assert errors_of(teacher_api.patch(one, {"name": {"en": ""}})) == {
        "name.en": "required",
        "name.zh-hans": "required",
    }
    assert teacher_api.patch(f"{COURSES}class-2/", {}).status_code == 404


def test_learners_are_put_in_and_taken_out_by_name(
    teacher_api: APIClient, course: Course, student2: User
) -> None:
    one = f"{COURSES}class-1/"
    into = teacher_api.post(f"{one}enrol/", {"learners": ["student", "student2"]}).json()
    assert into["enrolments"] == [
        {"learner": "student", "desired_retention": 0.8},
        {"learner": "student2", "desired_retention": None},
    ]
    out = teacher_api.post(f"{one}take-out/", {"learners": ["student", "student"]}).json()
    assert [each["learner"] for each in out["enrolments"]] == ["student2"]


def test_one_wrong_name_among_many_and_nobody_is_put_in_or_taken_out(
    teacher_api: APIClient, course: Course, student2: User
) -> None:
    one = f"{COURSES}class-1/"
    into = teacher_api.post(f"{one}enrol/", {"learners": ["student2", "nobody"]})
    assert errors_of(into) == {"learners.1": "does_not_exist"}
    out = teacher_api.post(
        f"{one}take-out/",
        {"learners": ["student2", "student"]},
        headers={"accept-language": "en"},
    )
    assert errors_of(out) == {"learners.0": "does_not_exist"}
    assert out.json()["errors"][0]["message"] == "“student2” is not in this course."
    assert learners_of(course) == ["student"]


def test_an_account_that_is_closed_can_be_taken_out_and_not_put_in(
    teacher_api: APIClient, course: Course, student: User
) -> None:
    User.objects.update(is_active=False)
    one, names = f"{COURSES}class-1/", {"learners": ["student"]}
    assert teacher_api.post(f"{one}take-out/", names).status_code == 200
    assert errors_of(teacher_api.post(f"{one}enrol/", names)) == {"learners.0": "does_not_exist"}


def test_the_history_of_a_course_tells_what_was_done_by_the_api(
    teacher_client: Client, teacher_api: APIClient, student: User, student2: User
) -> None:
    make_article("cotton")
    teacher_api.post(COURSES, NEW | {"learners": ["student"]})
    one = f"{COURSES}class-8a/"
    teacher_api.patch(one, {"desired_retention": None})
    teacher_api.post(f"{one}enrol/", {"learners": ["student2", "student"]})
    teacher_api.post(f"{one}take-out/", {"learners": ["student"]})
    told = [each.get_change_message() for each in LogEntry.objects.order_by("pk")]
    assert told == [
        "Added.",
        "Added enrolment “student”.",
        "Changed desired retention.",
        "Added enrolment “student2”.",
        "Deleted enrolment “student”.",
    ]
    page = f"/admin/quizzes/course/{Course.objects.get().pk}/history/"
    assert "student2" in teacher_client.get(page).content.decode()


def test_what_was_changed_by_the_api_stays_when_a_fixture_is_loaded_again(
    teacher_api: APIClient,
) -> None:
    call_command("loaddata", "demo_class", verbosity=0)
    teacher_api.patch(f"{COURSES}demo-class/", {"name": NEW["name"]})
    call_command("loaddata", "demo_class", verbosity=0)
    assert teacher_api.get(f"{COURSES}demo-class/").json()["name"] == NEW["name"]


def test_learners_make_and_change_no_course(
    student_api: APIClient, outsider_api: APIClient, course: Course
) -> None:
    one, names = f"{COURSES}class-1/", {"learners": ["student"]}
    for client, status in ((student_api, 403), (outsider_api, 401)):
        assert client.post(COURSES, NEW).status_code == status
        assert client.patch(one, {"desired_retention": None}).status_code == status
        assert client.post(f"{one}enrol/", names).status_code == status
        assert client.post(f"{one}take-out/", names).status_code == status
    assert learners_of(course) == ["student"]


def test_a_teacher_whose_rights_were_taken_keeps_no_courses(course: Course) -> None:
    helper = User.objects.create_user("helper", is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(codename="change_fact"))
    client, one = api_client(User.objects.get(pk=helper.pk)), f"{COURSES}class-1/"
    assert client.get(one).status_code == 200
    assert client.post(COURSES, NEW).status_code == 403
    assert client.patch(one, {"desired_retention": None}).status_code == 403
    assert client.post(f"{one}enrol/", {"learners": ["helper"]}).status_code == 403
    assert client.post(f"{one}take-out/", {"learners": ["student"]}).status_code == 403
    assert learners_of(course) == ["student"]


def test_a_whole_class_takes_as_many_queries_as_one_learner(
    teacher_api: APIClient, course: Course
) -> None:
    names = [f"2025{number:02}" for number in range(1, 41)]
    User.objects.bulk_create(User(username=name) for name in names)

    def queries(action: str, names: list[str]) -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = teacher_api.post(f"{COURSES}class-1/{action}/", {"learners": names})
        assert answer.status_code == 200, answer.content
        return len(captured)

    queries("enrol", ["student"])  # the account's rights are kept in memory from here on
    few = [queries(action, names[:1]) for action in ("enrol", "take-out")]
    assert [queries(action, names) for action in ("enrol", "take-out")] == few
