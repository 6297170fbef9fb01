"""The conditions of sitting, as a program meets them: each refusal has a code of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from quizzes.models import Attempt, Quiz
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.quiz_settings import change_settings
from tests.factories import KEPT_BACK, make_quiz, quiz_of_every_form

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
START = "/api/v1/attempts/"


@pytest.fixture(autouse=True)
def _no_counted_codes() -> None:
    cache.clear()


@pytest.fixture
def quiz(db: None) -> Quiz:
    return quiz_of_every_form()


def start(client, quiz, **more):
    return client.post(START, {"quiz": quiz.key, "language": "en", **more})


def run_out(attempt: Attempt) -> None:
    """The attempt's time is up: a state that the clock would bring about."""
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() - HOUR)


def test_the_deadline_and_the_seconds_left_are_told(student_api, quiz):
    assert start(student_api, quiz).json()["seconds_left"] is None
    Attempt.objects.all().delete()
    change_settings(quiz, {"time_limit": 20})
    found = start(student_api, quiz).json()
    assert found["deadline_at"]
    assert 1100 < found["seconds_left"] <= 1200


def test_after_the_deadline_an_answer_is_refused_and_the_result_is_there(
    student_api, student, quiz
):
    attempt = start_attempt(
        student, change_settings(quiz, {"time_limit": 20}), "en", timezone.now(), seed=1
    )
    save_response(attempt.pk, student, 1, {"option": "a"}, timezone.now())
    run_out(attempt)
    late = student_api.put(f"{START}{attempt.pk}/responses/2/", {"value": True})
    assert (late.status_code, late.json()["code"]) == (409, "time_up")
    result = student_api.get(f"{START}{attempt.pk}/result/").json()
    assert (result["score"], result["expired"]) == (1, True)


def test_reading_an_attempt_whose_time_is_up_submits_it(student_api, student, quiz):
    attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
    run_out(attempt)
    found = student_api.get(f"{START}{attempt.pk}/").json()
    assert found["submitted_at"]
    assert found["expired"]


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"opens_at": HOUR}, "quiz_not_open_yet", "opens_at"),
        ({"closes_at": -HOUR}, "quiz_closed", "closes_at"),
        ({"access_code": "sesame"}, "access_code_required", None),
    ],
    ids=["early", "late", "without a code"],
)
def test_what_stands_in_the_way_has_a_code(student_api, quiz, changes, code, told):
    now = timezone.now()
    moved = {k: now + v if isinstance(v, timedelta) else v for k, v in changes.items()}
    change_settings(quiz, moved)
    answer = start(student_api, quiz)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert told is None or answer.json()[told]


def test_the_access_code_opens_and_wrong_ones_are_throttled(student_api, quiz):
    change_settings(quiz, {"access_code": "sesame"})
    for _ in range(5):
        wrong = start(student_api, quiz, access_code="simsim")
        assert (wrong.status_code, wrong.json()["code"]) == (409, "access_code_wrong")
    many = start(student_api, quiz, access_code="sesame")
    assert (many.status_code, many.json()["code"]) == (429, "too_many_codes")
    assert many.headers["Retry-After"] == "600"
    cache.clear()
    assert start(student_api, quiz, access_code="sesame").status_code == 201
    assert start(student_api, quiz).status_code == 200, "once for each attempt"


def test_attempts_are_used_up_and_the_standing_says_which_score_counts(student_api, student, quiz):
    change_settings(quiz, {"attempts_allowed": 2, "grading": "last", "pass_mark": 0.25})
    for answer in ("a", "b"):
        attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
        save_response(attempt.pk, student, 1, {"option": answer}, timezone.now())
        submit(attempt.pk, student, timezone.now())
    found = student_api.get(f"/api/v1/quizzes/{quiz.key}/standing/").json()
    assert (found["state"], found["attempts_left"]) == ("used_up", 0)
    assert (found["share"], found["is_passed"]) == (0, False)
    assert start(student_api, quiz).json()["code"] == "no_attempts_left"
    change_settings(quiz, {"grading": "best"})
    found = student_api.get(f"/api/v1/quizzes/{quiz.key}/standing/").json()
    assert (found["share"], found["is_passed"]) == (0.25, True)


def test_forward_only_tells_the_questions_one_by_one(student_api, quiz):
    change_settings(quiz, {"navigation": "forward"})
    found = start(student_api, quiz).json()
    url = f"{START}{found['id']}/"
    assert (len(found["slots"]), found["total"], found["reached"]) == (1, 4, 1)
    ahead = student_api.put(f"{url}responses/2/", {"value": True})
    assert (ahead.status_code, ahead.json()["code"]) == (409, "not_this_question")
    for _ in range(2):
        found = student_api.post(f"{url}responses/1/next/").json()
        assert (len(found["slots"]), found["reached"]) == (2, 2)
    back = student_api.put(f"{url}responses/1/", {"option": "a"})
    assert (back.status_code, back.json()["reached"]) == (409, 2)
    assert student_api.put(f"{url}responses/2/", {"value": True}).status_code == 200


@pytest.mark.parametrize("navigation", ["free", "forward"])
def test_a_question_that_is_not_there_cannot_be_left(student_api, quiz, navigation):
    change_settings(quiz, {"navigation": navigation})
    url = f"{START}{start(student_api, quiz).json()['id']}/responses/"
    for position in (0, 5, 10**30):
        left = student_api.post(f"{url}{position}/next/")
        assert (left.status_code, left.json()["code"]) == (404, "no_such_question")


@pytest.fixture
def waiting(student, quiz) -> Attempt:
    """Handed in, of a quiz that tells when it closes, an hour from now."""
    change_settings(quiz, {"feedback": "closed", "closes_at": timezone.now() + HOUR})
    attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
    save_response(attempt.pk, student, 1, {"option": "a"}, timezone.now())
    submit(attempt.pk, student, timezone.now())
    return attempt


def test_a_result_waits_until_the_quiz_closes_on_every_path(student_api, quiz, waiting):
    url = f"{START}{waiting.pk}/"
    result = student_api.get(f"{url}result/")
    assert (result.status_code, result.json()["code"]) == (409, "result_withheld")
    assert result.json()["closes_at"]
    again = student_api.post(f"{url}submit/").json()
    assert (again["score"], again["withheld"]) == (None, True)
    assert student_api.get(START).json()["results"][0]["score"] is None
    assert student_api.get("/api/v1/scores/").json() == {"articles": []}
    standing = student_api.get(f"/api/v1/quizzes/{quiz.key}/standing/").json()
    assert (standing["share"], standing["untold"]) == (None, 1)
    assert student_api.get("/api/v1/cards/due/").json()["cards"] == []
    assert KEPT_BACK not in student_api.get("/api/v1/mistakes/").content.decode()


def test_pages_keep_a_waiting_result_back_too(student_client, quiz, waiting):
    article = quiz.article.key
    for path in (
        f"/attempts/{waiting.pk}/result/",
        f"/quizzes/{quiz.key}/",
        f"/articles/{article}/",
        "/scores/",
        "/mistakes/",
        "/study/",
        "/",
    ):
        page = student_client.get(path, follow=True)
        text = page.content.decode()
        assert page.status_code == 200, path
        assert KEPT_BACK not in text, path
        assert "25%" not in text, path


def test_the_other_quiz_with_the_same_questions_does_not_tell_either(
    student_api, student, quiz, waiting
):
    other = make_quiz(quiz.article, "same", items=list(quiz.article.items.order_by("pk")))
    attempt = start_attempt(student, other, "en", timezone.now(), seed=2)
    submit(attempt.pk, student, timezone.now())
    result = student_api.get(f"{START}{attempt.pk}/result/").json()
    assert all(slot["withheld"] for slot in result["slots"])


def test_the_teacher_sees_it_and_after_the_close_the_learner_does(
    student_api, teacher_api, quiz, waiting
):
    url = f"{START}{waiting.pk}/result/"
    assert teacher_api.get(url).json()["score"] == 1
    Quiz.objects.filter(pk=quiz.pk).update(closes_at=timezone.now() - HOUR)
    assert student_api.get(url).json()["score"] == 1
    assert KEPT_BACK in student_api.get(url).content.decode()


def test_a_result_waits_for_those_who_still_have_extra_time(student_api, student2, quiz, waiting):
    late = start_attempt(student2, quiz, "en", timezone.now(), seed=1)
    now = timezone.now()
    Quiz.objects.filter(pk=quiz.pk).update(closes_at=now - HOUR)
    Attempt.objects.filter(pk=late.pk).update(deadline_at=now + HOUR)
    url = f"{START}{waiting.pk}/result/"
    assert student_api.get(url).json()["code"] == "result_withheld"
    submit(late.pk, student2, now)
    assert student_api.get(url).status_code == 200


def test_a_quiz_that_tells_only_the_score_tells_no_more(student_api, student, quiz):
    change_settings(quiz, {"review": "score"})
    attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
    submit(attempt.pk, student, timezone.now())
    result = student_api.get(f"{START}{attempt.pk}/result/")
    assert (result.json()["score"], result.json()["only_score"]) == (0, True)
    assert KEPT_BACK not in result.content.decode()
