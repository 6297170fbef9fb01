"""The site as an application: its manifest, its worker, and the cards that a device keeps."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes.models import Article, Fact, Review, User
from quizzes.services.attempts import start_attempt, submit
from quizzes.services.guests import make_guest
from tests.factories import make_article, make_bank, make_quiz
from tests.personas import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
CARDS, SYNC = "/study/offline/cards/", "/study/offline/sync/"


@pytest.fixture(autouse=True)
def article(db: None) -> Article:
    article = make_article("cotton")
    make_bank(article, 3)
    return article


def review(point: str = "cotton-0.count", **members: Any) -> dict[str, Any]:
    made = {"id": str(uuid.uuid4()), "point": point, "rating": 3}
    return made | {"reviewed_at": timezone.now().isoformat()} | members


def send(client: Client, learner: User, *reviews: object, status: int = 200) -> dict[str, Any]:
    body = {"learner": learner.pk, "reviews": reviews}
    response = client.post(SYNC, body, content_type="application/json")
    assert response.status_code == status
    return dict(response.json())


def kept(client: Client) -> list[str]:
    return [card["point"] for card in client.get(CARDS).json()["cards"]]


@pytest.mark.parametrize(("language", "cards"), [("en", "Cards"), ("zh-hans", "卡片")])
def test_the_manifest_names_the_application_in_the_readers_language(
    client: Client, language: str, cards: str
) -> None:
    response = client.get("/manifest.webmanifest", headers={"accept-language": language})
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["shortcuts"][0]["name"] == cards
    assert manifest["lang"] == {"en": "en", "zh-hans": "zh-Hans"}[language]
    assert (manifest["start_url"], manifest["scope"], manifest["id"]) == ("/", "/", "/")
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    for icon in manifest["icons"]:
        assert is_served(client, icon["src"])


def is_served(client: Client, path: str) -> bool:
    """Whether a page or a static file is there; the files are collected only for a server."""
    if path.startswith(settings.STATIC_URL):
        return finders.find(path.removeprefix(settings.STATIC_URL)) is not None
    return client.get(path).status_code == 200


def test_every_page_links_the_manifest(client: Client) -> None:
    html = client.get("/").content.decode()
    assert re.search(r'<link rel="manifest" href="/manifest.webmanifest"', html)


def test_the_worker_is_a_script_that_is_asked_for_anew_each_time(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "unsafe" not in response["Content-Security-Policy"]


def config(client: Client) -> dict[str, Any]:
    found = re.search(r"self.quizsite = (.*);\n", client.get("/sw.js").content.decode())
    assert found
    return dict(json.loads(found[1]))


def test_the_worker_keeps_its_pages_and_each_file_they_name(client: Client) -> None:
    keep = config(client)["keep"]
    assert {"/offline/", "/study/offline/"} <= set(keep)
    for path in keep:
        assert is_served(client, path)
    for page in ("/offline/", "/study/offline/"):
        html = client.get(page).content.decode()
        assert set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html)) <= set(keep)


def test_another_language_makes_another_worker(client: Client) -> None:
    before = config(client)["version"]
    assert config(client)["version"] == before
    client.cookies["django_language"] = "zh-hans"
    assert config(client)["version"] != before


@pytest.mark.parametrize("path", ["/offline/", "/study/offline/", "/sw.js"])
def test_what_a_device_keeps_for_everybody_says_nothing_about_anybody(
    student_client: Client, client: Client, path: str
) -> None:
    assert student_client.get(path).content == client.get(path).content
    html = student_client.get(path).content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert "student" not in html


def test_the_days_cards_come_with_both_sides_and_what_each_button_does(
    student_client: Client,
) -> None:
    response = student_client.get(CARDS)
    assert "no-store" in response["Cache-Control"]
    first = response.json()["cards"][0]
    assert "how many at cotton-0?" in first["front"]
    assert "1,000" not in first["front"]
    assert "1,000" in first["back"]
    assert "第1段。" in first["back"]
    assert "10 min" in first["ratings"]


def test_the_days_cards_are_light_on_the_way_to_the_device(student_client: Client) -> None:
    plain = student_client.get(CARDS)
    packed = student_client.get(CARDS, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) * 2 < len(plain.content)


def test_who_types_answers_gets_the_usual_writings_with_the_cards(student_client: Client) -> None:
    assert student_client.get(CARDS).json()["cards"][0]["typed"] is None
    User.objects.update(types_answers=True)
    card = student_client.get(CARDS).json()["cards"][0]
    assert (card["typed"]["language"], card["typed"]["is_number"]) == ("en", True)
    assert {"1000", "1,000", "1,000 persons"} <= set(card["typed"]["writings"])


def test_the_number_of_queries_does_not_grow_with_the_cards(
    student_client: Client, article: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(22) as few:
        student_client.get(CARDS)
    User.objects.update(new_cards_per_day=50)
    make_bank(article, 20)
    with django_assert_max_num_queries(len(few)):
        assert len(kept(student_client)) == 23


def test_a_visitor_gets_no_cards_and_sends_no_reviews(client: Client, student: User) -> None:
    assert client.get(CARDS).status_code == 401
    assert send(client, student, review(), status=401) == {"code": "signed_out"}
    assert not Review.objects.exists()


def test_a_guest_is_a_learner_here_too(article: Article) -> None:
    guest = make_guest()
    client = signed_in(guest)
    assert len(kept(client)) == 3
    sent = review()
    assert send(client, guest, sent)["stored"] == [sent["id"]]


def test_each_review_is_stored_once_however_often_it_is_sent(
    student_client: Client, student: User
) -> None:
    sent = [review(), review("cotton-1.count", rating=1)]
    for _ in range(2):
        assert send(student_client, student, *sent)["stored"] == [each["id"] for each in sent]
    assert Review.objects.count() == 2


def test_the_answer_to_reviews_holds_the_cards_that_wait_now(
    student_client: Client, student: User
) -> None:
    answer = send(student_client, student, review())
    assert [card["point"] for card in answer["cards"]][:2] == ["cotton-1.count", "cotton-2.count"]
    assert answer["reviewed_today"] == 1


def test_a_review_that_cannot_be_taken_does_not_hold_up_the_others(
    student_client: Client, student: User, student2: User, student2_client: Client
) -> None:
    taken = review()
    send(student2_client, student2, taken)
    gone, right, broken = review("cotton-9.count"), review("cotton-1.count"), review(rating=7)
    answer = send(student_client, student, gone, taken, right, broken, {"id": "x"})
    assert answer["stored"] == [right["id"]]
    assert {each["id"]: each["reason"] for each in answer["refused"]} == {
        gone["id"]: "This card is no longer among your cards.",
        taken["id"]: "It was sent before for another card or by another learner.",
        broken["id"]: "It cannot be read.",
        "x": "It cannot be read.",
    }
    assert Review.objects.filter(learner=student).count() == 1


def test_reviews_are_never_taken_as_another_learners(
    student_client: Client, student2: User
) -> None:
    answer = send(student_client, student2, review(), status=409)
    assert answer == {"code": "another_learner"}
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"reviews": 1}', b'{"learner": 1}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_list_of_reviews_is_refused(student_client: Client, body: bytes) -> None:
    response = student_client.post(SYNC, body, content_type="application/json")
    assert response.status_code == 400
    assert response.json() == {"code": "unreadable"}


@pytest.mark.parametrize(
    "members",
    [
        {"id": 5},
        {"id": None},
        {"rating": "good"},
        {"rating": None},
        {"reviewed_at": "yesterday"},
        {"reviewed_at": "2025-07-06T12:00:00"},
        {"reviewed_at": 5},
        {"reviewed_at": "2025-13-40T12:00:00Z"},
        {"point": "\x00"},
        {"point": "\ud800"},
        {"point": "x" * 131},
        {"point": None},
    ],
)
def test_a_broken_review_is_told_not_stored(
    student_client: Client, student: User, members: dict[str, Any]
) -> None:
    answer = send(student_client, student, review(**members))
    assert answer["stored"] == []
    assert len(answer["refused"]) == 1


def test_sending_needs_the_token_that_came_with_the_cards(student: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(student)
    body = {"learner": student.pk, "reviews": [review()]}
    assert client.post(SYNC, body, content_type="application/json").status_code == 403
    headers = {"x-csrftoken": client.get(CARDS).json()["token"]}
    answer = client.post(SYNC, body, content_type="application/json", headers=headers)
    assert answer.status_code == 200


def test_what_an_open_attempt_asks_is_not_on_the_device(
    student_client: Client, student: User, article: Article
) -> None:
    quiz = make_quiz(article, items=list(article.items.all())[:2])
    attempt = start_attempt(student, quiz, "en", timezone.now())
    answer = student_client.get(CARDS)
    assert [card["point"] for card in answer.json()["cards"]] == ["cotton-2.count"]
    assert "1,000" not in answer.content.decode()
    sent = send(student_client, student, review("cotton-2.count", rating=1))
    assert "cotton-0.count" not in {card["point"] for card in sent["cards"]}
    submit(attempt.pk, student, timezone.now())
    assert "cotton-0.count" in kept(student_client) or Review.objects.filter(source="quiz").exists()


def test_a_card_that_is_no_longer_published_is_not_kept(student_client: Client) -> None:
    Fact.objects.filter(key="cotton-0").update(status=Fact.Status.DRAFT)
    assert "cotton-0.count" not in kept(student_client)


@pytest.mark.parametrize("path", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_clears_what_the_browser_keeps(teacher_client: Client, path: str) -> None:
    response = teacher_client.post(path)
    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_nothing_else_clears_it(client: Client, student: User) -> None:
    signing_in = {"username": "student", "password": PASSWORD}
    responses = [client.post("/accounts/login/", signing_in), client.post("/theme/", {"theme": ""})]
    assert not any(response.has_header("Clear-Site-Data") for response in responses)
