"""What a card asks: its question, a gap, or the other way round where one answer is right."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Correction, FactVersion, Memory, Point, User
from quizzes.models.base import set_text
from quizzes.services.attempts import start_attempt
from quizzes.services.study import record_review
from tests.factories import (
    both,
    make_article,
    make_entity,
    make_fact,
    make_item,
    make_point,
    make_quiz,
)

pytestmark = pytest.mark.django_db
ME, DUE = "/api/v1/me/", "/api/v1/cards/due/"
ASKS = "What does the article say of “Hotan”?"


def place(article: Article, key: str, name: str, question: bool = True) -> Point:
    """A fact that names a place, and a point that asks for it."""
    fact = make_fact(article, key)
    set_text(fact, "statement", both(f"The {key} is in {{place}}.", f"{key}在{{place}}。"))
    fact.save()
    entity = make_entity(name, name_zh_hans=f"{name}市")
    asked = {} if question else {"question_en": "", "question_zh_hans": ""}
    return make_point(fact, "place", kind="entity", entity=entity, **asked)


@pytest.fixture
def article(db: None) -> Article:
    return make_article("cotton")


def know(learner: User, point: Point) -> None:
    """Recalled with ease some time ago: known, with one repetition, and due."""
    then = timezone.now() - timedelta(days=30)
    key = f"{point.fact.key}.{point.name}"
    record_review(learner, uuid.uuid4(), key, Rating.EASY, then, then)


def page(client: Client, path: str = "/study/") -> str:
    response = client.get(path, follow=True, headers={"accept-language": "en"})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def both_ways(student: User) -> User:
    User.objects.update(reverses_cards=True)
    student.refresh_from_db()
    return student


def test_a_point_without_a_question_is_asked_by_a_gap_that_says_whose_words_it_is(
    student_client: Client, student_api: APIClient, article: Article
) -> None:
    place(article, "mill", "hotan", question=False)
    assert "According to the article, the mill is in _____." in page(student_client)
    (card,) = student_api.get(DUE).json()["cards"]
    assert (card["style"], card["back"]["text"]) == ("cloze", "Hotan")


def test_a_learner_chooses_gaps_in_the_preferences_or_by_a_program(
    student_client: Client, student_api: APIClient, article: Article, student: User
) -> None:
    place(article, "mill", "hotan")
    assert "how many at mill?" in page(student_client)
    assert student_api.get(DUE).json()["cards"][0]["style"] == "question"
    form = {"new_cards_per_day": "10", "desired_retention": "0.9", "maximum_interval": "36500"}
    form |= {"balances_load": "True", "card_style": "cloze", "reverses_cards": "True"}
    assert student_client.post("/preferences/", form).status_code == 302
    student.refresh_from_db()
    assert (student.card_style, student.reverses_cards) == ("cloze", True)
    assert "According to the article, the mill is in _____." in page(student_client)
    assert student_api.patch(ME, {"card_style": "question"}).json()["card_style"] == "question"
    assert "how many at mill?" in page(student_client)
    assert student_api.patch(ME, {"card_style": "picture"}).status_code == 400
    student_client.post("/preferences/", form | {"card_style": ""})
    student.refresh_from_db()
    assert student.card_style == "question"


def test_a_gap_is_typed_into_and_marked(student_client: Client, article: Article) -> None:
    place(article, "mill", "hotan")
    User.objects.update(card_style="cloze", types_answers=True)
    assert 'id="typed"' in page(student_client)
    html = student_client.post(
        "/study/cards/mill.place/check/", {"text": "hotan市"}
    ).content.decode()
    assert "verdict--right" in html
    assert "_____" in html


def test_a_known_card_is_turned_round_every_other_time_and_never_typed(
    student_client: Client, student_api: APIClient, article: Article, both_ways: User
) -> None:
    know(both_ways, place(article, "mill", "hotan"))
    User.objects.update(types_answers=True)
    front = page(student_client)
    assert ASKS in front
    assert "The mill is in" not in front
    assert 'id="typed"' not in front
    back = page(student_client, "/study/cards/mill.place/")
    assert "The mill is in Hotan." in back
    assert "(People&#x27;s Daily, 6 July 2025, passage 1)" in back
    (card,) = student_api.get(DUE).json()["cards"]
    assert (card["style"], card["written"], card["front"]["text"]) == ("reversed", None, ASKS)
    sent = {"rating": "3", "id": str(uuid.uuid4())}
    student_client.post("/study/cards/mill.place/", sent)
    memory = Memory.objects.get()  # there is but one, and no other card waits
    assert memory.repetitions == 2
    assert student_api.get(DUE).json()["cards"] == []
    assert "how many at mill?" in page(student_client, "/study/cards/mill.place/")
    undone = student_client.post("/study/undo/", follow=True).content.decode()
    assert ASKS in undone


def test_only_those_who_ask_for_it_get_cards_both_ways(
    student_client: Client, student: User, article: Article
) -> None:
    know(student, place(article, "mill", "hotan"))
    assert "how many at mill?" in page(student_client)


def test_a_name_of_which_more_is_said_is_not_turned_round(
    student_client: Client, article: Article, both_ways: User
) -> None:
    know(both_ways, place(article, "mill", "hotan"))
    place(article, "school", "hotan")
    html = page(student_client)
    assert "how many at mill?" in html
    assert ASKS not in html


def test_a_corrected_card_is_asked_as_before_with_what_was_corrected(
    student_client: Client, article: Article, both_ways: User
) -> None:
    point = place(article, "mill", "hotan")
    know(both_ways, point)
    now = timezone.now()
    version = FactVersion.objects.create(
        fact=point.fact, number=1, change="truth", content={}, created_at=now
    )
    told = {"en": "Aksu", "zh-hans": "阿克苏"}
    Correction.objects.create(point=point, version=version, at=now, before=told, after=told)
    assert "how many at mill?" in page(student_client)
    assert "how many at mill?" in page(student_client, "/study/cards/mill.place/")


def test_no_side_is_shown_while_an_open_quiz_asks_the_fact(
    student_client: Client, student_api: APIClient, article: Article, both_ways: User
) -> None:
    point = place(article, "mill", "hotan")
    know(both_ways, point)
    start_attempt(both_ways, make_quiz(article, items=[make_item(point)]), "en", timezone.now())
    for path in ("/study/", "/study/cards/mill.place/"):
        assert "Hotan" not in page(student_client, path)
    assert student_api.get(DUE).json()["cards"] == []
    kept = student_client.get("/study/offline/cards/").json()
    assert kept["cards"] == []


def test_a_device_keeps_the_side_that_is_asked(
    student_client: Client, article: Article, both_ways: User
) -> None:
    know(both_ways, place(article, "mill", "hotan"))
    (card,) = student_client.get("/study/offline/cards/").json()["cards"]
    assert ASKS in card["front"]
    assert "The mill is in Hotan." in card["back"]


def test_the_sides_cost_no_more_for_many_cards(
    student_api: APIClient, article: Article, both_ways: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            student_api.get(DUE)
        return len(queries)

    User.objects.update(types_answers=True, card_style="cloze")
    know(both_ways, place(article, "mill", "hotan"))
    few = cost()
    for number in range(8):
        other = make_article(f"other-{number}")
        know(both_ways, place(other, f"mill-{number}", f"town-{number}"))
    assert cost() == few
