"""A learner who comes back to thousands of due cards: the numbers say that there are more."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.models import Fact, Memory, Point, User
from quizzes.selectors.study import QUEUE_LIMIT
from tests.factories import make_article, make_bank

pytestmark = pytest.mark.django_db


def owe(learner: User, count: int) -> None:
    """Known cards, each of a fact of its own, that were due yesterday."""
    article = make_article("cotton")
    make_bank(article, 1)
    point = Point.objects.select_related("fact").get()
    facts = [point.fact]
    for number in range(1, count):
        fact = Fact.objects.get(pk=point.fact_id)
        fact.pk, fact.key = None, f"debt-{number}"
        facts.append(fact)
    Fact.objects.bulk_create(facts[1:])
    columns = {"kind": point.kind, "amount": 1, "unit": point.unit, "bound": point.bound}
    Point.objects.bulk_create(Point(fact=fact, name="count", **columns) for fact in facts[1:])
    due_at = timezone.now() - timedelta(days=1)
    known = {"state": Memory.State.REVIEW, "stability": 9, "difficulty": 5, "repetitions": 3}
    Memory.objects.bulk_create(
        Memory(learner=learner, point=each, due_at=due_at, reviewed_at=due_at, **known)
        for each in Point.objects.all()
    )


def words(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", client.get(path).content.decode())


@pytest.mark.parametrize("more", [0, 1])
def test_a_number_that_is_cut_off_says_that_there_are_more(
    student_client: Client, student_api: APIClient, student: User, more: int
) -> None:
    owe(student, QUEUE_LIMIT + more)
    shown = "500+" if more else "500"
    assert f"<span>{shown} to recall</span>" in words(student_client, "/study/")
    home = words(student_client, "/")
    assert f">{shown} to recall</p>" in home
    assert ("More than 500 cards wait for you" in home) == bool(more)
    assert f">{shown} to recall</p>" in words(student_client, "/study/choose/")
    counts = student_api.get("/api/v1/cards/due/").json()["counts"]
    assert (counts["due"], counts["has_more_due"]) == (500, bool(more))
