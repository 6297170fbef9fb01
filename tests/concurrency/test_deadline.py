"""At the deadline everything happens at once, and there is one result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from quizzes.domain.deadlines import GRACE
from quizzes.models import Attempt, Review, User
from quizzes.services.attempt_errors import AttemptSubmittedError
from quizzes.services.attempts import save_response, start_attempt, submit, submit_expired
from quizzes.services.quiz_settings import change_settings
from tests.at_once import at_once
from tests.factories import NOW, quiz_of_every_form

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 4


@pytest.fixture
def learner(transactional_db: None) -> User:
    return User.objects.create_user("learner")


def timed(learner: User) -> tuple[Attempt, datetime]:
    """An attempt with one right answer, and a moment at which its time is up."""
    quiz = change_settings(quiz_of_every_form(), {"time_limit": 20})
    attempt = start_attempt(learner, quiz, "en", NOW, seed=1)
    save_response(attempt.pk, learner, 1, {"option": "a"}, NOW)
    assert attempt.deadline_at is not None
    return attempt, attempt.deadline_at + GRACE + timedelta(seconds=1)


def test_tabs_the_command_and_late_answers_give_one_result(learner: User) -> None:
    attempt, late = timed(learner)

    def answer() -> None:
        with pytest.raises(AttemptSubmittedError):
            save_response(attempt.pk, learner, 2, {"value": True}, late)

    calls: list[Callable[[], object]] = [
        *[lambda: submit(attempt.pk, learner, late).score] * TABS,
        *[lambda: submit_expired(late)] * TABS,
        *[answer] * TABS,
    ]
    outcomes = at_once(calls)
    assert outcomes[:TABS] == [1.0] * TABS
    found = Attempt.objects.get()
    assert (found.score, found.submitted_at, found.expired) == (1.0, attempt.deadline_at, True)
    assert Review.objects.count() == 1


def test_submitting_from_two_tabs_a_moment_before_gives_one_result(learner: User) -> None:
    attempt, late = timed(learner)
    at = attempt.deadline_at or NOW
    outcomes = at_once(
        [
            *[lambda: submit(attempt.pk, learner, at).submitted_at] * TABS,
            *[lambda: submit(attempt.pk, learner, late).submitted_at] * TABS,
        ]
    )
    assert set(map(str, outcomes)) == {str(at)}
    assert Review.objects.count() == 1
