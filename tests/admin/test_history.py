"""A teacher reads who changed what: of a fact and of a question, in either language."""

import pytest
from django.urls import reverse

from quizzes.models import Fact, Item
from tests.admin.test_facts import ADD, address, existing


@pytest.fixture
def fact(teacher_client, fact_data) -> Fact:
    teacher_client.post(ADD, fact_data())
    fact = Fact.objects.get()
    changed = {**existing(fact, fact_data), "points-1-amount": "8800"}
    teacher_client.post(address("change", fact), changed)
    return fact


def test_the_history_of_a_fact_tells_who_and_what(teacher_client, fact):
    page = teacher_client.get(address("history", fact)).content.decode()
    assert "Version 2" in page
    assert "teacher" in page
    assert "trained · Amount" in page
    assert ">9500<" in page
    assert ">8800<" in page


def test_the_history_is_told_in_chinese_too(teacher_client, fact):
    teacher_client.cookies["django_language"] = "zh-hans"
    page = teacher_client.get(address("history", fact)).content.decode()
    assert "第2版" in page
    assert "Version" not in page


def test_the_history_of_a_question_shows_its_old_and_new_answer(teacher_client, fact, fact_data):
    teacher_client.post(address("publish", fact))
    item = Item.objects.get(point__name="trained", form="numeric")
    page = teacher_client.get(reverse("admin:quizzes_item_history", args=[item.pk]))
    assert "Version 1" in page.content.decode()


def test_students_read_no_history(student_client, fact):
    assert student_client.get(address("history", fact)).status_code == 302


def test_teachers_read_both_by_api_and_students_do_not(
    teacher_client, teacher_api, student_api, fact
):
    teacher_client.post(address("publish", fact))
    newest, *_rest, first = teacher_api.get(f"/api/v1/facts/{fact.key}/history/").json()
    assert (newest["change"], newest["created_by"]) == ("status", "teacher")
    assert first["changes"] == []
    assert first["content"]["points"]["trained"]["amount"] == "9500"
    item = Item.objects.first()
    (version,) = teacher_api.get(f"/api/v1/items/{item.key}/versions/").json()
    assert version["version"] == 1
    for address_ in (f"facts/{fact.key}/history", f"items/{item.key}/versions"):
        assert student_api.get(f"/api/v1/{address_}/").status_code == 403
