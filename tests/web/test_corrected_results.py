"""A wrong key is put right: who was marked by it is told, sees the right one, and meets it again.

All by HTTP: the quiz in the browser, the correction by API, the result in both.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Attempt, Fact, Item
from quizzes.services.publishing import publish_facts
from tests.factories import make_article, make_fact, make_point, make_quiz

pytestmark = pytest.mark.django_db
FORMS = ("numeric", "single_choice", "true_false")


@pytest.fixture(autouse=True)
def fact() -> Fact:
    """The fact f0 says 9500, where 8800 would be right."""
    article = make_article()
    facts = [make_fact(article, f"f{n}", status=Fact.Status.DRAFT) for n in range(4)]
    for number, each in enumerate(facts):
        make_point(each, amount=str(9500 - 1000 * number))
    publish_facts(facts, timezone.now())
    return facts[0]


@pytest.fixture
def attempt(student_client: Client, fact: Fact) -> Attempt:
    """A quiz of all three forms; only the number, 8800, is answered."""
    items = [Item.objects.get(key=f"f0.count.{form}") for form in FORMS]
    make_quiz(fact.article, "asked", items=items)
    page = student_client.post("/quizzes/asked/start", follow=True)
    assert page.status_code == 200
    found = Attempt.objects.get()
    student_client.post(f"/attempts/{found.pk}/1/", {"number": "8800"})
    student_client.post(f"/attempts/{found.pk}/submit/")
    return Attempt.objects.get()


def correct(api: APIClient, note: str = "Miscounted") -> None:
    """Put 8800 into f0 as a change of its truth: told what follows first, then confirmed."""
    point: dict[str, Any] = {
        "name": "count",
        "kind": "quantity",
        "amount": "8800",
        "unit": "person",
        "bound": "exact",
        "exclusive": True,
        "question": {"en": "How many at f0?", "zh-hans": "f0有多少？"},
    }
    sent = {"points": [point], "change": "truth", "note": note}
    told = api.patch("/api/v1/facts/f0/", sent | {"dry_run": True})
    assert told.status_code == 200, told.content
    done = api.patch("/api/v1/facts/f0/", sent | {"digest": told.json()["digest"]})
    assert done.status_code == 200, done.content


def result_page(client: Client, attempt: Attempt, language: str = "en") -> str:
    client.cookies["django_language"] = language
    return client.get(f"/attempts/{attempt.pk}/result/").content.decode()


def test_before_a_correction_nothing_is_said_of_one(
    student_client: Client, student_api: APIClient, attempt: Attempt
) -> None:
    page = result_page(student_client, attempt)
    assert "Your score was changed" not in page
    assert "This was corrected" not in page
    found = student_api.get(f"/api/v1/attempts/{attempt.pk}/result/").json()
    assert found["score_changes"] == []
    assert [slot["correction"] for slot in found["slots"]] == [None, None, None]


def test_the_learner_reads_what_changed_why_and_what_is_right_now(
    student_client: Client, teacher_api: APIClient, attempt: Attempt
) -> None:
    correct(teacher_api)
    page = result_page(student_client, attempt)
    changed = page.split("Your score was changed from 0 to ")[1]
    assert "The reason given: Miscounted" in changed
    assert "<time" in changed
    assert page.count("This was corrected. When you answered, it said:") >= 2
    number = page.split('id="question-1"')[1].split("</li>")[0]
    assert "9,500" in number.split("When you answered")[1].split("</p>")[0]
    assert "Miscounted" not in number


def test_no_explanation_and_no_reason_says_what_was_wrong(
    student_client: Client, teacher_api: APIClient, attempt: Attempt
) -> None:
    correct(teacher_api)
    page = result_page(student_client, attempt)
    number = page.split('id="question-1"')[1].split('id="question-2"')[0]
    after = number.split("</p>", number.count("When you answered"))[-1]
    assert "8,800" in after
    assert "9,500" not in after.split('class="why"')[1]


def test_it_is_told_in_chinese(
    student_client: Client, teacher_api: APIClient, attempt: Attempt
) -> None:
    correct(teacher_api, "数错了")
    page = result_page(student_client, attempt, "zh-hans")
    assert "得分由0改为" in page
    assert "数错了" in page
    assert "已更正" in page


def test_the_api_tells_the_same(
    student_api: APIClient, teacher_api: APIClient, attempt: Attempt
) -> None:
    correct(teacher_api)
    found = student_api.get(f"/api/v1/attempts/{attempt.pk}/result/").json()
    (change,) = found["score_changes"]
    assert (change["was"], change["now"]) == (0.0, found["score"])
    assert change["reason"] == "Miscounted"
    assert change["at"]
    number, choice, _truth = found["slots"]
    assert number["right"] == ["8,800 persons"]
    assert number["correction"] == {
        "was": ["9,500 persons"],
        "was_truth": None,
        "credited": False,
    }
    assert "9,500" not in number["explanation"]
    keys = [option["text"] for option in choice["options"] if option["is_key"]]
    assert choice["correction"]["was"] == ["9,500"]
    # 8800 was not among the options: none of them is the key, and nobody loses by it.
    assert choice["correction"]["credited"] is (not keys)
    assert (choice["score"] == 1) is (not keys)
    assert choice["right"] == ["8,800"]


def test_the_point_comes_back_as_a_card_that_was_corrected(
    student_client: Client, teacher_api: APIClient, attempt: Attempt
) -> None:
    correct(teacher_api)
    student_client.cookies["django_language"] = "en"
    page = student_client.get("/study/").content.decode()
    assert "This was corrected since you learnt it." in page
    back = student_client.get("/study/cards/f0.count/").content.decode()
    assert "9,500" in back
    assert "8,800" in back


def test_corrections_do_not_make_results_of_many_questions_cost_more(
    student_client: Client,
    teacher_api: APIClient,
    attempt: Attempt,
    django_assert_max_num_queries: Any,
) -> None:
    correct(teacher_api)
    with django_assert_max_num_queries(22):
        result_page(student_client, attempt)


def test_another_learner_who_hands_in_later_is_told_of_the_key_but_of_no_change_of_score(
    student2_client: Client, student2: Any, teacher_api: APIClient, attempt: Attempt
) -> None:
    student2_client.post("/quizzes/asked/start")
    open_one = Attempt.objects.get(learner=student2)
    student2_client.post(f"/attempts/{open_one.pk}/1/", {"number": "9500"})
    correct(teacher_api)
    student2_client.post(f"/attempts/{open_one.pk}/submit/")
    page = result_page(student2_client, open_one)
    assert "This was corrected" in page
    assert "Your score was changed" not in page
