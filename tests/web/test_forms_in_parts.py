"""The forms whose answers have parts, answered without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from rest_framework.test import APIClient

from quizzes.models import Attempt, Response, Review, User
from quizzes.services.attempts import start_attempt
from quizzes.services.quiz_settings import change_settings
from tests.factories import KEPT_BACK, NOW, quiz_of_parts

pytestmark = pytest.mark.django_db

RIGHT = {
    1: ({"options": ["a"]}, {"options": ["a"]}),
    2: ({"pair-1": "b", "pair-2": "a"}, {"pairs": {"1": "b", "2": "a"}}),
    3: (
        {"place-b": "1", "place-d": "2", "place-a": "3", "place-c": "4"},
        {"order": ["b", "d", "a", "c"]},
    ),
    4: (
        {"gap-a": " 9500 ", "gap-b": f"{KEPT_BACK} answer"},
        {"gaps": {"a": "9500", "b": f"{KEPT_BACK} answer"}},
    ),
}


@pytest.fixture
def attempt(db: None, student: User) -> Attempt:
    """Multiple choice, matching, ordering, cloze."""
    return start_attempt(student, quiz_of_parts(), "en", NOW, seed=1)


def url(attempt: Attempt, rest: object) -> str:
    return f"/attempts/{attempt.pk}/{rest}/"


def kept(attempt: Attempt, position: int) -> object:
    return Response.objects.get(slot__attempt=attempt, slot__position=position).answer


@pytest.mark.parametrize("position", RIGHT)
def test_the_page_shows_every_part_and_no_key(
    student_client: Client, attempt: Attempt, position: int
) -> None:
    page = student_client.get(url(attempt, position)).content.decode()
    assert KEPT_BACK not in page
    for name in RIGHT[position][0]:
        assert f'name="{name}"' in page


@pytest.mark.parametrize("position", RIGHT)
def test_an_answer_is_kept_and_shown_again(
    student_client: Client, attempt: Attempt, position: int
) -> None:
    sent, stored = RIGHT[position]
    assert student_client.post(url(attempt, position), sent).status_code == 302
    assert kept(attempt, position) == stored
    page = student_client.get(url(attempt, position)).content.decode()
    marks = page.count(" checked") + page.count(" selected") + page.count('value="9500"')
    assert marks == {1: 1, 2: 2, 3: 4, 4: 1}[position]


@pytest.mark.parametrize("position", RIGHT)
def test_an_answer_can_be_taken_back_part_by_part(
    student_client: Client, attempt: Attempt, position: int
) -> None:
    student_client.post(url(attempt, position), RIGHT[position][0])
    assert student_client.post(url(attempt, position), {}).status_code == 302
    page = student_client.get(url(attempt, "review")).content.decode()
    assert "4 questions have no answer yet" in page


def test_right_answers_earn_everything_and_the_result_shows_them(
    student_client: Client, attempt: Attempt
) -> None:
    for position, (sent, _stored) in RIGHT.items():
        student_client.post(url(attempt, position), sent)
    page = student_client.post(f"/attempts/{attempt.pk}/submit/", follow=True).content.decode()
    attempt.refresh_from_db()
    assert attempt.score == 4.0
    assert "right b" in page
    assert "thing d" in page


def test_a_part_earns_its_share_and_the_right_one_stands_beside_it(
    student_client: Client, attempt: Attempt
) -> None:
    student_client.post(url(attempt, 2), {"pair-1": "b", "pair-2": "c"})
    student_client.post(url(attempt, 4), {"gap-a": "9500", "gap-b": "nowhere"})
    page = student_client.post(f"/attempts/{attempt.pk}/submit/", follow=True).content.decode()
    attempt.refresh_from_db()
    assert attempt.score == 1.0
    assert "Partly right" in page
    assert "right c" in page
    assert "nowhere" in page


@pytest.mark.parametrize(
    "places",
    [{"place-b": "1"}, {"place-a": "1", "place-b": "1", "place-c": "2", "place-d": "3"}],
)
def test_an_order_with_a_place_missing_or_given_twice_is_not_kept_and_said_so(
    student_client: Client, attempt: Attempt, places: dict[str, str]
) -> None:
    response = student_client.post(url(attempt, 3), places)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Give every one a place of its own." in page
    assert page.count(" selected") == len(places)
    assert not Response.objects.exists()


def test_a_place_that_no_menu_offers_is_not_kept_either(
    student_client: Client, attempt: Attempt
) -> None:
    places = {"place-a": "1", "place-b": "9" * 5000, "place-c": "2", "place-d": "3"}
    assert student_client.post(url(attempt, 3), places).status_code == 422
    assert not Response.objects.exists()


def test_a_gap_that_cannot_be_read_is_said_so_and_nothing_written_is_lost(
    student_client: Client, attempt: Attempt
) -> None:
    response = student_client.post(url(attempt, 4), {"gap-a": "many", "gap-b": "Aksu"})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="many"' in page
    assert 'value="Aksu"' in page
    assert not Response.objects.exists()


INPUT = re.compile(r'<input[^>]* name="([^"]*gap-[^"]*)"[^>]*>')


def invalid_gaps(page: str) -> dict[str, str]:
    """What is said of each gap that is marked invalid, by the name of its field."""
    said = {}
    for found in INPUT.finditer(page):
        if 'aria-invalid="true"' in found[0]:
            described = re.search(r'aria-describedby="([^" ]+)', found[0])
            assert described
            text = re.search(rf'id="{described[1]}" role="alert">(.*?)</p>', page, re.S)
            assert text
            said[found[1]] = re.sub(r"<[^>]*>", "", text[1]).strip()
    return said


MANY = "This could not be read as a number. Write it like 9500 or 3.5."
LONG = "It is longer than 500 characters."


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"a": "many", "b": "Aksu"}, {"a": f"Gap 1: {MANY}"}),
        ({"a": "9500", "b": "x" * 2000}, {"b": f"Gap 2: {LONG}"}),
        ({"a": "many", "b": "x" * 2000}, {"a": f"Gap 1: {MANY}", "b": f"Gap 2: {LONG}"}),
    ],
)
def test_just_the_gaps_that_cannot_be_read_are_marked_each_with_what_is_wrong(
    student_client: Client, student: User, sent: dict[str, str], said: dict[str, str]
) -> None:
    quiz = quiz_of_parts()
    one = start_attempt(student, quiz, "en", NOW, seed=1)
    fields = {f"gap-{gap}": text for gap, text in sent.items()}
    page = student_client.post(url(one, 4), fields).content.decode()
    assert invalid_gaps(page) == {f"gap-{gap}": text for gap, text in said.items()}
    change_settings(quiz, {"layout": "all"})
    fields = {f"q4-{name}": text for name, text in fields.items()}
    answer = student_client.post(url(one, "all"), fields)
    assert answer.status_code == 422
    assert invalid_gaps(answer.content.decode()) == {
        f"q4-gap-{gap}": text for gap, text in said.items()
    }


def test_the_api_names_the_gaps_that_cannot_be_read(
    student_api: APIClient, attempt: Attempt
) -> None:
    address = f"/api/v1/attempts/{attempt.pk}/responses/4/"
    refused = student_api.put(address, {"gaps": {"a": "many", "b": "x" * 600}})
    assert refused.status_code == 400
    assert [(error["field"], error["message"]) for error in refused.json()["errors"]] == [
        ("gaps.a", MANY),
        ("gaps.b", LONG),
    ]


def test_one_score_for_several_points_tells_the_memory_nothing_unless_whole(
    student_client: Client, attempt: Attempt
) -> None:
    version = attempt.slots.get(position=2).version
    version.asks = [*version.asks, "another.point"]
    version.save()
    student_client.post(url(attempt, 2), {"pair-1": "b"})
    student_client.post(f"/attempts/{attempt.pk}/submit/")
    assert not Review.objects.exists()
