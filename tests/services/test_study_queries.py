"""What finding the next card costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.models import Article, Entity, Fact, User
from quizzes.models.base import set_text
from quizzes.selectors import study
from quizzes.selectors.study import due_cards, next_card, study_queue
from quizzes.services.study_events import scheduling_now
from tests.factories import (
    both,
    make_article,
    make_entity,
    make_point,
)
from tests.services.study_points import NOW, bank, know

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "money"))


def count_queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def with_entity(fact: Fact, entity: Entity) -> None:
    make_point(fact, "place", kind="entity", entity=entity, position=5)
    set_text(fact, "statement", both("{place}: {count}.", "{place}：{count}。"))
    fact.save()


def test_the_number_of_queries_is_the_same_for_one_article_and_for_many(
    student: User, article: Article
) -> None:
    student.new_cards_per_day = 50
    region = make_entity("xinjiang")
    city = make_entity("hotan", part_of=region)

    def numbers() -> list[int]:
        return [
            count_queries(lambda: study_queue(student, NOW)),
            count_queries(lambda: next_card(student, NOW, "en")),
            count_queries(lambda: due_cards(student, NOW, "en")),
        ]

    bank(article, 2)
    with_entity(Fact.objects.get(key="fact-0"), city)
    know(student, "fact-1.count", 10, 5)
    scheduling_now(student, NOW)
    few = numbers()
    for number in range(6):
        bank(make_article(f"article-{number}"), 4, prefix=f"more-{number}")
        with_entity(Fact.objects.get(key=f"more-{number}-0"), city)
        know(student, f"more-{number}-1.count", 10, 5)
    assert numbers() == few
    assert few[0] == 8
    assert few[2] == 12


def test_the_due_query_reads_the_index_of_learner_and_time_and_stops(
    student: User, article: Article
) -> None:
    with CaptureQueriesContext(connection) as queries:
        study_queue(student, NOW)
    limit = f"LIMIT {study.QUEUE_LIMIT + 1}"  # one more tells whether there are more
    (due,) = (q["sql"] for q in queries if "memory" in q["sql"] and limit in q["sql"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + due)
            steps = " ".join(row[3] for row in cursor.fetchall())
        assert "memory_learner_due" in steps
        assert "SCAN" not in steps
        assert "TEMP B-TREE" not in steps
