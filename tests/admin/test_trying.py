"""A teacher tries an answer on the page of a fact or a question, without any script."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from quizzes.models import Fact, Item, Response

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _article() -> None:
    call_command("loaddata", "units", "eight_planets", verbosity=0)


def preview(key: str) -> str:
    return reverse("admin:quizzes_fact_preview", args=[Fact.objects.get(key=key).pk])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("一万二千一百零四", ["Right", "1/1", "read as a Chinese numeral", "12,104"]),
        ("一万二千", ["Not right", "0/1", "12,000"]),
        ("quite a lot", ["It could not be read."]),
    ],
)
def test_the_preview_of_a_fact_tells_score_rule_and_value_read(teacher_client, text, told):
    address = preview("planets-venus-diameter")
    page = teacher_client.get(address, {"try-diameter": text}).content.decode()
    found = page.split('class="try__found"')[1].split("</p>")[0]
    for words in told:
        assert words in found
    assert not Response.objects.exists()


def test_the_box_speaks_chinese(teacher_client):
    teacher_client.cookies["django_language"] = "zh-hans"
    address = preview("planets-venus-diameter")
    page = teacher_client.get(address, {"try-diameter": "12104"}).content.decode()
    assert "试答" in page
    assert "1/1" in page.split('class="try__found"')[1]


def test_each_point_has_its_own_box_where_its_answer_is_written(teacher_client):
    page = teacher_client.get(preview("planets-uranus-discovery"), {"try-astronomer": "赫歇爾"})
    text = page.content.decode()
    assert text.count('class="try__found"') == 1
    assert 'id="try-astronomer"' in text
    rocky = teacher_client.get(preview("planets-rocky")).content.decode()
    assert 'id="try-rocky"' not in rocky


def test_the_page_of_a_question_has_the_box_outside_its_form(teacher_client):
    call_command("generate", "--article", "eight-planets", verbosity=0)
    item = Item.objects.get(key="planets-venus-diameter.diameter.numeric")
    address = reverse("admin:quizzes_item_change", args=[item.pk])
    page = teacher_client.get(address, {"try": "12,104千米"}).content.decode()
    assert "1/1" in page.split('class="try__found"')[1]
    assert page.index("</form>", page.index('id="item_form"')) < page.index('id="try-form"')
    choice = Item.objects.filter(form="single_choice").first()
    page = teacher_client.get(reverse("admin:quizzes_item_change", args=[choice.pk]))
    assert 'class="try"' not in page.content.decode()


def test_students_try_nothing(student_client):
    answer = student_client.get(preview("planets-venus-diameter"), {"try-diameter": "12104"})
    assert answer.status_code == 302
