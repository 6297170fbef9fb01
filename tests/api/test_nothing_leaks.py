"""Before submission, no endpoint tells a learner a key, a reason, an explanation or a proof."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from quizzes.domain.items import Form
from quizzes.models import Attempt, ItemVersion, Point, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from quizzes.services.guests import make_guest
from tests.factories import (
    KEPT_BACK,
    make_bank,
    make_item,
    make_quiz,
    quiz_of_every_form,
    quiz_of_parts,
)
from tests.personas import api_client

pytestmark = pytest.mark.django_db
SECRET_NAMES = {
    "is_key",
    "reason",
    "explanation",
    "proof",
    "truth",
    "accepted",
    "right",
    "digest",
    "amount",
    "statement",
    "tolerance",
}
TRICKS = (
    "",
    "?expand=version,key,explanation",
    "?fields=*&include=proof",
    "?format=json",
    "?ordering=is_key",
    "?search=kept-back",
    "?truth=true",
)


@pytest.fixture
def attempt(student: User) -> Attempt:
    """An open attempt at one question of each form, with one answer given."""
    return start_attempt(student, quiz_of_every_form(), "en", timezone.now(), seed=1)


def operations() -> Iterator[tuple[str, str]]:
    """Every method and path of the schema."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for path, methods in schema["paths"].items():
        for method in methods:
            if method in {"get", "post", "put", "patch", "delete"}:
                yield method, path


def filled(path: str, attempt: Attempt) -> list[str]:
    """The path with every key that a curious learner could put in."""
    fact = "every-form-0"
    keys = ["every-form", fact, f"{fact}.count", f"{fact}.count.single_choice", "missing"]
    path = path.replace("{position}", "1").replace("{quiz}", attempt.quiz.key)
    if "{id}" in path:
        return [path.replace("{id}", str(pk)) for pk in (attempt.pk, uuid.uuid4())]
    return [path.replace("{key}", key) for key in keys] if "{key}" in path else [path]


def bodies(attempt: Attempt) -> list[Any]:
    """What is sent to each operation that takes something: good, wrong and prying."""
    return [
        {"option": "z"},
        {"option": "b"},
        {"value": "perhaps"},
        {"is_key": True},
        {"quiz": attempt.quiz.key},
        {"quiz": attempt.quiz.key, "language": "zh-hans"},
        [{"id": "1", "point": "every-form-0.count", "rating": 3}],
        {"new_cards_per_day": -1},
        [],
    ]


def names_in(value: Any) -> set[str]:
    """The names of all members, at any depth."""
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in names_in(inner)}
    if isinstance(value, list):
        return {name for inner in value for name in names_in(inner)}
    return set()


def look(answer: Any, where: str) -> None:
    text = answer.content.decode()
    assert KEPT_BACK not in text, where
    assert answer.status_code < 500, where
    if answer.get("Content-Type", "").startswith("application/") and text:
        told = names_in(json.loads(text))
        allowed = {"explanation"} if "/cards/" in where else set()
        assert not told & SECRET_NAMES - allowed, where


def test_no_endpoint_tells_a_learner_what_is_kept_back(
    student_api: APIClient, attempt: Attempt
) -> None:
    tried = 0
    for method, template in operations():
        if template.endswith("/submit/"):
            continue  # the moment after which it may be told
        for path in filled(template, attempt):
            tries = TRICKS if method == "get" else [""]
            sent = [None] if method in {"get", "delete"} else bodies(attempt)
            for trick in tries:
                for body in sent:
                    cache.clear()  # a throttled answer would tell nothing of the endpoint
                    answer = getattr(student_api, method)(f"{path}{trick}", body)
                    look(answer, f"{method} {path}{trick} {body}")
                    tried += 1
            look(student_api.options(path), f"options {path}")
    assert tried > 200
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_what_a_learner_may_read_of_an_attempt_is_a_closed_list(
    student_api: APIClient, attempt: Attempt
) -> None:
    body = student_api.get(reverse("api:attempt-detail", args=[attempt.pk])).json()
    for slot in body["slots"]:
        assert set(slot) == {
            "position",
            "form",
            "language",
            "stem",
            "options",
            "left",
            "gaps",
            "unit",
            "flagged",
            "tries_left",
            "response",
        }
        assert all(set(each) == {"id", "text"} for each in (*slot["options"], *slot["left"]))
        assert all(set(gap) == {"id", "number", "is_number", "hint"} for gap in slot["gaps"])


def test_the_forms_in_parts_keep_their_keys_back_too(student_api: APIClient, student: User) -> None:
    attempt = start_attempt(student, quiz_of_parts(), "en", timezone.now(), seed=1)
    response = student_api.get(reverse("api:attempt-detail", args=[attempt.pk]))
    matching, ordering, cloze = response.json()["slots"][1:]
    assert KEPT_BACK not in response.content.decode()
    assert [each["id"] for each in matching["left"]] == ["1", "2"]
    assert sorted(each["id"] for each in ordering["options"]) == list("abcd")
    assert [each["id"] for each in ordering["options"]] != list("bdac")
    assert [gap["is_number"] for gap in cloze["gaps"]] == [True, False]
    answers = ({"pairs": {"1": "b", "2": "a"}}, {"order": list("bdac")}, {"gaps": {"a": "9500"}})
    for position, answer in enumerate(answers, 2):
        url = f"/api/v1/attempts/{attempt.pk}/responses/{position}/"
        assert student_api.put(url, answer).json()["answer"] == answer
    student_api.post(f"/api/v1/attempts/{attempt.pk}/submit/")
    result = student_api.get(f"/api/v1/attempts/{attempt.pk}/result/").json()
    assert [slot["score"] for slot in result["slots"]] == [0.0, 1.0, 1.0, 0.5]
    assert [part["is_right"] for part in result["slots"][3]["parts"]] == [True, False]


def test_saving_an_answer_does_not_tell_whether_it_is_right(
    student_api: APIClient, attempt: Attempt
) -> None:
    url = f"/api/v1/attempts/{attempt.pk}/responses/1/"
    right, wrong = (student_api.put(url, {"option": option}).json() for option in "ab")
    assert set(right) == set(wrong) == {"answer", "revision", "saved_at", "certainty", "position"}


def test_the_bank_really_holds_what_the_walk_looks_for(attempt: Attempt) -> None:
    """Otherwise the walk would find nothing because there is nothing."""
    kept = ItemVersion.objects.filter(slots__attempt=attempt)
    assert {version.item.form for version in kept} == {
        Form.SINGLE_CHOICE,
        Form.TRUE_FALSE,
        Form.NUMERIC,
        Form.SHORT_TEXT,
    }
    for version in kept:
        assert KEPT_BACK in version.explanation_en
        holds = KEPT_BACK in json.dumps(version.body)
        assert holds or version.item.form == Form.NUMERIC


def test_after_submission_it_is_told(student_api: APIClient, attempt: Attempt) -> None:
    student_api.post(f"/api/v1/attempts/{attempt.pk}/submit/")
    result = student_api.get(f"/api/v1/attempts/{attempt.pk}/result/")
    assert KEPT_BACK in result.content.decode()


@pytest.fixture
def handed_in(student: User, attempt: Attempt) -> Attempt:
    """Another quiz with the same questions, answered and handed in while the first is open."""
    article = attempt.quiz.article
    other = make_quiz(article, "the-same-again", items=list(article.items.order_by("pk")))
    taken = start_attempt(student, other, "en", timezone.now(), seed=2)
    save_response(taken.pk, student, 1, {"option": "a"}, timezone.now())
    return submit(taken.pk, student, timezone.now())


def test_the_result_of_one_quiz_does_not_tell_what_another_that_is_open_asks(
    student_api: APIClient, attempt: Attempt, handed_in: Attempt
) -> None:
    for method, template in operations():
        if method != "get":
            continue
        for path in filled(template, handed_in):
            for trick in TRICKS:
                cache.clear()
                answer = student_api.get(f"{path}{trick}")
                assert KEPT_BACK not in answer.content.decode(), path
                assert answer.status_code < 500, path
    result = student_api.get(f"/api/v1/attempts/{handed_in.pk}/result/").json()
    assert len(result["slots"]) == 4
    for slot in result["slots"]:
        told = {slot[name] or None for name in ("score", "truth", "rule", "read", "passage")}
        assert slot["withheld"]
        assert told == {None}
        assert (slot["options"], slot["right"]) == ([], [])


def test_the_result_is_whole_once_the_other_quiz_is_handed_in(
    student_api: APIClient, attempt: Attempt, handed_in: Attempt
) -> None:
    student_api.post(f"/api/v1/attempts/{attempt.pk}/submit/")
    result = student_api.get(f"/api/v1/attempts/{handed_in.pk}/result/").json()
    assert not any(slot["withheld"] for slot in result["slots"])
    assert result["slots"][0]["score"] == 1
    assert KEPT_BACK in json.dumps(result)


def test_another_question_on_the_same_fact_is_withheld_too_and_other_facts_are_not(
    student_api: APIClient, student: User, attempt: Attempt
) -> None:
    article = attempt.quiz.article
    (free,) = make_bank(article, 1)
    sibling = make_item(Point.objects.get(fact__key="every-form-0"), Form.TRUE_FALSE)
    other = make_quiz(article, "siblings", items=[sibling, free])
    taken = start_attempt(student, other, "en", timezone.now(), seed=2)
    submit(taken.pk, student, timezone.now())
    slots = student_api.get(f"/api/v1/attempts/{taken.pk}/result/").json()["slots"]
    withheld = {slot["points"][0]: slot["withheld"] for slot in slots}
    assert withheld == {"every-form-0.count": True, "every-form-4.count": False}


def test_a_teacher_and_other_learners_attempts_change_nothing_in_a_result(
    teacher_api: APIClient, student2: User, attempt: Attempt, handed_in: Attempt
) -> None:
    theirs = start_attempt(student2, handed_in.quiz, "en", timezone.now(), seed=3)
    submit(theirs.pk, student2, timezone.now())
    for each in (handed_in, theirs):
        result = teacher_api.get(f"/api/v1/attempts/{each.pk}/result/").json()
        assert not any(slot["withheld"] for slot in result["slots"])
    own = api_client(student2).get(f"/api/v1/attempts/{theirs.pk}/result/").json()
    assert not any(slot["withheld"] for slot in own["slots"])


def test_a_guest_reads_no_more_than_another_learner(db: None) -> None:
    guest = make_guest()
    opened = start_attempt(guest, quiz_of_every_form(), "en", timezone.now(), seed=1)
    client = api_client(guest)
    for method, template in operations():
        if method != "get":
            continue
        for path in filled(template, opened):
            cache.clear()
            look(client.get(path), path)


def told_of(client: APIClient, taken: Attempt) -> list[Any]:
    """All that the API tells of how an attempt went, wherever it tells it."""
    url = f"/api/v1/attempts/{taken.pk}/"
    (entry,) = client.get(f"/api/v1/attempts/?quiz={taken.quiz.key}").json()["results"]
    result = client.get(f"{url}result/").json()
    standing = client.get(f"/api/v1/quizzes/{taken.quiz.key}/standing/").json()
    articles = client.get("/api/v1/scores/").json()["articles"]
    return [
        client.post(f"{url}submit/").json()["score"],
        entry["score"],
        *(result[name] for name in ("score", "share", "is_passed")),
        *(standing[name] for name in ("share", "is_passed")),
        *(score["points"] for article in articles for score in article["scores"]),
    ]


def test_a_score_does_not_tell_either_whether_an_answer_was_right(
    student_api: APIClient, attempt: Attempt, handed_in: Attempt
) -> None:
    """Else one answer a time, in another quiz, would find the key of each question."""
    Quiz.objects.update(pass_mark=0.25)
    assert set(told_of(student_api, handed_in)) == {None}
    url = f"/api/v1/quizzes/{handed_in.quiz.key}/standing/"
    assert student_api.get(url).json()["untold"] == 1
    student_api.post(f"/api/v1/attempts/{attempt.pk}/submit/")
    assert told_of(student_api, handed_in) == [1.0, 1.0, 1.0, 0.25, True, 0.25, True, 1.0, 0.0]


def test_a_score_that_was_told_before_stays_told(
    student_api: APIClient, student: User, attempt: Attempt
) -> None:
    submit(attempt.pk, student, timezone.now())
    again = start_attempt(student, attempt.quiz, "en", timezone.now(), seed=3)
    entries = student_api.get("/api/v1/attempts/").json()["results"]
    assert {entry["id"]: entry["score"] for entry in entries} == {
        str(again.pk): None,
        str(attempt.pk): 0.0,
    }


def test_a_score_is_not_told_between_one_quiz_that_asks_the_same_and_the_next(
    student_api: APIClient, student: User, attempt: Attempt, handed_in: Attempt
) -> None:
    """One who starts a third before handing in the first was never without one that asks it."""
    items = list(attempt.quiz.article.items.order_by("pk"))
    third = make_quiz(attempt.quiz.article, "once-more", items=items)
    start_attempt(student, third, "en", timezone.now(), seed=4)
    submit(attempt.pk, student, timezone.now())
    url = f"/api/v1/attempts/?submitted=true&quiz={handed_in.quiz.key}"
    assert [each["score"] for each in student_api.get(url).json()["results"]] == [None]
