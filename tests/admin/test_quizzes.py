"""A teacher puts a quiz together: questions chosen by hand, and places for drawn ones."""

import json

import pytest
from django.urls import reverse

from quizzes.models import Item, Quiz
from quizzes.models.base import PublicationStatus
from quizzes.models.sitting import SittingSettings
from tests.factories import make_article, make_bank, make_item, make_quiz

ADD = reverse("admin:quizzes_quiz_add")
LIST = reverse("admin:quizzes_quiz_changelist")


SITTING = {
    field.name: field.default
    for field in SittingSettings._meta.get_fields()
    if field.has_default() and field.default is not False
}
"""The conditions of sitting as the form shows them for a new quiz."""


@pytest.fixture
def bank(article) -> list[Item]:
    return make_bank(article, 4)


def quiz_data(article, items=(), **changed):
    rows = {
        "slots-TOTAL_FORMS": str(len(items)),
        "slots-INITIAL_FORMS": "0",
    }
    for number, item in enumerate(items):
        rows |= {f"slots-{number}-item": item.pk, f"slots-{number}-position": number + 1}
    return {
        "article": article.pk,
        "title_zh_hans": "小测验",
        "title_en": "A small quiz",
        "drawn": "3",
        "status": "draft",
        "key": "",
        **SITTING,
        **rows,
        **changed,
    }


def places(quiz: Quiz) -> list[str | None]:
    return [slot.item and slot.item.key for slot in quiz.slots.select_related("item")]


def test_a_quiz_draws_and_asks_what_was_chosen(teacher_client, teacher, article, bank):
    response = teacher_client.post(ADD, quiz_data(article, bank[:2]))
    assert response.status_code == 302, response.context["errors"]
    quiz = Quiz.objects.get()
    assert quiz.key == "a-small-quiz"
    assert quiz.created_by == teacher
    assert places(quiz) == [bank[0].key, bank[1].key, None, None, None]
    assert [slot.position for slot in quiz.slots.all()] == [1, 2, 3, 4, 5]


def test_changing_the_number_keeps_the_places_of_the_others(teacher_client, article, bank):
    quiz = make_quiz(article, items=bank[:1], drawn=4)
    slot = quiz.slots.get(item=bank[0])
    data = quiz_data(
        article,
        drawn="2",
        status="published",
        **{
            "slots-TOTAL_FORMS": "1",
            "slots-INITIAL_FORMS": "1",
            "slots-0-id": slot.pk,
            "slots-0-quiz": quiz.pk,
            "slots-0-item": bank[0].pk,
            "slots-0-position": "2",
        },
    )
    address = reverse("admin:quizzes_quiz_change", args=[quiz.pk])
    response = teacher_client.post(address, data)
    assert response.status_code == 302, response.context["errors"]
    assert places(quiz) == [bank[0].key, None, None]


def test_a_question_stands_in_a_quiz_once_and_is_of_its_article(teacher_client, article, bank):
    stranger = make_item(make_article("silk"))
    response = teacher_client.post(ADD, quiz_data(article, [bank[0], bank[0], stranger]))
    assert response.status_code == 200
    (slots,) = response.context["inline_admin_formsets"]
    assert "already" in str(slots.formset.forms[1].errors["item"])
    assert "another article" in str(slots.formset.forms[2].errors["item"])
    assert not Quiz.objects.exists()


def test_questions_are_chosen_by_words_of_the_stem(teacher_client, bank):
    response = teacher_client.get(
        reverse("admin:autocomplete"),
        {
            "app_label": "quizzes",
            "model_name": "slot",
            "field_name": "item",
            "term": "Stem of cotton-1",
        },
    )
    (found,) = json.loads(response.content)["results"]
    assert "Stem of cotton-1" in found["text"]


def test_an_empty_quiz_is_not_published(teacher_client, article, bank):
    empty = make_quiz(article, "empty", status="draft")
    full = make_quiz(article, "full", drawn=2, status="draft")
    response = teacher_client.post(
        LIST, {"action": "publish", "_selected_action": [empty.pk, full.pk]}, follow=True
    )
    assert "Without a question" in response.content.decode()
    published = Quiz.objects.filter(status=PublicationStatus.PUBLISHED)
    assert [quiz.key for quiz in published] == ["full"]
    response = teacher_client.post(ADD, quiz_data(article, drawn="0", status="published"))
    assert "status" in response.context["adminform"].form.errors


def test_a_quiz_can_be_retired(teacher_client, article):
    quiz = make_quiz(article)
    teacher_client.post(LIST, {"action": "retire", "_selected_action": [quiz.pk]})
    quiz.refresh_from_db()
    assert quiz.status == PublicationStatus.RETIRED
