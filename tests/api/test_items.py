"""The bank by the API: teachers read keys and proofs, and write questions of their own."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from quizzes.domain.items import Form
from quizzes.models import Article, Item, ItemVersion
from tests.api.written_items import ITEMS, own
from tests.factories import KEPT_BACK, make_article, make_bank, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_article()


def test_items_tell_stem_options_key_and_proofs_in_both_languages(
    teacher_api: APIClient, article: Article
) -> None:
    make_bank(article, 1)
    (item,) = teacher_api.get(ITEMS).json()["results"]
    assert set(item["stem"]) == {"en", "zh-hans"}
    assert item["point"] == "cotton-0.count"
    assert item["right"] == ["a"]
    assert [option["is_key"] for option in item["options"]] == [True, False, False]
    assert set(item["options"][1]["text"]) == {"en", "zh-hans"}
    proof = item["options"][1]["proof"]
    assert (proof["rule"], proof["point"]) == ("disjoint", "trained.count")
    assert proof["value"]["type"] == "term"
    assert teacher_api.get(f"{ITEMS}{item['key']}/").json() == item


def test_every_form_tells_its_answer(teacher_api: APIClient, article: Article) -> None:
    forms = (Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)
    make_bank(article, 3, forms)
    answers = [item["answer"] for item in teacher_api.get(ITEMS).json()["results"]]
    assert answers[0]["truth"] is True
    assert answers[1] == {"amount": "9500", "unit": "person", "bound": "exact", "tolerance": "0"}
    assert answers[2]["accepted"] == [f"{KEPT_BACK} answer", f"{KEPT_BACK} alias"]


def test_a_teacher_writes_a_question(teacher_api: APIClient, article: Article) -> None:
    made = teacher_api.post(ITEMS, own())
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["origin"], body["status"], body["version"]) == ("teacher", "published", 1)
    assert sorted(body["languages"]) == ["en", "zh-hans"]
    (key,) = [option for option in body["options"] if option["is_key"]]
    assert key["text"]["en"] == "Aksu"
    assert body["right"] == [key["id"]]


def test_the_id_of_an_option_does_not_tell_the_key(
    teacher_api: APIClient, article: Article
) -> None:
    ids = set()
    for number in range(12):
        stem = {"en": f"Which city, {number}?"}
        options = [
            {"text": {"en": f"Right {number}"}, "is_key": True},
            {"text": {"en": f"Wrong {number}"}},
        ]
        made = teacher_api.post(ITEMS, own(stem=stem, options=options, explanation={}))
        ids.update(made.json()["right"])
    assert ids == {"a", "b"}


@pytest.mark.parametrize(
    "members",
    [
        {"form": "true_false", "truth": False, "reason": {"en": "No.", "zh-hans": "不。"}},
        {"form": "numeric", "amount": "9500.0", "unit": "person"},
        {"form": "short_text", "answer": {"en": "Aksu", "zh-hans": "阿克苏"}, "accepted": ["Aqsu"]},
    ],
)
def test_every_form_can_be_written(
    teacher_api: APIClient, article: Article, members: dict[str, Any]
) -> None:
    make_unit()
    made = teacher_api.post(ITEMS, own(**members))
    assert made.status_code == 201, made.content
    assert (
        made.json()["answer"].items()
        >= {
            name: "9500" if name == "amount" else value
            for name, value in members.items()
            if name not in ("form", "accepted")
        }.items()
    )


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"form": "true_false"}, ("truth", "required")),
        ({"form": "numeric", "amount": "1", "unit": "mile"}, ("unit", "does_not_exist")),
        ({"form": "essay"}, ("form", "invalid_choice")),
        ({"form": "cloze"}, ("stem.en", "no_gap")),
        ({"form": "cloze", "stem": {"en": "{Aksu"}}, ("stem.en", "brace_open")),
        (
            {"form": "cloze", "gaps": [{"id": "a", "answer": {"en": "x", "zh-hans": "x"}}]},
            ("gaps", "gaps_not_once"),
        ),
        ({"form": "multiple_choice", "options": []}, ("options", "required")),
        (
            {"form": "multiple_choice", "options": [{"text": {"en": x}} for x in "ab"]},
            ("options", "right_and_wrong_options"),
        ),
        ({"form": "matching"}, ("pairs", "required")),
        (
            {"form": "matching", "pairs": [{"left": {"en": "a"}, "right": {"en": "b"}}]},
            ("pairs", "pairs_too_few"),
        ),
        ({"form": "matching", "pairs": [{"left": {"en": "a"}}]}, ("pairs.0.right", "required")),
        ({"form": "ordering", "order": [{"en": "a"}] * 11}, ("order", "max_length")),
        ({"form": "ordering", "order": [{"en": "a"}] * 3}, ("order", "option_repeated")),
        ({"options": []}, ("options", "required")),
        ({"options": [{"text": {"en": "A", "zh-hans": "甲"}}] * 11}, ("options", "max_length")),
        ({"options": [{"text": {"en": "A", "zh-hans": "甲"}}]}, ("options", "options_too_few")),
        ({"stem": {}}, ("stem", "stem_missing")),
        ({"point": "cotton-0.count"}, ("point", "does_not_exist")),
        ({"article": "wool"}, ("article", "does_not_exist")),
    ],
)
def test_what_is_wrong_with_a_question_is_told(
    teacher_api: APIClient, article: Article, members: dict[str, Any], expected: tuple[str, str]
) -> None:
    refused = teacher_api.post(ITEMS, own(**members))
    assert refused.status_code == 400
    errors = {(error["field"], error["code"]) for error in refused.json()["errors"]}
    assert expected in errors
    assert not Item.objects.exists()


def test_several_options_may_be_right(teacher_api: APIClient, article: Article) -> None:
    options = [{"text": {"en": each}, "is_key": each in "ac"} for each in "abcd"]
    made = teacher_api.post(ITEMS, own(form="multiple_choice", options=options, explanation={}))
    assert made.status_code == 201, made.content
    assert [option["is_key"] for option in made.json()["options"]] == [True, False, True, False]
    assert len(made.json()["right"]) == 2


@pytest.mark.parametrize(
    "members",
    [
        {
            "form": "matching",
            "pairs": [
                {
                    "left": {"en": "Aksu", "zh-hans": "阿克苏"},
                    "right": {"en": "x", "zh-hans": "甲"},
                },
                {"left": {"en": "Hotan", "zh-hans": "和田"}, "right": {"en": "y", "zh-hans": "乙"}},
            ],
            "spares": [{"en": "z", "zh-hans": "丙"}],
        },
        {"form": "ordering", "order": [{"en": each, "zh-hans": f"第{each}"} for each in "acb"]},
        {
            "form": "cloze",
            "stem": {"en": "{a} had {b}.", "zh-hans": "{b}人在{a}。"},
            "gaps": [
                {
                    "id": "a",
                    "answer": {"en": "Aksu", "zh-hans": "阿克苏"},
                    "accepted": ["Aqsu"],
                    "hint": {"en": "a city", "zh-hans": "城市"},
                },
                {"id": "b", "amount": "9500", "unit": "person", "tolerance": "50"},
            ],
        },
    ],
    ids=["matching", "ordering", "cloze"],
)
def test_forms_in_parts_are_written_and_read_back_as_they_were_sent(
    teacher_api: APIClient, article: Article, members: dict[str, Any]
) -> None:
    make_unit()
    made = teacher_api.post(ITEMS, own(**members))
    assert made.status_code == 201, made.content
    assert sorted(made.json()["languages"]) == ["en", "zh-hans"]
    answer = made.json()["answer"]
    for name in ("pairs", "gaps"):
        for sent, told in zip(members.get(name, []), answer.get(name, []), strict=True):
            assert {**told, **sent, "accepted": None} == {**told, "accepted": None}
    for name in ("order", "spares"):
        assert answer.get(name) == members.get(name)
    assert made.json()["version"] == 1
    key = made.json()["key"]
    assert teacher_api.put(f"{ITEMS}{key}/", own(**members)).json()["version"] == 1


def test_the_gaps_of_a_sentence_can_stand_in_the_sentence(
    teacher_api: APIClient, article: Article
) -> None:
    stem = {"en": "{Aksu | Aqsu} had {9500}.", "zh-hans": "{2: 9500}人在{1: 阿克苏}。"}
    made = teacher_api.post(ITEMS, own(form="cloze", stem=stem))
    assert made.status_code == 201, made.content
    assert made.json()["stem"]["zh-hans"] == "＿＿＿(2)人在＿＿＿(1)。"
    first, second = made.json()["answer"]["gaps"]
    assert first["accepted"] == ["Aksu", "阿克苏", "Aqsu"]
    assert second["amount"] == "9500"


def test_writing_it_anew_makes_a_version_and_keeps_the_old_one(
    teacher_api: APIClient, article: Article
) -> None:
    key = teacher_api.post(ITEMS, own()).json()["key"]
    same = teacher_api.put(f"{ITEMS}{key}/", own())
    assert (same.status_code, same.json()["version"]) == (200, 1)
    changed = teacher_api.put(f"{ITEMS}{key}/", own(stem={"en": "What?", "zh-hans": "什么？"}))
    assert changed.json()["version"] == 2
    assert ItemVersion.objects.count() == 2


def test_a_generated_question_follows_its_fact_and_not_the_teacher(
    teacher_api: APIClient, article: Article
) -> None:
    (item,) = make_bank(article, 1)
    refused = teacher_api.put(f"{ITEMS}{item.key}/", own())
    assert (refused.status_code, refused.json()["code"]) == (409, "generated")


def test_a_question_is_published_and_taken_back(teacher_api: APIClient, article: Article) -> None:
    (item,) = make_bank(article, 1)
    for status in ("draft", "published", "retired"):
        changed = teacher_api.patch(f"{ITEMS}{item.key}/", {"status": status})
        assert changed.json()["status"] == status
    assert teacher_api.patch(f"{ITEMS}{item.key}/", {"status": "gone"}).status_code == 400


def test_items_are_found_by_point_form_and_words(teacher_api: APIClient, article: Article) -> None:
    make_bank(article, 4, (Form.SINGLE_CHOICE, Form.TRUE_FALSE))

    def count(**query: str) -> int:
        return teacher_api.get(ITEMS, query).json()["count"]

    assert count() == 4
    assert count(form="true_false") == 2
    assert count(point="cotton-1.count") == count(fact="cotton-1") == 1
    assert count(search="中文") == 4
    assert count(origin="teacher") == count(article="wool") == count(point="x") == 0


@pytest.mark.parametrize("method", ["get", "options", "post", "put", "patch"])
def test_learners_and_outsiders_see_nothing_of_the_bank(
    student_api: APIClient, outsider_api: APIClient, article: Article, method: str
) -> None:
    (item,) = make_bank(article, 1)
    for path in (ITEMS, f"{ITEMS}{item.key}/", f"{ITEMS}?search={KEPT_BACK}"):
        answer = getattr(student_api, method)(path)
        assert answer.status_code == 403
        assert KEPT_BACK not in answer.content.decode()
        assert getattr(outsider_api, method)(path).status_code == 401
