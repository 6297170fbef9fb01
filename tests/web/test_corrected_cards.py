"""A learner meets a card whose truth was corrected: told so once, with what it said before."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.models import Correction, Fact, FactVersion, User
from quizzes.services.study import record_review
from quizzes.services.study_events import plan, write
from tests.factories import make_article, make_bank

pytestmark = pytest.mark.django_db
CARD = "/study/cards/cotton-0.count/"


@pytest.fixture(autouse=True)
def corrected(student: User) -> None:
    make_bank(make_article("cotton"), 2)
    now = timezone.now()
    then = now - timedelta(days=2)
    record_review(student, uuid.uuid4(), "cotton-0.count", 3, then, then)
    fact = Fact.objects.get(key="cotton-0")
    version = FactVersion.objects.create(
        fact=fact, number=1, change="truth", content={}, created_at=now
    )
    point = fact.points.get()
    Correction.objects.create(
        point=point,
        version=version,
        at=now - timedelta(hours=1),
        before={"en": "900 people", "zh-hans": "900人"},
        after={"en": "1,000 people", "zh-hans": "1000人"},
    )
    write(plan(student.pk, [point.pk]))


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_front_says_so_without_the_answer(student_client: Client) -> None:
    page = text(student_client, "/study/")
    assert "This was corrected since you learnt it." in page
    assert "1,000" not in page


def test_the_back_tells_before_and_now_in_either_language(student_client: Client) -> None:
    assert "900 people" in text(student_client, CARD)
    student_client.cookies["django_language"] = "zh-hans"
    page = text(student_client, CARD)
    assert "900人" in page
    assert "更正" in page


def test_after_a_review_it_is_a_card_like_others(student_client: Client) -> None:
    student_client.post(CARD, {"rating": 3, "id": str(uuid.uuid4())})
    assert "corrected" not in text(student_client, CARD)


def test_who_never_met_it_is_told_nothing(student2_client: Client) -> None:
    assert "corrected" not in text(student2_client, CARD)
