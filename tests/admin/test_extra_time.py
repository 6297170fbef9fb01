"""A teacher gives a learner more time, also while an attempt is open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Attempt, ExtraTime
from quizzes.services.attempts import start_attempt
from quizzes.services.quiz_settings import change_settings
from tests.factories import quiz_of_every_form

ADD = reverse("admin:quizzes_extratime_add")


@pytest.fixture
def attempt(student) -> Attempt:
    quiz = change_settings(quiz_of_every_form(), {"time_limit": 20})
    return start_attempt(student, quiz, "en", timezone.now())


def given(**changed):
    return {"learner": "student", "quiz": "", "factor": "", "minutes": "", **changed}


def test_an_open_attempt_gets_the_extra_time_and_loses_it_again(teacher_client, attempt):
    before = attempt.deadline_at
    page = teacher_client.post(ADD, given(factor="1.5"), follow=True)
    assert "new deadline" in page.content.decode()
    attempt.refresh_from_db()
    assert attempt.deadline_at - before == timedelta(minutes=10)
    extra = ExtraTime.objects.get()
    teacher_client.post(reverse("admin:quizzes_extratime_delete", args=[extra.pk]), {"post": "yes"})
    attempt.refresh_from_db()
    assert attempt.deadline_at == before


@pytest.mark.parametrize(
    "wrong",
    [{}, {"factor": "2", "minutes": "5"}, {"factor": "0.5"}, {"learner": "x", "minutes": "5"}],
    ids=["neither", "both", "less", "nobody"],
)
def test_extra_time_that_makes_no_sense_is_refused(teacher_client, student, wrong):
    page = teacher_client.post(ADD, given(**wrong))
    assert page.status_code == 200
    assert page.context["errors"]
    assert not ExtraTime.objects.exists()


def test_a_student_cannot_give_themselves_time(student_client, student):
    assert student_client.post(ADD, given(minutes="60")).status_code == 302
    assert not ExtraTime.objects.exists()
