"""What a learner without JavaScript sees of time, code and attempts."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from quizzes.models import Attempt
from quizzes.services.attempts import start_attempt, submit
from quizzes.services.quiz_settings import change_settings
from tests.factories import quiz_of_every_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(db):
    cache.clear()
    return quiz_of_every_form()


def test_the_time_left_stands_on_each_page_and_the_end_leads_to_the_result(
    student_client, student, quiz
):
    change_settings(quiz, {"time_limit": 20, "pass_mark": 0.5})
    attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
    for path in ("1/", "review/"):
        page = student_client.get(f"/attempts/{attempt.pk}/{path}").content.decode()
        assert "data-timer" in page
        assert "Time left" in page
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(hours=1))
    page = student_client.get(f"/attempts/{attempt.pk}/1/", follow=True).content.decode()
    assert "Time was up" in page
    assert "Not yet passed" in page


def test_the_code_is_asked_on_the_page_of_the_quiz(student_client, quiz):
    change_settings(quiz, {"access_code": "7"})
    wrong = student_client.post(f"/quizzes/{quiz.key}/start", {"access_code": "8"})
    assert wrong.status_code == 422
    assert "This is not the access code." in wrong.content.decode()
    right = student_client.post(f"/quizzes/{quiz.key}/start", {"access_code": "7"}, follow=True)
    assert "Question 1 of 4" in right.content.decode()


def test_used_up_attempts_leave_no_button_to_start(student_client, student, quiz):
    change_settings(quiz, {"attempts_allowed": 1})
    submit(start_attempt(student, quiz, "en", timezone.now()).pk, student, timezone.now())
    page = student_client.get(f"/quizzes/{quiz.key}/").content.decode()
    assert "No attempts left" in page
    assert f"/quizzes/{quiz.key}/start" not in page


def test_forward_only_leads_to_the_question_that_is_reached(student_client, student, quiz):
    change_settings(quiz, {"navigation": "forward"})
    attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
    url = f"/attempts/{attempt.pk}/"
    student_client.post(f"{url}1/", {"option": "a", "go": "next"})
    for other in (1, 3):
        page = student_client.get(f"{url}{other}/", follow=True)
        assert "Question 2 of 4" in page.content.decode()
