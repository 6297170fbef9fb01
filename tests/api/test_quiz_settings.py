"""Teachers read and change how a quiz is sat."""

import pytest

from quizzes.models import Quiz
from tests.factories import make_article, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_article(), "cotton-quiz")


URL = "/api/v1/quizzes/cotton-quiz/settings/"


def test_the_defaults_suit_a_quiz_after_a_lesson(teacher_api, quiz):
    found = teacher_api.get(URL).json()
    assert (found["mode"], found["feedback"], found["review"]) == ("test", "submitted", "full")
    assert found["time_limit"] is found["attempts_allowed"] is found["pass_mark"] is None
    assert found["access_code"] == ""


def test_only_what_is_sent_changes(teacher_api, quiz):
    answer = teacher_api.patch(URL, {"time_limit": 20, "pass_mark": 0.6})
    assert answer.status_code == 200
    quiz.refresh_from_db()
    assert (quiz.time_limit, quiz.pass_mark, quiz.mode) == (20, 0.6, "test")


def test_choosing_practice_chooses_its_feedback_and_leaving_it_too(teacher_api, quiz):
    assert teacher_api.patch(URL, {"mode": "practice"}).json()["feedback"] == "each"
    assert teacher_api.patch(URL, {"mode": "test"}).json()["feedback"] == "submitted"


@pytest.mark.parametrize(
    "wrong",
    [
        {"feedback": "closed"},
        {"feedback": "each"},
        {"navigation": "forward", "layout": "all"},
        {"opens_at": "2030-01-02T00:00:00Z", "closes_at": "2030-01-01T00:00:00Z"},
        {"retry_penalty": 1.5},
        {"wrong_score": 0.5},
        {"attempts_allowed": 0},
        {"time_limit": 0},
        {"mode": "exam"},
    ],
    ids=str,
)
def test_what_does_not_go_together_is_refused_with_a_reason(teacher_api, quiz, wrong):
    answer = teacher_api.patch(URL, wrong)
    assert answer.status_code == 400, answer.json()
    assert answer.json()["errors"][0]["message"]
    quiz.refresh_from_db()
    assert (quiz.feedback, quiz.navigation, quiz.layout) == ("submitted", "free", "one")


def test_learners_reach_neither_the_settings_nor_the_code(student_api, teacher_api, quiz):
    teacher_api.patch(URL, {"access_code": "sesame-7"})
    assert student_api.get(URL).status_code == 403
    assert student_api.patch(URL, {"access_code": ""}).status_code == 403
    for path in ("/api/v1/quizzes/", "/api/v1/quizzes/cotton-quiz/"):
        assert "sesame-7" not in student_api.get(path).content.decode()
