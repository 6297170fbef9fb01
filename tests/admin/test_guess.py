"""A selected piece of a statement is read for the teacher, who confirms it."""

import pytest
from django.urls import reverse

GUESS = reverse("admin:quizzes_fact_guess")


@pytest.mark.parametrize(
    ("text", "language", "fields", "after"),
    [
        ("9500多人", "zh-hans", {"kind": "quantity", "amount": "9500", "bound": "over"}, "人"),
        ("超过9500", "zh-hans", None, None),
        ("at least 50 people", "en", {"amount": "50", "bound": "at_least"}, " people"),
        ("over 3 million people", "en", {"amount": "3000000", "bound": "more_than"}, " people"),
        ("去年8月", "zh-hans", {"date": "2024-08-01", "precision": "month"}, ""),
        ("阿克苏市", "zh-hans", {"kind": "entity"}, ""),
        ("新的词", "zh-hans", {"kind": "term", "term_zh_hans": "新的词"}, None),
    ],
)
def test_the_words_say_kind_amount_unit_and_bound(
    teacher_client, article, text, language, fields, after
):
    data = {"text": text, "language": language, "article": article.pk}
    told = teacher_client.post(GUESS, data).json()
    if fields is None:
        assert told["said"]
        return
    assert told["fields"].items() >= fields.items()
    assert told.get("after") == after


def test_a_selection_that_is_no_value_is_told_so(teacher_client, article):
    assert teacher_client.post(GUESS, {"text": " "}).status_code == 400
    assert "at most" in teacher_client.post(GUESS, {"text": "1" * 201}).json()["problem"]


def test_only_teachers_may_ask(student_client, article):
    assert student_client.post(GUESS, {"text": "9500"}).status_code in {302, 403}
