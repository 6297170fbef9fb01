"""What could be better about a question, told before and after it is kept."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from quizzes.models import Article, Item
from tests.api.written_items import ITEMS, own
from tests.factories import make_article, make_bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_article()


def test_a_question_is_looked_over_before_it_is_kept(
    teacher_api: APIClient, article: Article
) -> None:
    stem = {"en": "Which city is not it?", "zh-hans": "哪座城市？"}
    answer = teacher_api.post(f"{ITEMS}lint/", own(stem=stem))
    assert answer.status_code == 200, answer.content
    (finding,) = (f for f in answer.json()["findings"] if f["rule"] == "negative_wording")
    assert finding.pop("message")
    assert finding == {
        "rule": "negative_wording",
        "severity": "error",
        "language": "en",
        "place": "stem",
        "words": ["not"],
        "text": stem["en"],
        "start": 14,
        "end": 17,
        "spans": [{"start": 14, "end": 17}],
    }
    assert not Item.objects.exists()


def test_what_a_rule_says_is_in_the_language_of_the_request(
    teacher_api: APIClient, article: Article
) -> None:
    def message(language: str) -> str:
        answer = teacher_api.post(
            f"{ITEMS}lint/",
            own(stem={"en": "Which is not it?", "zh-hans": "哪座城市？"}),
            headers={"accept-language": language},
        )
        found = {each["rule"]: each["message"] for each in answer.json()["findings"]}
        return str(found["negative_wording"])

    assert message("zh-hans") != message("en")


def test_a_sound_question_has_no_findings_and_hints_for_a_person(
    teacher_api: APIClient, article: Article
) -> None:
    sound = own()
    sound["options"][1]["text"]["zh-hans"] = "吐鲁番"
    answer = teacher_api.post(f"{ITEMS}lint/", sound).json()
    assert answer["findings"] == []
    assert {"unclear_stem", "implausible_distractors"} <= {
        each["flaw"] for each in answer["for_a_person"]
    }


def test_a_question_that_is_none_is_refused_as_when_it_is_written(
    teacher_api: APIClient, student_api: APIClient, article: Article
) -> None:
    refused = teacher_api.post(f"{ITEMS}lint/", own(options=[]))
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "options")
    assert student_api.post(f"{ITEMS}lint/", own()).status_code == 403


def test_questions_in_the_list_come_with_what_could_be_better(
    teacher_api: APIClient, article: Article
) -> None:
    make_bank(article, 1)
    stem = {"en": "Which city is not in the south?", "zh-hans": "哪座城市不在南方？"}
    teacher_api.post(ITEMS, own(stem=stem))
    generated, written = teacher_api.get(ITEMS).json()["results"]
    assert "negative_wording" not in {each["rule"] for each in generated["findings"]}
    marked = [each for each in written["findings"] if each["rule"] == "negative_wording"]
    assert {each["language"] for each in marked} == {"en", "zh-hans"}
    detail = teacher_api.get(f"{ITEMS}{written['key']}/").json()
    assert detail["findings"] == written["findings"]


def test_a_multiple_choice_is_looked_at_like_a_single_one(
    teacher_api: APIClient, article: Article
) -> None:
    options = [
        {"text": {"en": "Aksu", "zh-hans": "阿克苏"}, "is_key": True},
        {"text": {"en": "Hotan", "zh-hans": "和田"}, "is_key": True},
        {"text": {"en": "All of the above", "zh-hans": "以上都对"}},
    ]
    sent = own(form="multiple_choice", options=options)
    found = teacher_api.post(f"{ITEMS}lint/", sent).json()["findings"]
    marked = {(each["language"], each["text"]) for each in found if each["words"]}
    assert {("en", "All of the above"), ("zh-hans", "以上都对")} <= marked
