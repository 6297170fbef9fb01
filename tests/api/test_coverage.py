"""Which points of an article are covered, for a teacher's program."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.domain.items import Form
from quizzes.models import Fact
from quizzes.services.attempts import start_attempt
from tests.factories import (
    NOW,
    make_article,
    make_bank,
    make_entity,
    make_fact,
    make_item,
    make_point,
    make_quiz,
)

pytestmark = pytest.mark.django_db
POINTS = "/api/v1/articles/cotton/coverage/"
TOPICS = "/api/v1/articles/cotton/coverage/topics/"


@pytest.fixture
def article():
    """Two topics of two points; one more point has two forms, and one has no question."""
    article = make_article(topics=("people", "trade"))
    make_bank(article, 4)
    several = make_point(make_fact(article, "several", topic="people"))
    make_item(several, Form.NUMERIC)
    make_item(several, Form.TRUE_FALSE)
    make_point(make_fact(article, "bare", topic="trade"), kind="entity", entity=make_entity())
    return article


def by_key(api, **query):
    answer = api.get(POINTS, query)
    assert answer.status_code == 200, answer.content
    return {point["key"]: point for point in answer.json()["results"]}


def test_a_point_says_what_asks_it_and_how_often_it_was_asked(
    teacher_api, student, student2, article
):
    asked = article.items.get(key="several.count.numeric")
    quiz = make_quiz(article, items=[asked])
    start_attempt(student, quiz, "en", NOW - timedelta(days=2))
    start_attempt(student2, quiz, "en", NOW)
    point = by_key(teacher_api)["several.count"]
    assert point["forms"] == {"numeric": 1, "true_false": 1}
    assert (point["state"], point["questions"], point["asked"]) == ("asked", 2, 2)
    assert point["last_asked"].startswith("2025-07-06")
    never = by_key(teacher_api)["cotton-0.count"]
    assert (never["state"], never["asked"], never["last_asked"]) == ("never_asked", 0, None)


def test_a_point_without_a_question_says_why(teacher_api, article):
    make_point(make_fact(article, "a-draft", status=Fact.Status.DRAFT))
    drafts = make_point(make_fact(article, "with-drafts"))
    make_item(drafts, status="draft")
    make_item(drafts, Form.NUMERIC, status="retired")
    make_point(make_fact(article, "not-yet"))
    found = by_key(teacher_api, state="no_question")
    assert set(found) == {"bare.count", "a-draft.count", "with-drafts.count", "not-yet.count"}
    assert found["a-draft.count"]["reasons"] == ["The fact is a draft: publish it."]
    assert found["with-drafts.count"]["reasons"] == [
        "1 question is a draft.",
        "1 question is retired.",
    ]
    assert any("too few comparable names" in each for each in found["bare.count"]["reasons"])
    assert any("It can be made" in each for each in found["not-yet.count"]["reasons"])


def test_the_reason_is_in_the_language_of_the_request(teacher_api, article):
    make_point(make_fact(article, "a-draft", status=Fact.Status.DRAFT))
    answer = teacher_api.get(
        POINTS, {"state": "no_question"}, headers={"accept-language": "zh-hans"}
    )
    reasons = [each for point in answer.json()["results"] for each in point["reasons"]]
    assert "事实还是草稿，请先发布。" in reasons


def test_points_are_chosen_by_state_and_topic(teacher_api, article):
    assert set(by_key(teacher_api, topic="trade")) == {
        "cotton-1.count",
        "cotton-3.count",
        "bare.count",
    }
    assert set(by_key(teacher_api, topic="trade", state="no_question")) == {"bare.count"}


def test_the_coverage_of_a_quiz_is_of_what_it_draws_from_and_what_it_asked(
    teacher_api, student, article
):
    quiz = make_quiz(article, drawn=1, topic=article.topics.get(key="trade"))
    quiz.topics.set(article.topics.filter(key="trade"))
    start_attempt(student, make_quiz(article, "other", items=article.items.all()), "en", NOW)
    found = by_key(teacher_api, quiz=quiz.key)
    assert {key: point["asked"] for key, point in found.items()} == {
        "cotton-1.count": 0,
        "cotton-3.count": 0,
        "bare.count": 0,
    }
    start_attempt(student, quiz, "en", NOW)
    assert sum(point["asked"] for point in by_key(teacher_api, quiz=quiz.key).values()) == 1


def test_topics_are_counted(teacher_api, student, article):
    start_attempt(student, make_quiz(article, items=article.items.all()[:1]), "en", NOW)
    people, trade = teacher_api.get(TOPICS).json()
    assert people["name"]["en"] == "People"
    counts = ("points", "asked", "never_asked", "no_question")
    assert [people[each] for each in counts] == [3, 1, 2, 0]
    assert [trade[each] for each in counts] == [3, 0, 2, 1]


def test_the_number_of_queries_does_not_grow(teacher_api, student, article):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert teacher_api.get(POINTS).status_code == 200
        return len(captured)

    queries()
    before = queries()
    bank = make_bank(article, 20)
    for number in range(6):
        make_point(make_fact(article, f"bare-{number}"))
    start_attempt(student, make_quiz(article, items=bank), "en", NOW)
    assert queries() == before


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"topic": "looms"}, "topic"),
        ({"quiz": "nothing"}, "quiz"),
        ({"quiz": "\x00"}, "quiz"),
        ({"state": "odd"}, "state"),
    ],
)
def test_a_wrong_choice_is_a_clear_error(teacher_api, article, query, field):
    answer = teacher_api.get(POINTS, query)
    assert answer.status_code == 400
    assert [each["field"] for each in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("address", [POINTS, TOPICS])
def test_coverage_is_for_teachers(student_api, outsider_api, article, address):
    assert student_api.get(address).status_code == 403
    assert outsider_api.get(address).status_code == 401
