"""Teachers give learners more time by the API, as in the admin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Attempt, ExtraTime, Quiz, User
from quizzes.services.attempts import start_attempt
from quizzes.services.quiz_settings import change_settings
from tests.factories import make_article, make_quiz, quiz_of_every_form
from tests.personas import api_client

pytestmark = pytest.mark.django_db
URL = "/api/v1/extra-time/"
EVERYWHERE = {"learner": "student", "factor": 1.5}


@pytest.fixture
def quiz() -> Quiz:
    return change_settings(quiz_of_every_form(), {"time_limit": 20})


@pytest.fixture
def attempt(student: User, quiz: Quiz) -> Attempt:
    return start_attempt(student, quiz, "en", timezone.now())


def more_time(attempt: Attempt) -> timedelta:
    """How much longer than the limit of twenty minutes the attempt may take by now."""
    attempt.refresh_from_db()
    assert attempt.deadline_at is not None
    return attempt.deadline_at - attempt.started_at - timedelta(minutes=20)


def test_time_is_given_changed_and_taken_back_and_an_open_attempt_follows(
    teacher_api: APIClient, attempt: Attempt, quiz: Quiz
) -> None:
    given = teacher_api.post(URL, {**EVERYWHERE, "quiz": quiz.key})
    assert given.status_code == 201
    one = f"{URL}{given.json()['id']}/"
    assert more_time(attempt) == timedelta(minutes=10)
    changed = teacher_api.patch(one, {"factor": None, "minutes": 7})
    assert changed.json() == {
        "id": given.json()["id"],
        "learner": "student",
        "quiz": quiz.key,
        "factor": None,
        "minutes": 7,
    }
    assert more_time(attempt) == timedelta(minutes=7)
    assert teacher_api.get(one).json() == changed.json()
    assert teacher_api.delete(one).status_code == 204
    assert more_time(attempt) == timedelta(0)
    assert teacher_api.get(one).status_code == 404


def test_time_that_goes_to_another_learner_is_taken_from_the_first(
    teacher_api: APIClient, attempt: Attempt, student2: User
) -> None:
    theirs = start_attempt(student2, attempt.quiz, "en", timezone.now())
    given = teacher_api.post(URL, EVERYWHERE).json()
    teacher_api.patch(f"{URL}{given['id']}/", {"learner": "student2"})
    assert (more_time(attempt), more_time(theirs)) == (timedelta(0), timedelta(minutes=10))


def test_the_list_tells_who_has_time_where_and_can_be_narrowed(
    teacher_api: APIClient, student: User, student2: User, quiz: Quiz
) -> None:
    ExtraTime.objects.create(learner=student, factor=2)
    ExtraTime.objects.create(learner=student, quiz=quiz, minutes=5)
    ExtraTime.objects.create(learner=student2, minutes=9)

    def listed(**by: str) -> list[tuple[str, str | None]]:
        rows = teacher_api.get(URL, by).json()["results"]
        return [(row["learner"], row["quiz"]) for row in rows]

    assert listed() == [("student", None), ("student", quiz.key), ("student2", None)]
    assert listed(learner="student2") == [("student2", None)]
    assert listed(quiz=quiz.key) == [("student", quiz.key)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, ""),
        ({"factor": 2, "minutes": 5}, ""),
        ({"factor": 0.5}, "factor"),
        ({"factor": "nan"}, "factor"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 5, "learner": "nobody"}, "learner"),
        ({"minutes": 5, "learner": "x\x00"}, "learner"),
        ({"minutes": 5, "quiz": "no-quiz"}, "quiz"),
        ({"minutes": 5, "id": 7, "learner": None}, "learner"),
    ],
    ids=str,
)
def test_time_that_makes_no_sense_is_refused_with_the_field(
    teacher_api: APIClient, student: User, wrong: dict, field: str
) -> None:
    answer = teacher_api.post(URL, {"learner": "student", **wrong})
    assert answer.status_code == 400, answer.json()
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not ExtraTime.objects.exists()


def test_a_second_entry_for_the_same_is_refused_in_words(
    teacher_api: APIClient, student: User, quiz: Quiz
) -> None:
    for place in (None, quiz.key):
        sent = {**EVERYWHERE, "quiz": place}
        assert teacher_api.post(URL, sent).status_code == 201
        again = teacher_api.post(URL, sent, headers={"accept-language": "en"})
        assert again.status_code == 400
        assert "already" in again.json()["errors"][0]["message"]
    assert ExtraTime.objects.count() == 2


def test_nobody_gives_themselves_time(
    student_api: APIClient, outsider_api: APIClient, student: User
) -> None:
    kept = ExtraTime.objects.create(learner=student, minutes=1)
    for client, status in ((student_api, 403), (outsider_api, 401)):
        assert client.get(URL).status_code == status
        assert client.post(URL, EVERYWHERE).status_code == status
        assert client.get(f"{URL}{kept.pk}/").status_code == status
        assert client.patch(f"{URL}{kept.pk}/", {"minutes": 60}).status_code == status
        assert client.delete(f"{URL}{kept.pk}/").status_code == status
    kept.refresh_from_db()
    assert kept.minutes == 1


def test_a_teacher_whose_rights_were_taken_may_no_more_than_in_the_admin(student: User) -> None:
    kept = ExtraTime.objects.create(learner=student, minutes=1)
    quiz = make_quiz(make_article())
    helper = User.objects.create_user("helper", is_staff=True)
    names = ("change_fact", "view_extratime", "view_quiz")
    helper.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = api_client(User.objects.get(pk=helper.pk))
    assert client.get(URL).status_code == 200
    assert client.post(URL, EVERYWHERE).status_code == 403
    assert client.patch(f"{URL}{kept.pk}/", {"minutes": 60}).status_code == 403
    assert client.delete(f"{URL}{kept.pk}/").status_code == 403
    settings = f"/api/v1/quizzes/{quiz.key}/settings/"
    assert client.get(settings).status_code == 200
    assert client.patch(settings, {"time_limit": 5}).status_code == 403
