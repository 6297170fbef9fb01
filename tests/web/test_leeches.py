"""Cards that are forgotten again and again: set aside, with advice, and shown to teachers."""

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

from quizzes.domain.memory.leeches import LAPSES_MORE, LEECH_LAPSES, is_leech
from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, BroughtBack, Memory, Point, User
from quizzes.selectors.leeches import is_set_aside
from quizzes.selectors.study import study_queue
from quizzes.services.attempts import start_attempt
from quizzes.services.guest_merging import merge_guest
from quizzes.services.guests import make_guest
from quizzes.services.study import ReviewInput, record_reviews
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db
POINT = "cotton-0.count"
CARD = f"/study/cards/{POINT}/"


@pytest.fixture(autouse=True)
def bank(db: None) -> None:
    make_bank(make_article("cotton"), 2)


def forget(learner: User, lapses: int, days_ago: int = 400, point: str = POINT) -> None:
    """Real reviews: known, forgotten and learnt again, so many times, ten days each."""
    start = timezone.now() - timedelta(days=days_ago)
    reviews = [(Rating.EASY, start)]
    for number in range(lapses):
        at = start + timedelta(days=10 * (number + 1))
        reviews += [(Rating.AGAIN, at), (Rating.GOOD, at + timedelta(minutes=20))]
    sent = [ReviewInput(uuid.uuid4(), point, rating, at) for rating, at in reviews]
    record_reviews(learner, sent, timezone.now())


def waiting(learner: User) -> list[str]:
    return [card.point for card in study_queue(learner, timezone.now() + timedelta(days=400)).due]


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_card_is_set_aside_at_its_eighth_lapse_and_no_sooner(student: User) -> None:
    forget(student, LEECH_LAPSES - 1)
    assert waiting(student) == [POINT]
    forget(student, 1, days_ago=100)
    assert Memory.objects.get(learner=student).lapses == LEECH_LAPSES
    assert waiting(student) == []


@pytest.mark.parametrize("brought_back_at", [None, 8, 12])
def test_the_query_and_the_rule_say_the_same(student: User, brought_back_at: int | None) -> None:
    forget(student, 1)
    point = Point.objects.get(fact__key="cotton-0")
    if brought_back_at:
        BroughtBack.objects.create(learner=student, point=point, lapses=brought_back_at)
    for lapses in range(6, 18):
        Memory.objects.update(lapses=lapses)
        assert is_set_aside(student, POINT) == is_leech(lapses, brought_back_at)
        assert (POINT in waiting(student)) != is_leech(lapses, brought_back_at)


def test_the_rating_that_sets_a_card_aside_says_so_and_undoing_it_brings_it_back(
    student_client: Client, student: User
) -> None:
    forget(student, LEECH_LAPSES - 1)
    sent = {"rating": "1", "id": str(uuid.uuid4())}
    html = student_client.post(CARD, sent, follow=True).content.decode()
    assert "it is set aside now" in html
    assert 'href="/study/aside/"' in html
    assert is_set_aside(student, POINT)
    student_client.post("/study/undo/")
    assert not is_set_aside(student, POINT)


def test_rebuilding_the_memories_sets_the_same_cards_aside(student: User) -> None:
    forget(student, LEECH_LAPSES)
    Memory.objects.update(lapses=0)
    assert not is_set_aside(student, POINT)
    assert rebuild_memory(student).changed == 1
    assert is_set_aside(student, POINT)


def test_the_learner_sees_what_is_set_aside_without_the_answer_and_brings_it_back(
    student_client: Client, student: User
) -> None:
    forget(student, LEECH_LAPSES)
    html = page(student_client, "/study/aside/")
    assert "how many at cotton-0?" in html
    assert "forgotten 8 times" in html
    assert "Make a picture" in html
    assert "1,000" not in html
    back = f"/study/aside/{POINT}/back/"
    assert "back among the others" in student_client.post(back, follow=True).content.decode()
    assert waiting(student) == [POINT]
    assert "Nothing is set aside" in page(student_client, "/study/aside/")
    student_client.post(back)  # once more: nothing happens
    assert BroughtBack.objects.get().lapses == LEECH_LAPSES
    forget(student, LAPSES_MORE, days_ago=200)
    assert waiting(student) == []


def test_when_nothing_waits_the_page_leads_to_what_is_set_aside(
    student_client: Client, student: User
) -> None:
    forget(student, LEECH_LAPSES)
    User.objects.update(new_cards_per_day=0)
    assert "1 card is set aside" in page(student_client, "/study/")


def test_what_an_open_quiz_asks_is_not_listed(student_client: Client, student: User) -> None:
    forget(student, LEECH_LAPSES)
    article = Article.objects.get()
    quiz = make_quiz(article, items=list(article.items.order_by("pk")[:1]))
    start_attempt(student, quiz, "en", timezone.now())
    html = page(student_client, "/study/aside/")
    assert "cotton-0" not in html
    assert "until you hand it in" in html


def test_nobody_brings_back_what_is_anothers(
    student2_client: Client, student: User, student2: User, client: Client
) -> None:
    forget(student, LEECH_LAPSES)
    student2_client.post(f"/study/aside/{POINT}/back/")
    assert not BroughtBack.objects.exists()
    assert is_set_aside(student, POINT)
    assert client.get("/study/aside/").headers["Location"].startswith("/accounts/login/")


def test_a_guest_keeps_what_was_brought_back(student: User) -> None:
    guest = make_guest()
    forget(guest, LEECH_LAPSES)
    point = Point.objects.get(fact__key="cotton-0")
    BroughtBack.objects.create(learner=guest, point=point, lapses=LEECH_LAPSES)
    merge_guest(guest, student, timezone.now())
    assert BroughtBack.objects.get().learner == student
    assert not is_set_aside(student, POINT)


def test_programs_list_and_bring_back(student_api: APIClient, student: User) -> None:
    forget(student, LEECH_LAPSES)
    (card,) = student_api.get("/api/v1/cards/aside/").json()["cards"]
    assert (card["point"], card["lapses"]) == (POINT, LEECH_LAPSES)
    assert "back" not in card
    assert student_api.post(f"/api/v1/cards/{POINT}/back/").status_code == 204
    assert student_api.get("/api/v1/cards/aside/").json()["cards"] == []
    assert student_api.post(f"/api/v1/cards/{POINT}/back/").status_code == 404


def test_teachers_see_how_many_learners_a_point_is_set_aside_for(
    teacher_client: Client, student_client: Client, student: User, student2: User
) -> None:
    for learner in (student, student2):
        forget(learner, LEECH_LAPSES)
    forget(student, LEECH_LAPSES, point="cotton-1.count")
    html = page(teacher_client, "/admin/quizzes/fact/leeches/")
    fact = Point.objects.get(fact__key="cotton-0").fact_id
    assert f'href="/admin/quizzes/fact/{fact}/change/"' in html
    assert re.findall(r"(\d) of (\d) learners", html) == [("2", "2"), ("1", "1")]
    assert "student" not in html.split("<main")[-1]
    assert student_client.get("/admin/quizzes/fact/leeches/").status_code == 302
    assert "/admin/quizzes/fact/leeches/" in page(teacher_client, "/admin/quizzes/fact/")


def test_the_lists_cost_the_same_for_one_card_and_for_many(
    student_client: Client, teacher_client: Client, student: User
) -> None:
    def cost() -> list[int]:
        found = []
        for client, path in (
            (student_client, "/study/aside/"),
            (teacher_client, "/admin/quizzes/fact/leeches/"),
        ):
            with CaptureQueriesContext(connection) as queries:
                page(client, path)
            found.append(len(queries))
        return found

    forget(student, LEECH_LAPSES)
    page(teacher_client, "/admin/quizzes/fact/leeches/")
    once = cost()
    forget(student, LEECH_LAPSES, point="cotton-1.count")
    assert cost() == once
