"""Pages about articles: attribution always, facts only as far as they were met."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Fact, User
from quizzes.services.attempts import start_attempt, submit
from quizzes.services.study import record_review
from tests.factories import (
    KEPT_BACK,
    NOW,
    make_article,
    make_bank,
    make_fact,
    make_item,
    make_point,
    make_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    article = make_article("cotton", topics=("people", "land"))
    make_bank(article, 4)
    return article


def page(client: Client, path: str = "/articles/cotton/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("path", ["/articles/", "/articles/cotton/"])
def test_every_page_about_an_article_names_publisher_and_date(
    client: Client, article: Article, path: str
) -> None:
    html = page(client, path)
    assert "People&#x27;s Daily" in html
    assert 'datetime="2025-07-06"' in html


def test_facts_that_were_not_met_are_only_counted(student_client: Client, article: Article) -> None:
    html = page(student_client)
    assert html.count("2 facts to meet") == 2
    assert KEPT_BACK not in html.lower()


def test_a_fact_is_shown_after_a_quiz_that_asked_it(
    student_client: Client, student: User, article: Article
) -> None:
    quiz = make_quiz(article, items=list(article.items.order_by("id")[:1]))
    attempt = start_attempt(student, quiz, "en", NOW)
    assert "1000 people" not in page(student_client).replace(",", "")
    submit(attempt.pk, student, NOW)
    html = page(student_client)
    assert "1000 people" in html.replace(",", "")
    assert "1 more fact to meet" in html


def test_a_fact_is_shown_once_it_was_studied(
    student_client: Client, student: User, article: Article
) -> None:
    record_review(student, uuid.uuid4(), "cotton-1.count", Rating.GOOD, NOW, NOW)
    html = page(student_client).replace(",", "")
    assert "1001 people" in html
    assert "1000 people" not in html


def test_how_much_of_an_article_was_met_is_told(
    student_client: Client, student: User, article: Article
) -> None:
    record_review(student, uuid.uuid4(), "cotton-1.count", Rating.GOOD, NOW, NOW)
    quiz = make_quiz(article, items=list(article.items.order_by("id")[:2]))
    submit(start_attempt(student, quiz, "en", NOW).pk, student, NOW)
    for path in ("/articles/", "/articles/cotton/"):
        assert "2 of 4 facts met" in page(student_client, path)


def test_what_an_open_quiz_asks_stays_a_gap(
    student_client: Client, student: User, article: Article
) -> None:
    record_review(student, uuid.uuid4(), "cotton-1.count", Rating.GOOD, NOW, NOW)
    quiz = make_quiz(article, items=list(article.items.all()))
    start_attempt(student, quiz, "en", NOW)
    html = page(student_client).replace(",", "")
    assert "_____ people" in html
    assert "1001 people" not in html


def test_what_one_learner_met_is_not_shown_to_another(
    student2_client: Client, student: User, article: Article
) -> None:
    record_review(student, uuid.uuid4(), "cotton-1.count", Rating.GOOD, NOW, NOW)
    assert KEPT_BACK not in page(student2_client).lower()


def test_an_article_without_published_facts_does_not_exist_for_learners(
    student_client: Client, article: Article
) -> None:
    Fact.objects.update(status=Fact.Status.DRAFT)
    assert student_client.get("/articles/cotton/").status_code == 404
    assert "No article is here yet" in page(student_client, "/articles/")


def test_an_article_has_exactly_one_first_thing_to_do(
    student_client: Client, article: Article
) -> None:
    make_quiz(article, "whole", drawn=3)
    make_quiz(article, "part", drawn=2, topic=article.topics.first())
    html = page(student_client)
    assert html[html.index("<main") : html.index("</main>")].count("button--primary") == 1


@pytest.mark.parametrize("size", [3, 12])
def test_the_number_of_queries_does_not_grow_with_the_facts(
    student_client: Client,
    student: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    article = make_article("cotton", topics=("people", "land"))
    items = make_bank(article, size)
    for number, item in enumerate(items):
        make_quiz(article, f"quiz-{number}", items=[item])
    first = article.quizzes.order_by("key")[0]
    submit(start_attempt(student, first, "en", NOW).pk, student, NOW)
    with django_assert_num_queries(18):
        page(student_client)


@pytest.mark.parametrize("size", [2, 8])
def test_the_number_of_queries_does_not_grow_with_the_articles(
    client: Client,
    student_client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    for number in range(size):
        make_item(make_point(make_fact(make_article(f"a{number}"), f"f{number}")))
    with django_assert_num_queries(1):
        page(client, "/articles/")
    with django_assert_num_queries(7):
        page(student_client, "/articles/")
