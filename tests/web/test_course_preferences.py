"""In the preferences a learner chooses what to remember of a course, and how far cards may wait."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from quizzes.models import Course, Enrolment, User
from quizzes.selectors.study_settings import scheduling_for
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ADDRESS = "/preferences/"
FORM = {
    "content_language": "",
    "new_cards_per_day": "10",
    "desired_retention": "0.9",
    "maximum_interval": "36500",
    "balances_load": "True",
    "time_zone": "",
}


@pytest.fixture
def course(student: User) -> Course:
    course = Course.objects.create(key="class-1", name="Class 1", desired_retention=0.95)
    course.articles.add(make_article())
    Enrolment.objects.create(course=course, learner=student)
    return course


def test_a_learner_chooses_for_a_course_and_goes_back_to_what_it_asks(
    student_client: Client, student: User, course: Course
) -> None:
    page = student_client.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    assert "As the course asks (95%)" in page
    article = course.articles.get()
    for chosen, expected in (("0.8", 0.8), ("", 0.95)):
        answer = student_client.post(ADDRESS, FORM | {f"course_{course.pk}": chosen})
        assert answer.status_code == 302
        assert scheduling_for(student).of(article.pk).desired_retention == expected
    answer = student_client.post(ADDRESS, FORM | {f"course_{course.pk}": "0.1"})
    assert answer.status_code == 200  # with what is wrong beside it
    assert scheduling_for(student).of(article.pk).desired_retention == 0.95


def test_a_course_that_asks_nothing_offers_what_the_learner_chose(
    student_client: Client, course: Course
) -> None:
    Course.objects.update(desired_retention=None)
    page = student_client.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    assert "The same as above (90%)" in page


def test_a_learner_sets_the_longest_wait_and_uneven_days(
    student_client: Client, student: User
) -> None:
    student_client.post(ADDRESS, FORM | {"maximum_interval": "180", "balances_load": "False"})
    student.refresh_from_db()
    assert (student.maximum_interval, student.balances_load) == (180, False)
    assert scheduling_for(student).general.maximum_interval == 180
    assert student_client.post(ADDRESS, FORM | {"maximum_interval": "0"}).status_code == 200
    student.refresh_from_db()
    assert student.maximum_interval == 180


def test_a_program_sets_them_too(student_api: APIClient, student: User) -> None:
    answer = student_api.patch(
        "/api/v1/me/", {"maximum_interval": 90, "balances_load": False}, format="json"
    )
    assert (answer.json()["maximum_interval"], answer.json()["balances_load"]) == (90, False)
    assert student_api.patch("/api/v1/me/", {"maximum_interval": 0}).status_code == 400


def test_a_program_chooses_for_a_course_and_goes_back_to_what_it_asks(
    student_api: APIClient, student: User, course: Course
) -> None:
    said = student_api.get("/api/v1/me/courses/").json()["courses"]
    assert said == [
        {
            "key": "class-1",
            "name": {"text": "Class 1", "language": "en"},
            "articles": ["cotton"],
            "asked": 0.95,
            "desired_retention": None,
            "in_force": 0.95,
        }
    ]
    article = course.articles.get()
    for chosen, expected in ((0.8, 0.8), (None, 0.95)):
        sent = {"desired_retention": chosen}
        answer = student_api.patch("/api/v1/me/courses/class-1/", sent, format="json")
        assert answer.json() == said[0] | {"desired_retention": chosen, "in_force": expected}
        assert scheduling_for(student).of(article.pk).desired_retention == expected


@pytest.mark.parametrize("sent", [{}, {"desired_retention": 0.69}, {"desired_retention": "much"}])
def test_a_share_out_of_range_is_refused_and_changes_nothing(
    student_api: APIClient, course: Course, sent: dict[str, object]
) -> None:
    answer = student_api.patch("/api/v1/me/courses/class-1/", sent, format="json")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["desired_retention"]
    assert Enrolment.objects.get().desired_retention is None


def test_a_course_of_others_is_not_among_ones_own(student2_api: APIClient, course: Course) -> None:
    assert student2_api.get("/api/v1/me/courses/").json() == {"courses": []}
    sent = {"desired_retention": 0.8}
    answer = student2_api.patch("/api/v1/me/courses/class-1/", sent, format="json")
    assert answer.status_code == 404
    assert Enrolment.objects.get().desired_retention is None


def test_courses_cost_two_queries_however_many(
    student_api: APIClient,
    student: User,
    course: Course,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(5):
        more = Course.objects.create(key=f"more-{number}", name="More")
        more.articles.add(make_article(f"article-{number}"))
        more.learners.add(student)
    with django_assert_num_queries(2):
        student_api.get("/api/v1/me/courses/")
