"""What a learner without JavaScript sees of time, code and attempts."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from quizzes.models import Attempt, Response
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.quiz_settings import change_settings
from tests.factories import quiz_of_every_form
from tests.personas import PASSWORD, signed_in

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


@pytest.fixture
def timed(student, quiz):
    """An attempt of twenty minutes, seven of which are over, with one answer."""
    change_settings(quiz, {"time_limit": 20})
    began = timezone.now() - timedelta(minutes=7)
    attempt = start_attempt(student, quiz, "en", began, seed=1)
    save_response(attempt.pk, student, 1, {"option": "a"}, began + timedelta(minutes=1))
    return attempt


def goes_on(client: Client, timed: Attempt) -> None:
    """The attempt stands where it was, until when it was, and takes the next answer."""
    page = client.get(f"/attempts/{timed.pk}/", follow=True)
    assert page.redirect_chain[-1][0] == f"/attempts/{timed.pk}/2/"
    html = page.content.decode()
    assert "1 answered" in html
    assert f'datetime="{timezone.localtime(timed.deadline_at).isoformat()}"' in html
    (left,) = re.findall(r'data-timer="(\d+)"', html)
    assert 12 * 60 < int(left) <= 13 * 60
    client.post(f"/attempts/{timed.pk}/2/", {"value": "true"})
    kept = Response.objects.filter(slot__attempt=timed).values_list("slot__position", "answer")
    assert dict(kept) == {1: {"option": "a"}, 2: {"value": True}}
    assert Attempt.objects.get().deadline_at == timed.deadline_at


def test_after_the_session_has_expired_signing_in_goes_on_until_the_same_end(student, timed):
    client = signed_in(student)
    goes_on_at = f"/attempts/{timed.pk}/2/"
    Session.objects.all().delete()
    refused = client.post(goes_on_at, {"value": "false"})
    assert refused.headers["Location"] == f"/accounts/login/?next={goes_on_at}"
    who = {"username": "student", "password": PASSWORD, "next": goes_on_at}
    assert client.post("/accounts/login/", who).headers["Location"] == goes_on_at
    goes_on(client, timed)


def test_a_second_device_goes_on_until_the_same_end(student, timed):
    first, second = signed_in(student), signed_in(student)
    first.get(f"/attempts/{timed.pk}/2/")
    goes_on(second, timed)
    started = first.post(f"/quizzes/{timed.quiz.key}/start")  # and begins no second attempt
    assert started.headers["Location"] == f"/attempts/{timed.pk}/"
    assert Attempt.objects.count() == 1


def test_time_that_passed_while_nobody_was_there_ends_it_on_every_device(student, timed):
    first, second = signed_in(student), signed_in(student)
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(hours=1))
    late = first.post(f"/attempts/{timed.pk}/2/", {"value": "true"})
    assert late.headers["Location"] == f"/attempts/{timed.pk}/result/"
    html = second.get(f"/attempts/{timed.pk}/2/", follow=True).content.decode()
    assert "Time was up" in html
    assert Response.objects.count() == 1


def test_from_looking_over_one_goes_through_the_open_questions_only_and_back(
    student_client, student, quiz
):
    path = f"/attempts/{start_attempt(student, quiz, 'en', timezone.now(), seed=1).pk}/"
    student_client.post(f"{path}1/", {"option": "a"})
    student_client.post(f"{path}3/", {"number": "9500"})
    assert f'href="{path}2/?open=1"' in student_client.get(f"{path}review/").content.decode()
    skipped = student_client.post(f"{path}2/?open=1", {})
    assert skipped.headers["Location"] == f"{path}4/?open=1"
    answered = student_client.post(f"{path}4/?open=1", {"text": "anything"})
    assert answered.headers["Location"] == f"{path}review/"


def test_a_question_that_was_passed_over_does_not_say_that_an_answer_is_saved(
    student_client, student, quiz
):
    path = f"/attempts/{start_attempt(student, quiz, 'en', timezone.now(), seed=1).pk}/2/"
    for answer, is_told in (({}, False), ({"value": "true"}, True)):
        student_client.post(path, answer)
        page = student_client.get(path).content.decode()
        assert ("Saved" in re.split(r'id="saved"[^>]*>', page)[1][:2000]) == is_told
