"""Feedback after each question: checked, tried again for less, given up; then it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from quizzes.domain.items import Form
from quizzes.models import Attempt, Response, User
from quizzes.services import attempts as service
from quizzes.services.attempt_errors import (
    AnswerShownError,
    FeedbackLaterError,
    NothingToCheckError,
    TimeUpError,
)
from quizzes.services.checking import check_answer, give_up
from tests.factories import NOW, make_article, make_bank, make_quiz, quiz_of_parts

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
PRACTICE = {"mode": "practice", "feedback": "each"}


def begin(learner: User, *forms: Form, **settings: Any) -> Attempt:
    """An attempt at a quiz with these forms."""
    article = make_article()
    items = make_bank(article, len(forms), forms)
    quiz = make_quiz(article, items=items, **(PRACTICE | settings))
    return service.start_attempt(learner, quiz, "en", NOW, seed=1)


def check(attempt: Attempt, answer: Mapping[str, Any] | None = None, at: Any = NOW) -> Response:
    return check_answer(attempt.pk, attempt.learner, 1, at, answer)


def test_a_right_answer_is_settled_at_once_and_earns_everything(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE)
    found = check(attempt, {"option": "a"})
    assert (found.score, found.earned, found.tries, found.settled_at) == (1, 1, 1, NOW)


def test_a_wrong_answer_can_be_tried_again_for_less(student: User) -> None:
    attempt = begin(student, Form.NUMERIC, retry_penalty=0.4)
    first = check(attempt, {"number": "1"})
    assert (first.score, first.earned, first.settled_at) == (0, 0, None)
    second = check(attempt, {"number": "9500"})
    assert (second.score, second.tries, second.settled_at) == (1, 2, NOW)
    assert second.earned == pytest.approx(0.6)
    assert service.submit(attempt.pk, student, LATER).score == pytest.approx(0.6)


def test_the_last_try_is_settled_right_or_wrong(student: User) -> None:
    attempt = begin(student, Form.NUMERIC, tries=2)
    check(attempt, {"number": "1"})
    assert check(attempt, {"number": "2"}).settled_at == NOW


def test_true_or_false_and_the_last_option_are_no_second_question(student: User) -> None:
    attempt = begin(student, Form.TRUE_FALSE, Form.SINGLE_CHOICE, tries=5)
    assert check(attempt, {"value": False}).settled_at == NOW
    _first, second = (
        check_answer(attempt.pk, student, 2, NOW, {"option": option}) for option in "bc"
    )
    assert second.settled_at == NOW


def test_an_answer_that_was_shown_stands(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE)
    check(attempt, {"option": "a"})
    with pytest.raises(AnswerShownError):
        service.save_response(attempt.pk, student, 1, {"option": "b"}, LATER)
    with pytest.raises(AnswerShownError):
        check(attempt, {"option": "b"})
    assert Response.objects.get().answer == {"option": "a"}


def test_checking_the_same_answer_again_is_no_further_try(student: User) -> None:
    attempt = begin(student, Form.NUMERIC)
    for _time in range(3):
        found = check(attempt, {"number": "1"})
    assert (found.tries, found.settled_at) == (1, None)


def test_a_later_try_takes_nothing_away(student: User) -> None:
    quiz = quiz_of_parts()
    quiz.mode, quiz.feedback = "practice", "each"
    quiz.save()
    attempt = service.start_attempt(student, quiz, "en", NOW)
    check_answer(attempt.pk, student, 2, NOW, {"pairs": {"1": "b", "2": "c"}})
    worse = check_answer(attempt.pk, student, 2, NOW, {"pairs": {"1": "c", "2": "b"}})
    assert (worse.score, worse.earned) == (0, 0.5)


def test_giving_up_shows_the_answer_and_takes_no_more(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE)
    for _time in range(2):
        found = give_up(attempt.pk, student, 1, NOW)
    assert (found.answer, found.score, found.earned, found.settled_at) == ({}, 0, 0, NOW)
    with pytest.raises(AnswerShownError):
        service.save_response(attempt.pk, student, 1, {"option": "a"}, LATER)
    assert not student.reviews.exists()


def test_what_was_chosen_before_giving_up_counts(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE)
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    assert give_up(attempt.pk, student, 1, NOW).earned == 1


def test_nothing_cannot_be_checked(student: User) -> None:
    attempt = begin(student, Form.NUMERIC)
    for answer in (None, {"number": ""}):
        with pytest.raises(NothingToCheckError):
            check(attempt, answer)


def test_only_the_first_answer_tells_of_the_memory(student: User) -> None:
    attempt = begin(student, Form.NUMERIC)
    check(attempt, {"number": "1"})
    check(attempt, {"number": "9500"})
    service.submit(attempt.pk, student, LATER)
    assert list(student.reviews.values_list("rating", flat=True)) == [1]


def test_an_answer_never_checked_is_marked_when_handed_in(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE, Form.NUMERIC)
    service.save_response(attempt.pk, student, 2, {"number": "9500"}, NOW)
    assert service.submit(attempt.pk, student, LATER).score == 1


def test_a_test_tells_nothing_before_it_is_handed_in(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE, mode="test", feedback="submitted")
    for call in (
        lambda: check(attempt, {"option": "a"}),
        lambda: give_up(attempt.pk, student, 1, NOW),
    ):
        with pytest.raises(FeedbackLaterError):
            call()
    assert not Response.objects.filter(score__isnull=False).exists()


def test_what_another_open_attempt_asks_is_not_told_by_practice(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE)
    article = attempt.quiz.article
    test = make_quiz(article, "test", items=list(article.items.all()))
    other = service.start_attempt(student, test, "en", NOW)
    with pytest.raises(FeedbackLaterError):
        check(attempt, {"option": "a"})
    service.submit(other.pk, student, NOW)
    assert check(attempt, {"option": "a"}).score == 1


def test_wrong_and_blank_answers_cost_what_the_quiz_says(student: User) -> None:
    settings = {"mode": "test", "feedback": "submitted", "wrong_score": -0.5, "blank_score": -0.25}
    attempt = begin(student, *[Form.SINGLE_CHOICE] * 4, **settings)
    for position, option in ((1, "a"), (2, "a"), (3, "b")):
        service.save_response(attempt.pk, student, position, {"option": option}, NOW)
    assert service.submit(attempt.pk, student, LATER).score == pytest.approx(2 - 0.5 - 0.25)
    earned = Response.objects.order_by("slot__position").values_list("earned", flat=True)
    assert list(earned) == [1, 1, -0.5, -0.25]


def test_who_lost_more_than_they_won_has_nothing(student: User) -> None:
    attempt = begin(student, Form.TRUE_FALSE, mode="certainty", feedback="submitted")
    service.save_response(attempt.pk, student, 1, {"value": False}, NOW, certainty=3)
    assert service.submit(attempt.pk, student, LATER).score == 0
    assert Response.objects.get().earned == -2


def test_certainty_counts_with_the_answer_and_stays_when_only_the_answer_changes(
    student: User,
) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE, mode="certainty", feedback="submitted")
    service.save_response(attempt.pk, student, 1, {"option": "b"}, NOW, certainty=2)
    kept = service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    assert (kept.certainty, kept.revision) == (2, 2)
    assert service.submit(attempt.pk, student, LATER).score == pytest.approx(2 / 3)


def test_questions_are_shuffled_where_the_quiz_says_so(student: User, student2: User) -> None:
    article = make_article()
    items = make_bank(article, 8)
    for number, learner in enumerate((student, student2)):
        quiz = make_quiz(article, f"q{number}", items=items, shuffle_questions=bool(number))
        attempt = service.start_attempt(learner, quiz, "en", NOW, seed=1)
        asked = list(attempt.slots.values_list("version__item", flat=True))
        assert sorted(asked) == [item.pk for item in items]
        assert (asked == sorted(asked)) is (number == 0)


def test_options_stay_as_they_are_where_the_quiz_says_so(student: User) -> None:
    article = make_article()
    items = make_bank(article, 6)
    quiz = make_quiz(article, items=items, shuffle_options=False)
    attempt = service.start_attempt(student, quiz, "en", NOW, seed=1)
    assert [slot.option_order for slot in attempt.slots.all()] == [["a", "b", "c"]] * 6


def test_a_question_is_flagged_and_unflagged(student: User) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE)
    for is_flagged in (True, False):
        assert service.set_flag(attempt.pk, student, 1, is_flagged, NOW).flagged is is_flagged
    service.submit(attempt.pk, student, NOW)
    with pytest.raises(service.AttemptSubmittedError):
        service.set_flag(attempt.pk, student, 1, True, NOW)


@pytest.mark.parametrize("late", [check, lambda a, at: give_up(a.pk, a.learner, 1, at)])
def test_checking_or_giving_up_too_late_hands_in_what_was_saved(student: User, late: Any) -> None:
    attempt = begin(student, Form.SINGLE_CHOICE, time_limit=1)
    service.save_response(attempt.pk, student, 1, {"option": "a"}, NOW)
    with pytest.raises(TimeUpError):
        late(attempt, at=LATER)
    attempt.refresh_from_db()
    assert (attempt.expired, attempt.submitted_at, attempt.score) == (True, attempt.deadline_at, 1)
