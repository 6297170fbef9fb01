"""The lists take the same number of queries however much there is in them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.models import Article, Point, User
from quizzes.services.attempts import start_attempt
from tests.factories import (
    NOW,
    make_article,
    make_bank,
    make_entity,
    make_quiz,
    make_unit,
)

LISTS = ["fact", "item", "quiz", "attempt", "article", "entity", "unit"]
MOST = 14


def grow(start: int, count: int) -> Article:
    """More of everything: an article with a bank, quizzes, and an attempt of a new learner each."""
    article = make_article(f"article-{start}")
    make_bank(article, count)
    for number in range(start, start + count):
        make_entity(f"entity-{number}", part_of=make_entity("whole"))
        make_unit(f"unit-{number}")
        learner = User.objects.create_user(f"learner-{number}")
        quiz = make_quiz(article, f"quiz-{number}", drawn=2, topic=article.topics.first())
        start_attempt(learner, quiz, "en", NOW)
    return article


def queries(get: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        get()
    return len(captured)


@pytest.mark.parametrize("model", LISTS)
def test_a_list_takes_the_same_queries_for_more_content(teacher_client, model):
    address = reverse(f"admin:quizzes_{model}_changelist")
    grow(0, 3)
    teacher_client.get(address)  # fills caches of content types and permissions
    before = queries(lambda: teacher_client.get(address))
    grow(10, 8)
    after = queries(lambda: teacher_client.get(address))
    assert before == after <= MOST


def test_a_facts_page_takes_the_same_queries_for_more_points(teacher_client):
    article = grow(0, 2)
    fact = article.facts.first()
    address = reverse("admin:quizzes_fact_change", args=[fact.pk])
    teacher_client.get(address)
    before = queries(lambda: teacher_client.get(address))
    entity = make_entity("aksu")
    for number in range(6):
        Point.objects.create(fact=fact, name=f"p{number}", kind="entity", entity=entity)
    grow(10, 3)
    after = queries(lambda: teacher_client.get(address))
    assert before == after <= 20
