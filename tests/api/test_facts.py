"""Facts and points by the API: teachers keep them, learners never see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Article, Fact, FactVersion, Item, Point, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import (
    make_article,
    make_bank,
    make_entity,
    make_fact,
    make_point,
    make_quiz,
    make_unit,
)

pytestmark = pytest.mark.django_db
FACTS = "/api/v1/facts/"


def fact(**members: Any) -> dict[str, Any]:
    """A good fact, with some members put in the place of others."""
    return {
        "key": "aksu-trained",
        "article": "cotton",
        "passage": 2,
        "topic": "people",
        "statement": {
            "en": "{city} had trained {trained} people.",
            "zh-hans": "{city}培训了{trained}人。",
        },
        "status": "published",
        "points": [
            {"name": "city", "kind": "entity", "entity": "aksu", "exclusive": True},
            {
                "name": "trained",
                "kind": "quantity",
                "amount": "9500",
                "unit": "person",
                "bound": "over",
                "question": {"en": "How many had Aksu trained?"},
            },
        ],
    } | members


@pytest.fixture(autouse=True)
def _article() -> None:
    make_article()
    make_unit()
    make_entity()


def errors_of(answer: Any) -> set[tuple[str, str]]:
    assert answer.status_code == 400, answer.content
    return {(error["field"], error["code"]) for error in answer.json()["errors"]}


def test_a_teacher_keeps_a_fact_with_its_points(teacher_api: APIClient) -> None:
    made = teacher_api.post(FACTS, fact())
    assert made.status_code == 201
    body = teacher_api.get(f"{FACTS}aksu-trained/").json()
    assert body == made.json()
    assert body["points"][1]["amount"] == "9500"
    assert (body["points"][1]["unit"], body["points"][1]["bound"]) == ("person", "over")
    assert body["version"] == 1


def test_sets_and_sequences_have_members(teacher_api: APIClient) -> None:
    point = {
        "name": "city",
        "kind": "set",
        "complete": True,
        "members": [
            {"entity": "aksu"},
            {"term": {"en": "Hotan", "zh-hans": "和田"}, "aliases": ["Khotan"]},
        ],
    }
    both = {"en": "It names {city}.", "zh-hans": "提到{city}。"}
    made = teacher_api.post(FACTS, fact(statement=both, points=[point]))
    assert made.status_code == 201, made.content
    members = made.json()["points"][0]["members"]
    assert [member["entity"] for member in members] == ["aksu", None]
    assert members[1]["aliases"] == ["Khotan"]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"passage": 9}, ("passage", "passage_not_of_article")),
        ({"topic": "money"}, ("topic", "topic_not_of_article")),
        ({"article": "wool"}, ("article", "does_not_exist")),
        ({"statement": {"en": "{city} and {who}"}}, ("statement", "point_unknown")),
        ({"statement": {"fr": "{city}"}}, ("statement", "unknown_language")),
        ({"statement": "{city}"}, ("statement", "not_a_text")),
        ({"modality": "hoped"}, ("modality", "invalid_choice")),
        ({"key": "a b"}, ("key", "invalid")),
        ({"as_of": "2024-13-01"}, ("as_of", "invalid")),
    ],
)
def test_what_is_wrong_with_a_fact_is_told_at_its_field(
    teacher_api: APIClient, members: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert expected in errors_of(teacher_api.post(FACTS, fact(**members)))
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"unit": None}, ("points.1.unit", "unit_missing")),
        ({"bound": ""}, ("points.1.bound", "bound_missing")),
        ({"unit": "percent", "amount": "140"}, ("points.1.amount", "percentage_out_of_range")),
        ({"unit": "furlong"}, ("points.1.unit", "does_not_exist")),
        ({"amount": "many"}, ("points.1.amount", "invalid")),
        ({"bound": "range"}, ("points.1.upper", "range_without_upper_end")),
        ({"precision": "day"}, ("points.1.precision", "field_not_of_kind")),
        ({"kind": "date"}, ("points.1.precision", "precision_missing")),
    ],
)
def test_what_is_wrong_with_a_point_is_told_at_its_place(
    teacher_api: APIClient, members: dict[str, Any], expected: tuple[str, str]
) -> None:
    make_unit("percent", symbol="%")
    given = fact()
    given["points"][1] |= members
    assert expected in errors_of(teacher_api.post(FACTS, given))
    assert not Fact.objects.exists()


def test_messages_come_in_the_language_of_the_request(teacher_api: APIClient) -> None:
    given = fact(key="")
    chinese = teacher_api.post(FACTS, given, HTTP_ACCEPT_LANGUAGE="zh-hans").json()["errors"]
    english = teacher_api.post(FACTS, given, HTTP_ACCEPT_LANGUAGE="en").json()["errors"]
    assert chinese[0]["code"] == english[0]["code"]
    assert chinese[0]["message"] != english[0]["message"]


def test_a_key_is_taken_once(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact())
    assert ("key", "unique") in errors_of(teacher_api.post(FACTS, fact()))


def confirmed(send: Any, given: dict[str, Any]) -> Any:
    """A change of a published fact, asked first and then done."""
    told = send(f"{FACTS}aksu-trained/", given | {"dry_run": True})
    assert told.status_code == 200, told.content
    return send(f"{FACTS}aksu-trained/", given | {"digest": told.json()["digest"]})


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({}, "change_missing"),
        ({"change": "truth"}, "confirmation_missing"),
        ({"change": "truth", "digest": "0" * 64}, "plan_changed"),
        ({"change": "truth", "status": "draft"}, "status_apart"),
    ],
)
def test_what_a_published_fact_says_is_not_changed_unasked(
    teacher_api: APIClient, members: dict[str, Any], code: str
) -> None:
    teacher_api.post(FACTS, fact())
    points = fact()["points"]
    points[1]["amount"] = "8800"
    refused = teacher_api.patch(f"{FACTS}aksu-trained/", {"points": points, **members})
    assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert Point.objects.get(name="trained").amount == 9500
    assert Fact.objects.get().version == 1


def test_a_correction_by_api_tells_what_follows_and_then_does_it(
    teacher_api: APIClient, teacher: User, student: User
) -> None:
    given = fact()
    given["points"][1]["exclusive"] = True
    teacher_api.post(FACTS, given)
    item = Item.objects.get(point__name="trained", form="numeric")
    quiz = make_quiz(item.article, items=[item])
    attempt = start_attempt(student, quiz, "en", timezone.now(), seed=1)
    save_response(attempt.pk, student, 1, {"number": "8800"}, timezone.now())
    submit(attempt.pk, student, timezone.now())
    points = [*given["points"][:1], given["points"][1] | {"amount": "8800"}]
    sent = {"points": points, "change": "truth", "note": "Miscounted"}
    told = teacher_api.patch(f"{FACTS}aksu-trained/", sent | {"dry_run": True}).json()
    (score,) = told["scores"]
    assert (score["learner"], score["old_score"], score["new_score"]) == ("student", 0.0, 1.0)
    assert told["items"]
    assert (told["memories"], told["learners"]) == (1, 1)
    assert Point.objects.get(name="trained").amount == 9500
    done = teacher_api.patch(f"{FACTS}aksu-trained/", sent | {"digest": told["digest"]})
    assert (done.status_code, done.json()["version"]) == (200, 2)
    attempt.refresh_from_db()
    assert attempt.score == 1.0
    kept = FactVersion.objects.get(number=2)
    assert (kept.change, kept.note, kept.created_by) == ("truth", "Miscounted", teacher)


def test_what_is_wrong_with_a_correction_is_told_at_its_field(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact())
    points = fact()["points"]
    points[1]["bound"] = ""
    sent = {"points": points, "change": "truth", "dry_run": True}
    refused = teacher_api.patch(f"{FACTS}aksu-trained/", sent)
    assert ("points.1.bound", "bound_missing") in errors_of(refused)


def test_the_same_again_is_no_change_that_asks(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact())
    assert teacher_api.put(f"{FACTS}aksu-trained/", fact()).status_code == 200


def test_a_point_that_questions_were_made_of_stays(teacher_api: APIClient) -> None:
    given = fact()
    given["points"][1]["exclusive"] = True
    teacher_api.post(FACTS, given)
    both = {"en": "It names {city}.", "zh-hans": "提到{city}。"}
    sent = {"statement": both, "points": given["points"][:1], "change": "truth", "dry_run": True}
    refused = teacher_api.patch(f"{FACTS}aksu-trained/", sent)
    assert ("points", "point_in_use") in errors_of(refused)


def test_changing_a_fact_keeps_the_points_that_keep_their_names(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact())
    kept = dict(Point.objects.values_list("name", "pk"))
    given = fact(statement={"en": "{city} trained {trained}.", "zh-hans": "{city}{trained}。"})
    given["points"][1]["amount"] = "9600.50"
    changed = confirmed(teacher_api.put, given | {"change": "wording"})
    assert changed.status_code == 200
    assert changed.json()["version"] == 2
    assert changed.json()["points"][1]["amount"] == "9600.5"
    assert dict(Point.objects.values_list("name", "pk")) == kept


def test_some_members_of_a_fact_can_be_changed_alone(teacher_api: APIClient) -> None:
    before = teacher_api.post(FACTS, fact()).json()
    changed = teacher_api.patch(f"{FACTS}aksu-trained/", {"status": "draft"}).json()
    assert changed == before | {"status": "draft", "version": 2}


def test_the_bank_follows_what_is_published_by_the_api(teacher_api: APIClient) -> None:
    def asked() -> set[str]:
        items = Item.objects.filter(point__fact__key="aksu-trained", status="published")
        return set(items.values_list("form", flat=True))

    teacher_api.post(FACTS, fact(status="draft"))
    assert asked() == set()
    teacher_api.patch(f"{FACTS}aksu-trained/", {"status": "published"})
    assert asked()
    teacher_api.patch(f"{FACTS}aksu-trained/", {"status": "draft"})
    assert asked() == set()


def test_a_change_of_an_outdated_version_changes_nothing(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact(status="draft"))
    teacher_api.patch(f"{FACTS}aksu-trained/", {"relation": "training", "version": 1})
    late = teacher_api.patch(f"{FACTS}aksu-trained/", {"relation": "other", "version": 1})
    assert (late.status_code, late.json()["code"]) == (409, "version_conflict")
    assert Fact.objects.get().relation == "training"


def test_a_key_never_changes(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact())
    changed = teacher_api.patch(f"{FACTS}aksu-trained/", {"key": "other"})
    assert ("key", "fixed") in errors_of(changed)


def test_only_drafts_are_deleted(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact(status="draft"))
    assert teacher_api.delete(f"{FACTS}aksu-trained/").status_code == 204
    teacher_api.post(FACTS, fact())
    refused = teacher_api.delete(f"{FACTS}aksu-trained/")
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")


def test_a_fact_that_questions_ask_is_not_deleted(teacher_api: APIClient) -> None:
    (item,) = make_bank(make_article("wool"), 1)
    Fact.objects.update(status="draft")
    refused = teacher_api.delete(f"{FACTS}{item.point.fact.key}/")
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")


def test_facts_are_found_by_status_topic_and_words(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact())
    teacher_api.post(FACTS, fact(key="second", status="draft"))

    def keys(**query: str) -> list[str]:
        return [entry["key"] for entry in teacher_api.get(FACTS, query).json()["results"]]

    assert keys() == ["aksu-trained", "second"]
    assert keys(status="draft") == ["second"]
    assert keys(search="培训了") == ["aksu-trained", "second"]
    assert keys(topic="money") == keys(article="wool") == []
    assert teacher_api.get(FACTS, {"status": "gone"}).status_code == 400


def test_points_tell_kind_amount_unit_and_bound(teacher_api: APIClient) -> None:
    teacher_api.post(FACTS, fact())
    (entry,) = teacher_api.get("/api/v1/points/", {"kind": "quantity"}).json()["results"]
    assert entry["key"] == "aksu-trained.trained"
    assert (entry["amount"], entry["unit"], entry["bound"]) == ("9500", "person", "over")
    assert teacher_api.get(f"/api/v1/points/{entry['key']}/").json() == entry
    assert teacher_api.get("/api/v1/points/aksu-trained.nothing/").status_code == 404
    assert teacher_api.get("/api/v1/points/nothing/").status_code == 404


@pytest.mark.parametrize("path", ["facts/", "facts/trained/", "points/", "points/trained.count/"])
def test_learners_and_outsiders_see_no_fact_and_no_point(
    student_api: APIClient, outsider_api: APIClient, path: str
) -> None:
    make_point(make_fact(Article.objects.get()))
    for method in ("get", "options", "post", "put", "patch", "delete"):
        assert getattr(student_api, method)(f"/api/v1/{path}").status_code == 403
        assert getattr(outsider_api, method)(f"/api/v1/{path}").status_code == 401
