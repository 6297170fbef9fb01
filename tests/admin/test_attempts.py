"""A teacher sees who did which quiz with which score."""

import csv
import io

import pytest
from django.urls import reverse

from quizzes.models import Attempt
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import NOW, quiz_of_every_form

LIST = reverse("admin:quizzes_attempt_changelist")


def detail(attempt: Attempt) -> str:
    return reverse("admin:quizzes_attempt_change", args=[attempt.pk])


@pytest.fixture
def attempt(student, db) -> Attempt:
    return start_attempt(student, quiz_of_every_form(), "en", NOW)


@pytest.fixture
def submitted(attempt, student) -> Attempt:
    """Two right answers, one wrong, one left out."""
    answers = {
        "single_choice": {"option": "a"},
        "true_false": {"value": False},
        "numeric": {"number": "9500", "unit": "people"},
    }
    for slot in attempt.slots.select_related("version__item"):
        answer = answers.get(slot.version.item.form)
        if answer:
            save_response(attempt.pk, student, slot.position, answer, NOW)
    return submit(attempt.pk, student, NOW)


def test_the_list_says_who_did_what_with_which_score(teacher_client, submitted):
    page = teacher_client.get(LIST).content.decode()
    assert "student" in page
    assert "Quiz on every-form" in page
    assert "50% (2/4)" in page


def test_the_detail_shows_each_answer_in_words_with_the_right_one(teacher_client, submitted):
    page = teacher_client.get(detail(submitted)).content.decode()
    assert "Stem of every-form-0.count.single_choice" in page
    assert "9500 people" in page
    assert "no answer" in page
    assert "False" in page


def test_an_open_attempt_shows_how_far_it_is(teacher_client, attempt):
    page = teacher_client.get(detail(attempt)).content.decode()
    assert "Not submitted yet: 0 of 4 questions answered." in page


def test_attempts_are_searched_by_user_name_and_filtered(teacher_client, submitted, student2):
    start_attempt(student2, submitted.quiz, "zh-hans", NOW)
    for query in ({"q": "student2"}, {"submitted": "no"}, {"language__exact": "zh-hans"}):
        found = teacher_client.get(LIST, query).context["cl"].queryset
        assert [each.learner for each in found] == [student2], query
    for query in (
        {"quiz__id__exact": submitted.quiz_id},
        {"quiz__article__id__exact": submitted.quiz.article_id},
        {"q": "测验"},
    ):
        assert teacher_client.get(LIST, query).context["cl"].queryset.count() == 2, query


def test_the_download_has_a_row_for_each_attempt_and_runs_no_formula(
    teacher_client, submitted, student
):
    student.first_name = '=HYPERLINK("http://evil")'
    student.save()
    response = teacher_client.post(
        LIST, {"action": "as_csv", "_selected_action": [str(submitted.pk)]}
    )
    text = response.content.decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(text))
    assert heading[:2] == ["User name", "Name"]
    assert row[0] == "student"
    assert row[1].startswith("'=HYPERLINK")
    assert row[4:7] == ["50.0", "2.0", "4.0"]
    assert row[7] == "2025-07-06 12:00"
    assert response["Content-Disposition"] == 'attachment; filename="attempts.csv"'
