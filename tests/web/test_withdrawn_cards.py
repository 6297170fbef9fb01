"""A card whose fact is withdrawn while it is studied: the session goes on with the next one."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.models import Fact, Memory, Review, User
from quizzes.services.publishing import withdraw_facts
from tests.factories import make_article, make_bank, make_fact, make_point

pytestmark = pytest.mark.django_db

CARD = "/study/cards/cotton-0.count/"
GONE = "This card is no longer among your cards."


@pytest.fixture(autouse=True)
def bank(db: None) -> None:
    make_bank(make_article("cotton"), 3)


def withdraw() -> None:
    withdraw_facts(Fact.objects.filter(key="cotton-0"), timezone.now())


def rate(client: Client) -> str:
    sent = {"rating": 3, "id": str(uuid.uuid4())}
    return client.post(f"{CARD}?article=cotton", sent, follow=True).content.decode()


def test_the_answer_of_a_withdrawn_card_leads_to_the_next_one(student_client: Client) -> None:
    withdraw()
    response = student_client.get(f"{CARD}?article=cotton", follow=True)
    assert response.redirect_chain == [("/study/?article=cotton", 302)]
    html = response.content.decode()
    assert GONE in html
    assert "how many at cotton-1?" in html


@pytest.mark.parametrize("status", [Fact.Status.DRAFT, Fact.Status.SUPERSEDED])
def test_a_rating_that_comes_after_the_withdrawal_is_told(
    student_client: Client, status: Fact.Status
) -> None:
    withdraw()
    Fact.objects.filter(key="cotton-0").update(status=status)
    html = rate(student_client)
    assert GONE in html
    assert "how many at cotton-1?" in html
    assert not Review.objects.exists()


def test_a_typed_answer_that_comes_after_the_withdrawal_is_told(
    student_client: Client, student: User
) -> None:
    User.objects.update(types_answers=True)
    withdraw()
    response = student_client.post(f"{CARD}check/", {"text": "1000"}, follow=True)
    assert GONE in response.content.decode()


def test_the_rating_of_a_card_withdrawn_since_can_still_be_taken_back(
    student_client: Client,
) -> None:
    rate(student_client)
    withdraw()
    response = student_client.post("/study/undo/", {"article": "cotton"}, follow=True)
    assert response.redirect_chain == [("/study/?article=cotton", 302)]
    assert "Taken back. This card is no longer among your cards." in response.content.decode()
    assert not Review.objects.exists()
    assert not Memory.objects.exists()


def test_a_card_whose_fact_was_deleted_is_gone_with_what_was_rated(student_client: Client) -> None:
    fact = make_fact(make_article("silk"), "silk-0")
    path = f"/study/cards/{fact.key}.{make_point(fact).name}/"
    student_client.post(path, {"rating": 3, "id": str(uuid.uuid4())})
    fact.delete()
    assert student_client.get(path).status_code == 404
    html = student_client.post("/study/undo/", follow=True).content.decode()
    assert "There is nothing to take back today." in html


def test_a_draft_that_nobody_saw_is_not_told_of(student_client: Client) -> None:
    make_point(make_fact(make_article("silk"), "silk-0", status=Fact.Status.DRAFT))
    assert student_client.get("/study/cards/silk-0.count/").status_code == 404
