"""Time, attempts, opening and the access code, as the services keep them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command

from quizzes.domain.deadlines import GRACE
from quizzes.models import Attempt, ExtraTime, Quiz, Response, Review, User
from quizzes.services import access
from quizzes.services.attempt_errors import (
    ClosedError,
    CodeRequiredError,
    CodeWrongError,
    NoAttemptsLeftError,
    NotOpenYetError,
    NotThisQuestionError,
    TimeUpError,
    TooManyCodesError,
)
from quizzes.services.attempts import (
    move_on,
    save_response,
    settle,
    start_attempt,
    submit,
    submit_expired,
)
from quizzes.services.deadlines import refresh_deadlines
from quizzes.services.quiz_settings import change_settings
from tests.factories import NOW, quiz_of_every_form

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
LATE = GRACE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _no_counted_codes() -> None:
    cache.clear()


@pytest.fixture
def quiz(db: None) -> Quiz:
    return quiz_of_every_form()


def start(learner: User, quiz: Quiz, at=NOW, **more) -> Attempt:
    return start_attempt(learner, quiz, "en", at, seed=1, **more)


def test_without_a_limit_nothing_ends(student, quiz):
    attempt = start(student, quiz)
    assert attempt.deadline_at is None
    save_response(attempt.pk, student, 1, {"option": "a"}, NOW + timedelta(days=400))
    assert submit_expired(NOW + timedelta(days=900)) == 0


@pytest.mark.parametrize(
    ("extra", "minutes"),
    [({}, 20), ({"factor": 1.5}, 30), ({"minutes": 7}, 27)],
    ids=["none", "factor", "minutes"],
)
def test_the_deadline_follows_from_the_limit_and_the_extra_time(student, quiz, extra, minutes):
    change_settings(quiz, {"time_limit": 20})
    if extra:
        ExtraTime.objects.create(learner=student, **extra)
    assert start(student, quiz).deadline_at == NOW + minutes * MINUTE


def test_extra_time_in_a_quiz_goes_before_extra_time_in_all(student, student2, quiz):
    change_settings(quiz, {"time_limit": 20})
    ExtraTime.objects.create(learner=student, factor=3)
    ExtraTime.objects.create(learner=student, quiz=quiz, minutes=1)
    ExtraTime.objects.create(learner=student2, quiz=quiz_of_every_form("other"), minutes=50)
    assert start(student, quiz).deadline_at == NOW + 21 * MINUTE
    assert start(student2, quiz).deadline_at == NOW + 20 * MINUTE


def test_closing_ends_an_attempt_and_extra_time_goes_beyond_it(student, student2, quiz):
    change_settings(quiz, {"time_limit": 20, "closes_at": NOW + 5 * MINUTE})
    ExtraTime.objects.create(learner=student2, factor=2)
    assert start(student, quiz).deadline_at == NOW + 5 * MINUTE
    assert start(student2, quiz).deadline_at == NOW + 25 * MINUTE


def test_an_open_attempt_gets_the_time_that_is_given_later(student, quiz):
    change_settings(quiz, {"time_limit": 20})
    attempt = start(student, quiz)
    ExtraTime.objects.create(learner=student, minutes=10)
    assert [each.pk for each in refresh_deadlines(learners=[student])] == [attempt.pk]
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + 30 * MINUTE
    change_settings(quiz, {"time_limit": None})
    attempt.refresh_from_db()
    assert attempt.deadline_at is None


def test_an_answer_within_the_grace_is_kept_and_a_later_one_is_not(student, quiz):
    change_settings(quiz, {"time_limit": 20})
    attempt = start(student, quiz)
    ends = attempt.deadline_at
    save_response(attempt.pk, student, 1, {"option": "a"}, ends + GRACE)
    with pytest.raises(TimeUpError):
        save_response(attempt.pk, student, 2, {"value": True}, ends + LATE)
    attempt.refresh_from_db()
    assert attempt.expired
    assert attempt.submitted_at == ends
    assert attempt.score == 1
    assert Response.objects.filter(slot__attempt=attempt).count() == 1
    with pytest.raises(TimeUpError):
        save_response(attempt.pk, student, 2, {"value": True}, ends + LATE)


def test_whoever_does_not_come_back_is_submitted_as_of_the_deadline(student, student2, quiz):
    change_settings(quiz, {"time_limit": 20})
    mine, other = start(student, quiz), start(student2, quiz, NOW + 10 * MINUTE)
    save_response(mine.pk, student, 1, {"option": "a"}, NOW + MINUTE)
    later = NOW + 20 * MINUTE + LATE
    assert (submit_expired(later), submit_expired(later)) == (1, 0)
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.submitted_at, mine.score, mine.expired) == (NOW + 20 * MINUTE, 1, True)
    assert other.submitted_at is None
    assert Review.objects.filter(learner=student).count() == 1


def test_the_command_submits_and_says_how_many(student, quiz, capsys):
    change_settings(quiz, {"time_limit": 20})
    attempt = start(student, quiz)  # in a past that the tests share
    call_command("submit_expired", verbosity=1)
    assert "1 attempt submitted" in capsys.readouterr().out
    attempt.refresh_from_db()
    assert attempt.expired


def test_submitting_after_the_time_counts_as_of_the_deadline(student, quiz):
    change_settings(quiz, {"time_limit": 20})
    attempt = start(student, quiz)
    found = submit(attempt.pk, student, NOW + timedelta(days=1))
    assert (found.submitted_at, found.expired) == (attempt.deadline_at, True)
    assert submit(attempt.pk, student, NOW + timedelta(days=2)).submitted_at == found.submitted_at


def test_settling_submits_only_what_is_over(student, quiz):
    change_settings(quiz, {"time_limit": 20})
    attempt = start(student, quiz)
    assert settle(attempt, attempt.deadline_at).submitted_at is None
    assert settle(attempt, attempt.deadline_at + LATE).submitted_at == attempt.deadline_at


def test_starting_again_after_the_time_begins_a_new_attempt(student, quiz):
    change_settings(quiz, {"time_limit": 20})
    first = start(student, quiz)
    second = start(student, quiz, NOW + timedelta(hours=1))
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.expired


def test_a_quiz_is_taken_only_while_it_is_open(student, quiz):
    change_settings(quiz, {"opens_at": NOW, "closes_at": NOW + MINUTE})
    with pytest.raises(NotOpenYetError):
        start(student, quiz, NOW - MINUTE)
    with pytest.raises(ClosedError):
        start(student, quiz, NOW + MINUTE)
    assert start(student, quiz, NOW).deadline_at == NOW + MINUTE


def test_attempts_are_counted_and_an_open_one_goes_on(student, student2, quiz):
    change_settings(quiz, {"attempts_allowed": 1})
    attempt = start(student, quiz)
    assert start(student, quiz).pk == attempt.pk
    submit(attempt.pk, student, NOW)
    with pytest.raises(NoAttemptsLeftError):
        start(student, quiz)
    assert start(student2, quiz)


def test_the_code_is_asked_once_an_attempt(student, quiz):
    change_settings(quiz, {"access_code": "红色7"})
    with pytest.raises(CodeRequiredError):
        start(student, quiz)
    with pytest.raises(CodeWrongError):
        start(student, quiz, code="红色8")
    attempt = start(student, quiz, code=" 红色7 ")
    assert start(student, quiz).pk == attempt.pk
    submit(attempt.pk, student, NOW)
    with pytest.raises(CodeRequiredError):
        start(student, quiz)


def test_a_code_cannot_be_found_by_trying(student, student2, quiz):
    change_settings(quiz, {"access_code": "7"})
    for wrong in range(5):
        with pytest.raises(CodeWrongError):
            start(student, quiz, code=f"wrong {wrong}")
    with pytest.raises(TooManyCodesError):
        start(student, quiz, code="7")
    assert start(student2, quiz, code="7")


def test_a_code_cannot_be_found_by_making_accounts(student, student2, quiz, monkeypatch):
    monkeypatch.setattr(access, "MOST_WRONG_BY_ACCOUNTS", 2)
    change_settings(quiz, {"access_code": "7"})
    for learner in (student, student2):
        with pytest.raises(CodeWrongError):
            start(learner, quiz, code="8", address="192.0.2.1")
    with pytest.raises(TooManyCodesError):
        start(student, quiz, code="7", address="192.0.2.1")
    assert start(student, quiz, code="7", address="192.0.2.2")


def test_forward_only_is_kept_by_the_server(student, quiz):
    change_settings(quiz, {"navigation": "forward"})
    attempt = start(student, quiz)
    with pytest.raises(NotThisQuestionError):
        save_response(attempt.pk, student, 2, {"value": True}, NOW)
    save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    with pytest.raises(NotThisQuestionError):
        move_on(attempt.pk, student, 2, NOW)
    assert [move_on(attempt.pk, student, 1, NOW).reached for _ in range(2)] == [2, 2]
    with pytest.raises(NotThisQuestionError):
        save_response(attempt.pk, student, 1, {"option": "b"}, NOW)
    save_response(attempt.pk, student, 2, {"value": True}, NOW)
    assert submit(attempt.pk, student, NOW).score == 2
