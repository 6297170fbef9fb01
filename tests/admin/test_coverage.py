"""A teacher looks at what is asked of an article, and at what a quiz would ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.models import Fact
from quizzes.services.attempts import start_attempt
from tests.factories import NOW, make_article, make_bank, make_fact, make_point, make_quiz


@pytest.fixture
def article(db):
    article = make_article(topics=("people", "trade"))
    make_bank(article, 4)
    make_point(make_fact(article, "a-draft", status=Fact.Status.DRAFT))
    return article


def coverage(record):
    return reverse(f"admin:quizzes_{record._meta.model_name}_coverage", args=[record.pk])


def test_the_map_of_an_article_shows_each_point_and_the_reason_it_is_not_asked(
    teacher_client, student, article
):
    start_attempt(student, make_quiz(article, items=article.items.all()[:1]), "en", NOW)
    page = teacher_client.get(coverage(article))
    assert page.context["totals"] == {"asked": 1, "never_asked": 3, "no_question": 1}
    text = page.content.decode()
    assert "The fact is a draft: publish it." in text
    assert text.count("<svg class=") == 2
    link = reverse("admin:quizzes_article_change", args=[article.pk])
    assert coverage(article) in teacher_client.get(link).content.decode()


def test_the_map_is_filtered(teacher_client, article):
    topic = article.topics.get(key="trade")
    page = teacher_client.get(coverage(article), {"topic": topic.pk, "state": "never_asked"})
    assert [row.point.key for row in page.context["rows"]] == ["cotton-1.count", "cotton-3.count"]
    page = teacher_client.get(coverage(article), {"state": "asked"})
    assert "No point is like that." in page.content.decode()


def test_the_map_of_a_quiz_is_of_its_own_scope(teacher_client, article):
    quiz = make_quiz(article, drawn=2, topic=article.topics.get(key="trade"))
    rows = teacher_client.get(coverage(quiz)).context["rows"]
    assert {row.point.key for row in rows} == {"cotton-1.count", "cotton-3.count"}


def test_the_map_has_pages_and_takes_the_same_queries_for_more(teacher_client, article):
    def get(**query):
        with CaptureQueriesContext(connection) as captured:
            page = teacher_client.get(coverage(article), query)
        return page, len(captured)

    get()
    _page, before = get()
    make_bank(article, 60)
    page, after = get()
    assert after == before
    assert len(page.context["rows"]) == 50
    assert len(get(p=2)[0].context["rows"]) == 15


def test_an_example_draw_is_shown_and_another_and_the_same_again(teacher_client, article):
    quiz = make_quiz(article, items=article.items.all()[:1], drawn=5)
    address = reverse("admin:quizzes_quiz_example", args=[quiz.pk])
    link = reverse("admin:quizzes_quiz_change", args=[quiz.pk])
    assert address in teacher_client.get(link).content.decode()

    def keys(**query):
        page = teacher_client.get(address, query)
        return [each.drawn.version.item.key for each in page.context["questions"]]

    assert keys(seed=1) == keys(seed=1)
    assert len({tuple(keys(seed=seed)) for seed in range(8)}) > 1
    text = teacher_client.get(address).content.decode()
    assert "chosen by hand" in text
    assert "2 places stay empty" in text


def test_an_example_draw_in_another_language_for_a_learner(teacher_client, student, article):
    quiz = make_quiz(article, drawn=2)
    address = reverse("admin:quizzes_quiz_example", args=[quiz.pk])
    page = teacher_client.get(address, {"language": "zh-hans", "learner": "student"})
    assert 'lang="zh-Hans"' in page.content.decode()
    assert len(page.context["questions"]) == 2
    page = teacher_client.get(address, {"learner": "nobody"})
    assert "There is no such account." in page.content.decode()


@pytest.mark.parametrize("name", ["article_coverage", "quiz_coverage", "quiz_example"])
def test_the_pages_are_for_teachers(student_client, teacher_client, article, name):
    record = make_quiz(article) if name.startswith("quiz") else article
    address = reverse(f"admin:quizzes_{name}", args=[record.pk])
    assert student_client.get(address).status_code == 302
    missing = reverse(f"admin:quizzes_{name}", args=[record.pk + 999])
    assert teacher_client.get(missing).status_code == 404
