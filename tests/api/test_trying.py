"""A teacher can try what an answer would count, before any learner gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _article() -> None:
    call_command("loaddata", "units", "eight_planets", verbosity=0)


def tried(api: APIClient, point: str, text: str) -> Mapping[str, Any]:
    answer = api.post(f"/api/v1/points/{point}/try/", {"text": text})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


@pytest.mark.parametrize(
    ("text", "rule"),
    [("12104", "digits"), ("12,104千米", "digits"), ("一万二千一百零四", "chinese")],
)
def test_a_right_figure_names_the_rule_that_read_it(
    teacher_api: APIClient, text: str, rule: str
) -> None:
    found = tried(teacher_api, "planets-venus-diameter.diameter", text)
    assert (found["score"], found["rule"]) == (1, rule)
    assert found["message"]


def test_a_wrong_figure_tells_what_was_read(teacher_api: APIClient) -> None:
    found = tried(teacher_api, "planets-venus-diameter.diameter", "一万二千")
    assert (found["score"], found["rule"]) == (0, None)
    assert "12000" in found["read"].replace(",", "") or "1.2万" in found["read"]


def test_names_are_taken_in_either_language_and_script(teacher_api: APIClient) -> None:
    point = "planets-uranus-discovery.astronomer"
    assert tried(teacher_api, point, "威廉·赫歇爾")["score"] == 1
    assert tried(teacher_api, point, "william herschel")["rule"] is not None
    assert tried(teacher_api, point, "Galileo")["score"] == 0


def test_what_cannot_be_read_is_a_problem_and_not_a_wrong_answer(teacher_api: APIClient) -> None:
    answer = teacher_api.post(
        "/api/v1/points/planets-venus-diameter.diameter/try/", {"text": "quite a lot"}
    )
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed_answer"


def test_a_point_whose_answer_is_not_written_says_so(teacher_api: APIClient) -> None:
    answer = teacher_api.post("/api/v1/points/planets-rocky.rocky/try/", {"text": "Mars"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "not_written"


def test_learners_cannot_try(student_api: APIClient) -> None:
    answer = student_api.post(
        "/api/v1/points/planets-venus-diameter.diameter/try/", {"text": "12104"}
    )
    assert answer.status_code == 403
