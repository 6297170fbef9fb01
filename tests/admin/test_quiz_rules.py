"""A teacher says by which rule a quiz draws, and is told where the bank has too little for it."""

import re

import pytest
from django.urls import reverse

from quizzes.domain.items import Form
from quizzes.models import Quiz
from tests.admin.test_quizzes import quiz_data
from tests.factories import make_article, make_bank, make_quiz

ADD = reverse("admin:quizzes_quiz_add")


@pytest.fixture
def article(db):
    return make_article(topics=("people", "trade", "roads"))


@pytest.fixture(autouse=True)
def bank(article):
    """Twelve points: four a topic, forms in turn."""
    return make_bank(article, 12, (Form.SINGLE_CHOICE, Form.TRUE_FALSE))


def topic_ids(article, *keys):
    return list(article.topics.filter(key__in=keys).values_list("pk", flat=True))


def errors_of(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_a_rule_is_kept_as_it_was_filled_in(teacher_client, article):
    rule = {
        "topics": topic_ids(article, "people", "trade"),
        "forms": ["single_choice"],
        "new_share": "60",
        "known_share": "40",
    }
    response = teacher_client.post(ADD, quiz_data(article, **rule))
    assert response.status_code == 302, response.context["errors"]
    quiz = Quiz.objects.get()
    assert {topic.key for topic in quiz.topics.all()} == {"people", "trade"}
    assert (quiz.forms, quiz.new_share, quiz.known_share) == (["single_choice"], 60, 40)
    page = teacher_client.get(reverse("admin:quizzes_quiz_change", args=[quiz.pk]))
    inputs = re.findall("<input [^>]*>", page.content.decode())
    ticked = [each for each in inputs if "checked" in each and re.search("topics|forms", each)]
    assert len(ticked) == 3


def test_a_rule_that_asks_for_more_points_than_there_are_is_warned_about(teacher_client, article):
    rule = {"topics": topic_ids(article, "people"), "forms": ["true_false"], "drawn": "7"}
    page = teacher_client.post(ADD, quiz_data(article, **rule), follow=True).content.decode()
    assert (
        "The rule asks for 7 questions, but only 2 points of its topics have published questions"
        " in these forms." in page
    )


def test_the_warning_speaks_chinese(teacher_client, article):
    data = quiz_data(article, drawn="20")
    page = teacher_client.post(ADD, data, follow=True, headers={"accept-language": "zh-hans"})
    assert "规则要求抽取20道题" in page.content.decode()


def test_a_quiz_that_would_be_empty_is_not_published(teacher_client, article):
    data = quiz_data(article, status="published", forms=["ordering"])
    assert "no published question to draw" in str(errors_of(teacher_client.post(ADD, data)))
    assert not Quiz.objects.exists()


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"new_share": "120"}, "at most 100 per cent"),
        ({"known_share": "101"}, "at most 100 per cent"),
        ({"new_share": "70", "known_share": "40"}, "more than 100 per cent"),
        ({"new_share": "10", "draw_seed": "7"}, "Choose one of the two"),
        ({"draw_seed": "-1"}, "greater than or equal to 0"),
        ({"forms": ["guess"]}, "guess"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_the_reason(teacher_client, article, rule, told):
    assert told in str(errors_of(teacher_client.post(ADD, quiz_data(article, **rule))))


@pytest.mark.parametrize(
    ("rule", "field", "told"),
    [
        ({"new_share": "120"}, "new_share", "比例最多为百分之百。"),
        ({"new_share": "70", "known_share": "40"}, "__all__", "两个比例之和超过百分之百。"),
    ],
)
def test_a_share_too_large_is_told_in_chinese_at_its_field(
    teacher_client, article, rule, field, told
):
    response = teacher_client.post(
        ADD, quiz_data(article, **rule), headers={"accept-language": "zh-hans"}
    )
    assert told in response.context["adminform"].form.errors[field]


def test_only_topics_of_the_article_are_offered(teacher_client, article):
    other = make_article("silk", topics=("looms",))
    page = teacher_client.get(ADD, {"article": article.pk}).content.decode()
    assert "Looms" not in page
    data = quiz_data(article, topics=topic_ids(other, "looms"))
    assert "topics" in errors_of(teacher_client.post(ADD, data))


def test_questions_that_do_not_go_together_are_warned_about(teacher_client, article):
    """Two questions on one point are one question in a quiz."""
    quiz = make_quiz(article, drawn=12)
    address = reverse("admin:quizzes_quiz_change", args=[quiz.pk])
    version = article.items.first().current
    version.shows = [f"cotton-{number}.count" for number in range(12)]
    version.save()
    data = quiz_data(article, drawn="12", title_en="A quiz")
    page = teacher_client.post(address, data, follow=True).content.decode()
    assert "only 11 go together" in page
