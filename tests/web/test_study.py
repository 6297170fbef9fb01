"""Studying cards in the browser, as a client without JavaScript sees it."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.models import Article, Memory, Review, User
from quizzes.services.attempts import start_attempt, submit
from tests.factories import KEPT_BACK, NOW, make_article, make_bank, make_entity, make_quiz

pytestmark = pytest.mark.django_db
CARD = "/study/cards/cotton-0.count/"


@pytest.fixture(autouse=True)
def bank(db: None) -> None:
    make_bank(make_article("cotton"), 3)


def page(client: Client, path: str = "/study/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def words_on(html: str) -> list[str]:
    """The words of the buttons."""
    return re.findall(r'class="rating__word">(\w+)', html)


def rate(client: Client, rating: int = 3, review: uuid.UUID | None = None, at: str = CARD) -> str:
    response = client.post(at, {"rating": rating, "id": str(review or uuid.uuid4())})
    assert response.status_code == 302
    return str(response.headers["Location"])


def test_the_front_does_not_hold_the_answer(student_client: Client) -> None:
    html = page(student_client)
    assert "how many at cotton-0?" in html
    assert f'href="{CARD}"' in html
    assert "1,000" not in html
    assert KEPT_BACK not in html.lower()


def test_the_back_shows_answer_source_and_when_each_rating_brings_it_back(
    student_client: Client,
) -> None:
    html = page(student_client, CARD)
    assert "1,000" in html
    assert "Daily" in html
    assert words_on(html) == ["Forgot", "Remembered"]
    assert "1 min" in html
    assert "10 min" in html


def test_four_buttons_are_had_on_the_card_itself_and_given_back(student_client: Client) -> None:
    sent = {"ratings": "4", "next": CARD}
    assert student_client.post("/study/ratings/", sent).headers["Location"] == CARD
    html = page(student_client, CARD)
    assert words_on(html) == ["Again", "Hard", "Good", "Easy"]
    assert re.findall(r'value="(\d)" data-key="(\d)"', html) == [(n, n) for n in "1234"]
    assert re.search(r"days</span><span[^>]*>\d+ [A-Z][a-z]{2}</span>", html)  # "easy": its day
    student_client.post("/study/ratings/", sent | {"ratings": "2"})
    html = page(student_client, CARD)
    assert re.findall(r'value="(\d)" data-key="(\d)"', html) == [("1", "1"), ("3", "2")]


def test_four_buttons_are_chosen_in_the_preferences_too(
    student_client: Client, student: User
) -> None:
    sent = {"new_cards_per_day": "10", "desired_retention": "0.9", "maximum_interval": "36500"}
    sent |= {"balances_load": "True", "has_four_ratings": "True"}
    assert student_client.post("/preferences/", sent).status_code == 302
    assert len(words_on(page(student_client, CARD))) == 4


def test_choosing_buttons_leads_nowhere_else_and_needs_an_account(
    client: Client, student_client: Client
) -> None:
    sent = {"ratings": "4", "next": "https://elsewhere.example/"}
    assert student_client.post("/study/ratings/", sent).headers["Location"] == "/"
    assert "/accounts/login/" in client.post("/study/ratings/", sent).headers["Location"]


def test_rating_leads_to_the_next_card(student_client: Client) -> None:
    assert rate(student_client) == "/study/"
    assert "how many at cotton-1?" in page(student_client)


def test_a_rating_sent_twice_counts_once(student_client: Client) -> None:
    review = uuid.uuid4()
    for _ in range(2):
        rate(student_client, 3, review)
    assert Review.objects.count() == 1


def test_undo_takes_back_the_last_rating_and_shows_that_card(student_client: Client) -> None:
    rate(student_client, 1)
    response = student_client.post("/study/undo/", follow=True)
    assert response.redirect_chain[-1][0] == CARD
    assert "Taken back" in response.content.decode()
    assert not Review.objects.exists()
    assert not Memory.objects.exists()


def test_undo_reaches_past_a_change_of_what_is_studied(student_client: Client) -> None:
    rate(student_client)
    make_bank(make_article("silk"), 1)
    response = student_client.post("/study/undo/", {"article": "silk"})
    assert response.headers["Location"] == f"{CARD}?article=silk"
    assert not Review.objects.exists()
    html = page(student_client, response.headers["Location"])
    assert "how many at cotton-0?" in html
    assert 'name="article" value="silk"' in html  # which goes on after this card


def test_undo_with_nothing_to_undo_says_so(student_client: Client) -> None:
    html = student_client.post("/study/undo/", follow=True).content.decode()
    assert "nothing to take back" in html


@pytest.mark.parametrize("sent", [{}, {"rating": "5"}, {"rating": "x"}, {"rating": "3", "id": "1"}])
def test_a_rating_that_makes_no_sense_changes_nothing(
    student_client: Client, sent: dict[str, str]
) -> None:
    assert student_client.post(CARD, {"id": str(uuid.uuid4()), **sent}).status_code == 302
    assert not Review.objects.exists()


def test_a_card_that_does_not_exist_is_not_found(student_client: Client) -> None:
    path = "/study/cards/nothing.count/"
    assert student_client.get(path).status_code == 404
    sent = {"rating": "3", "id": str(uuid.uuid4())}
    assert student_client.post(path, sent).status_code == 404


def test_when_nothing_waits_the_page_says_when_the_next_card_comes(
    student_client: Client, student: User
) -> None:
    for number in range(3):
        rate(student_client, 4, at=f"/study/cards/cotton-{number}.count/")
    html = page(student_client)
    assert "Done for now" in html
    assert "3 cards recalled today." in html
    assert re.search(r'comes back: <time datetime="20', html)
    assert "of the last 7 days" not in html  # on the first of them


def test_when_all_is_done_the_days_of_the_week_on_which_one_studied_are_told(
    student_client: Client, student: User
) -> None:
    for number in range(3):
        rate(student_client, 4, at=f"/study/cards/cotton-{number}.count/")
    for days, review in zip((2, 8), Review.objects.order_by("pk"), strict=False):
        review.reviewed_at -= timedelta(days=days)  # a week ago, counting today, is too long ago
        review.save()
    assert "You studied on 2 of the last 7 days." in page(student_client)


def test_more_new_cards_can_be_had_than_the_day_gives(
    student_client: Client, student: User
) -> None:
    User.objects.update(new_cards_per_day=0)
    html = page(student_client)
    assert "/study/?more=1" in html
    assert "how many at cotton-0?" in page(student_client, "/study/?more=1")
    assert f"{CARD}?more=1" in page(student_client, "/study/?more=1")


def test_a_card_waits_while_an_open_quiz_asks_its_fact(
    student_client: Client, student: User
) -> None:
    article = Article.objects.get()
    items = list(article.items.order_by("id"))
    attempt = start_attempt(student, make_quiz(article, items=items[:1]), "en", NOW)
    assert "how many at cotton-1?" in page(student_client)
    response = student_client.get(CARD, follow=True)
    assert "This card waits until you hand in your quiz." in response.content.decode()
    assert "1,000" not in response.content.decode()
    submit(attempt.pk, student, NOW)
    assert "1,000" in page(student_client, CARD)


def test_when_all_cards_wait_for_an_open_quiz_the_page_leads_back_to_it(
    student_client: Client, student: User
) -> None:
    article = Article.objects.get()
    start_attempt(student, make_quiz(article, items=list(article.items.all())), "en", NOW)
    html = page(student_client)
    assert "3 cards wait until you hand in the quiz that asks the same." in html
    assert "Back to the quiz" in html


def test_a_session_can_be_about_one_article(student_client: Client) -> None:
    assert "how many at cotton-0?" in page(student_client, "/study/?article=cotton")
    assert "No cards wait" in page(student_client, "/study/?article=other")


def test_cards_are_for_those_who_signed_in(client: Client) -> None:
    for path in ("/study/", CARD):
        assert client.get(path).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("more", [0, 20])
@pytest.mark.parametrize(("path", "queries"), [("/study/", 15), (CARD, 22)])
def test_the_number_of_queries_does_not_grow_with_the_cards(
    student_client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    more: int,
    path: str,
    queries: int,
) -> None:
    make_bank(make_article("more"), more)
    make_entity()
    # So few that the first articles searched yield enough: else one more query looks into the rest.
    User.objects.update(new_cards_per_day=1)
    with django_assert_num_queries(queries):
        page(student_client, path)
