"""A teacher sees at one glance what a class did, who is missing, and what was hard."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.models import Course, Item, Quiz
from quizzes.models.base import PublicationStatus
from tests.school_class import add_learner, make_class, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db: None) -> Course:
    return make_class()


def page(client: Client, course: Course, quiz: str = "") -> Any:
    if not quiz:
        return client.get(reverse("admin:quizzes_course_results", args=[course.pk]))
    keys = [course.pk, Quiz.objects.get(key=quiz).pk]
    return client.get(reverse("admin:quizzes_course_quiz", args=keys))


def test_the_page_shows_the_score_that_counts_who_is_at_it_and_who_has_not_begun(
    teacher_client, course
):
    take("learner-1", "aa")
    take("learner-2", "ab")
    take("learner-2", "bb")  # the best one counts
    open_one = take("learner-3", "a-", is_done=False)
    response = page(teacher_client, course)
    shown = response.context["found"]
    cells = [row.cells[0] for row in shown.rows]
    assert [cell.share for cell in cells] == [1, 0.5, None, None]
    assert [cell.handed_in for cell in cells] == [1, 2, 0, 0]
    assert cells[2].attempt == open_one.pk
    (column,) = shown.quizzes
    assert (column.handed_in, column.begun, column.mean) == (2, 3, 0.75)
    assert [quiz.key for quiz in shown.untouched] == ["second"]
    text = response.content.decode()
    assert "王1" in text
    assert reverse("admin:quizzes_attempt_change", args=[open_one.pk]) in text


def test_whether_a_learner_passed_is_told(teacher_client, course):
    Quiz.objects.update(pass_mark=0.6)
    take("learner-1", "aa")
    take("learner-2", "ab")
    cells = [row.cells[0] for row in page(teacher_client, course).context["found"].rows]
    assert [cell.is_passed for cell in cells] == [True, False, None, None]


def test_a_quiz_has_those_who_did_not_hand_it_in_and_its_hardest_question_first(
    teacher_client, course
):
    take("learner-1", "ab")
    take("learner-2", "a-")
    take("learner-2", "aa")  # a second attempt knows the answers
    take("learner-3", "aa", is_done=False)
    shown = page(teacher_client, course, "first").context
    assert [row.learner.username for row in shown["found"].missing] == ["learner-3", "learner-4"]
    hard, easy = (each for each, _stem in shown["questions"])
    assert (hard.n, hard.mean, hard.blank) == (2, 0, 1)
    assert (easy.n, easy.mean, easy.blank) == (2, 1, 0)
    assert not hard.is_enough
    first, second = Item.objects.filter(slots__quiz__key="first").order_by("slots__position")
    assert (easy.version.item, hard.version.item) == (first, second)


def test_strangers_to_the_class_and_quizzes_not_published_do_not_count(
    teacher_client, course, student
):
    take("student", "aa")
    take("learner-1", "aa", quiz="second")
    Quiz.objects.filter(key="second").update(status=PublicationStatus.RETIRED)
    shown = page(teacher_client, course).context["found"]
    assert not shown.quizzes
    assert [row.handed_in for row in shown.rows] == [0, 0, 0, 0]
    assert page(teacher_client, course, "second").status_code == 404


def test_the_results_are_downloaded_for_a_spreadsheet(teacher_client, course):
    take("learner-1", "ab")
    address = reverse("admin:quizzes_course_results_csv", args=[course.pk])
    response = teacher_client.get(address)
    lines = response.content.decode().splitlines()
    assert response["Content-Disposition"] == 'attachment; filename="results-8a.csv"'
    assert lines[1] == "learner-1,王1,1,50.0"
    assert lines[4] == "learner-4,王4,0,"


def shown(client: Client, course: Course, quiz: str = "", language: str = "en") -> str:
    client.cookies["django_language"] = language
    return str(page(client, course, quiz).content.decode())


@pytest.mark.parametrize("quiz", ["", "first"])
def test_a_class_without_learners_leads_to_where_they_are_put_in(teacher_client, course, quiz):
    course.learners.clear()
    text = shown(teacher_client, course, quiz)
    address = reverse("admin:quizzes_course_change", args=[course.pk])
    assert "Nobody is in this course yet." in text
    assert f'href="{address}#id_more_learners"' in text
    assert "Everybody has handed it in." not in text
    assert "Nobody is in this course yet." not in shown(teacher_client, course, quiz, "zh-hans")


def test_a_class_without_articles_leads_to_choosing_some(teacher_client, course):
    course.articles.clear()
    text = shown(teacher_client, course)
    assert "This course has no article yet." in text
    assert f'href="{reverse("admin:quizzes_course_change", args=[course.pk])}"' in text


def test_a_class_without_quizzes_leads_to_the_quizzes(teacher_client, course):
    Quiz.objects.update(status=PublicationStatus.DRAFT)
    text = shown(teacher_client, course)
    assert "There is no published quiz on the articles of this course yet." in text
    assert f'href="{reverse("admin:quizzes_quiz_changelist")}"' in text


def test_where_nobody_has_begun_the_addresses_for_the_class_are_told(teacher_client, course):
    text = shown(teacher_client, course)
    assert "Nobody of the class has begun a quiz yet." in text
    for key in ("first", "second"):
        assert f"http://testserver/quizzes/{key}/</a>" in text
    assert "Download" not in text
    assert "班上还没有人开始测验" in shown(teacher_client, course, language="zh-hans")
    text = shown(teacher_client, course, "first")
    assert "http://testserver/quizzes/first/</a>" in text
    assert "learner-1" in text
    assert "Questions, the hardest first" not in text


def test_only_teachers_see_a_class(student, student_client, course):
    student.is_staff = True
    student.save()
    assert page(student_client, course).status_code == 404
    assert page(student_client, course, "first").status_code == 404


def test_a_larger_class_takes_the_same_queries(teacher_client, course):
    def queries() -> list[int]:
        counts = []
        for quiz in ("", "first"):
            with CaptureQueriesContext(connection) as captured:
                assert page(teacher_client, course, quiz).status_code == 200
            counts.append(len(captured))
        return counts

    take("learner-1", "ab")
    queries()  # fills caches
    before = queries()
    for number in range(10, 40):
        add_learner(course, f"learner-{number}")
        take(f"learner-{number}", "ab")
        take(f"learner-{number}", "ba", quiz="second")
    assert queries() == before
    assert max(before) <= 12
