"""The API's description of itself: complete, valid, and true."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import booleans
from knox.models import get_token_model
from schemathesis import APIOperation, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quizsite.wsgi import application
from quizzes.models import Course, User
from quizzes.services.attempts import start_attempt
from quizzes.services.exams import keep_exam
from tests.factories import quiz_of_every_form

pytestmark = pytest.mark.django_db
EXAMPLES = 8
"""Requests tried for each operation: enough to send every member wrong once, quick enough."""


def test_the_schema_is_valid_and_has_no_gap(tmp_path: Path) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema"))


def test_every_operation_says_what_it_does_and_how_it_fails() -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation.get("summary"), where
            default = operation["responses"]["default"]["content"]
            assert list(default) == ["application/problem+json"], where
            is_open = path.endswith("/login/") or path == "/api/v1/"
            assert is_open or "403" in operation["responses"], where


def test_the_schema_names_no_key_for_learners() -> None:
    """The shape of a question before submission has no room for one."""
    parts = SchemaGenerator().get_schema(request=None, public=True)["components"]["schemas"]
    assert set(parts["Option"]["properties"]) == {"id", "text"}
    assert not {"right", "truth", "explanation", "answer"} & set(parts["Slot"]["properties"])


def test_the_documentation_asks_no_other_host(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    hosts = re.findall(r"""(?:src|href)=["'](?:https?:)?//([^/"']+)""", page)
    assert hosts == []
    assert "/static/drf_spectacular_sidecar/" in page


CHECKS = [
    not_a_server_error,
    content_type_conformance,
    status_code_conformance,
    response_schema_conformance,
]
KEYS = {
    "articles": "every-form",
    "courses": "class-1",
    "me": "class-1",
    "quizzes": "every-form-quiz",
    "facts": "every-form-0",
    "points": "every-form-0.count",
    "items": "every-form-0.count.single_choice",
}


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """The requests share the test's transaction, as those of Django's own test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("who", ["student", "teacher"])
@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_one_that_the_schema_tells(
    who: str, mode: GenerationMode, request: pytest.FixtureRequest
) -> None:
    """schemathesis sends good and bad requests to every operation; none is a fault of ours."""
    learner: User = request.getfixturevalue(who)
    quiz = quiz_of_every_form()
    attempt = start_attempt(learner, quiz, "en", timezone.now())
    course = Course.objects.create(key="class-1", name="Class 1")
    course.learners.add(learner)
    course.articles.add(quiz.article)
    exam = keep_exam(learner, "every-form", None, date(2999, 1, 1), timezone.now())
    schema = schemathesis.openapi.from_wsgi("/api/schema/", application)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if "/auth/" in operation.path:
            continue  # signing out would end this test, and signing in is slow
        kind = operation.path.removeprefix("/api/v1/").partition("/")[0]
        known = {"id": str(attempt.pk), "position": 1, "key": KEYS.get(kind, ""), "exam": exam.pk}
        known["quiz"] = quiz.key
        tried += _try(operation, mode, _token(learner), known)
    assert tried > 100


def _token(user: User) -> dict[str, str]:
    _instance, token = get_token_model().objects.create(user=user)
    return {"Authorization": f"Token {token}"}


def _try(
    operation: APIOperation, mode: GenerationMode, headers: dict[str, str], known: dict[str, Any]
) -> int:
    """Send requests of one operation, half of them to records that are there."""
    tried = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode), exists=booleans())
    def send(case: schemathesis.Case, exists: bool) -> None:
        nonlocal tried
        cache.clear()  # no throttle
        for name in (case.path_parameters or {}) if exists else ():
            case.path_parameters[name] = known[name]
        case.call_and_validate(headers=headers, checks=CHECKS)
        tried += 1

    with contextlib.suppress(Unsatisfiable):  # nothing to send wrong: it takes no parameter
        send()
    return tried
