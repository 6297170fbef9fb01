"""A visitor takes an open quiz without an account, and keeps everything by signing up or in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from quizzes.models import Attempt, Quiz, User
from quizzes.services import access
from quizzes.services.attempts import start_attempt
from quizzes.web.guests import GuestThrottle, SignUpThrottle
from tests.factories import KEPT_BACK, NOW, make_article, make_bank, make_quiz
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_UP_AT = "/accounts/signup/"
SIGN_UP = {"username": "小明", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


@pytest.fixture
def quiz(db: None) -> Quiz:
    article = make_article("cotton")
    quiz = make_quiz(article, items=make_bank(article, 2))
    Quiz.objects.update(open_to_guests=True)
    return quiz


@pytest.fixture
def closed(quiz: Quiz) -> Quiz:
    return make_quiz(quiz.article, "closed", items=make_bank(quiz.article, 1))


def page(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def begin(client: Client) -> Attempt:
    response = client.post("/quizzes/cotton-quiz/start", follow=True)
    assert response.status_code == 200
    return Attempt.objects.latest("started_at")


def hand_in(client: Client, attempt: Attempt) -> None:
    client.post(f"/attempts/{attempt.pk}/1/", {"option": "a"})
    client.post(f"/attempts/{attempt.pk}/2/", {"option": "b"})
    client.post(f"/attempts/{attempt.pk}/submit/")


def test_a_visitor_starts_an_open_quiz_and_sees_the_result(client: Client, quiz: Quiz) -> None:
    html = page(client, "/quizzes/cotton-quiz/")
    assert "You need no account." in html
    attempt = begin(client)
    assert attempt.learner.is_guest
    hand_in(client, attempt)
    html = page(client, f"/attempts/{attempt.pk}/result/")
    assert "You are here as a guest." in html
    assert KEPT_BACK in html
    assert attempt.learner.username not in html


def test_looking_makes_no_guest(client: Client, quiz: Quiz) -> None:
    for path in ("/", "/articles/cotton/", "/quizzes/cotton-quiz/", "/quizzes/cotton-quiz/start"):
        page(client, path)
        client.head(path)
    assert not User.objects.exists()


def test_a_form_from_elsewhere_makes_no_guest(quiz: Quiz) -> None:
    response = Client(enforce_csrf_checks=True).post("/quizzes/cotton-quiz/start")
    assert response.status_code == 403
    assert not User.objects.exists()


def test_a_quiz_that_is_not_open_asks_to_sign_in(client: Client, closed: Quiz) -> None:
    assert "Sign in to start" in page(client, "/quizzes/closed/")
    response = client.post("/quizzes/closed/start")
    assert response.headers["Location"].startswith("/accounts/login/")
    assert not User.objects.exists()


def test_a_draft_makes_no_guest(client: Client, quiz: Quiz) -> None:
    Quiz.objects.update(status="draft")
    assert client.post("/quizzes/cotton-quiz/start").status_code == 302
    assert not User.objects.exists()


def test_a_guest_is_offered_an_account_for_a_quiz_that_is_not_open(
    client: Client, closed: Quiz
) -> None:
    begin(client)
    assert "Make an account to start" in page(client, "/quizzes/closed/")
    assert client.post("/quizzes/closed/start").status_code == 404
    assert Attempt.objects.count() == 1


def test_who_cannot_start_yet_becomes_no_guest(client: Client, quiz: Quiz) -> None:
    later = timezone.now() + timedelta(hours=1)
    Quiz.objects.update(opens_at=later)
    assert client.post("/quizzes/cotton-quiz/start").status_code == 422
    Quiz.objects.update(opens_at=None, access_code="7")
    told = client.post("/quizzes/cotton-quiz/start", {"access_code": "8"})
    assert (told.status_code, "This is not the access code." in told.content.decode()) == (
        422,
        True,
    )
    assert not User.objects.exists()
    client.post("/quizzes/cotton-quiz/start", {"access_code": "7"})
    assert Attempt.objects.get().learner.is_guest


def test_visitors_do_not_find_a_code_by_trying(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MOST_WRONG_FROM_ADDRESS", 3)
    Quiz.objects.update(access_code="7")
    for wrong in range(3):
        Client().post("/quizzes/cotton-quiz/start", {"access_code": f"wrong {wrong}"})
    told = Client().post("/quizzes/cotton-quiz/start", {"access_code": "7"})
    assert "Too many wrong codes." in told.content.decode()
    assert not User.objects.exists()


def test_a_new_guest_has_no_new_tries_at_a_code(
    quiz: Quiz, closed: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "MOST_WRONG_FROM_ADDRESS", 3)
    Quiz.objects.filter(pk=closed.pk).update(open_to_guests=True, access_code="7")
    guests = [Client() for _each in range(4)]
    for guest in guests:
        begin(guest)  # another quiz, which makes a guest of them
    for guest in guests[:3]:
        told = guest.post("/quizzes/closed/start", {"access_code": "8"})
        assert "This is not the access code." in told.content.decode()
    told = guests[3].post("/quizzes/closed/start", {"access_code": "7"})
    assert "Too many wrong codes." in told.content.decode()
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert guests[3].post("/quizzes/closed/start", {"access_code": "7"}, **elsewhere).url


def test_a_guest_stays_the_same_one(client: Client, quiz: Quiz) -> None:
    first = begin(client)
    assert begin(client) == first
    hand_in(client, first)
    assert begin(client).learner == first.learner
    assert User.objects.count() == 1


def test_so_many_guests_an_hour_come_from_one_address(
    quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GuestThrottle, "THROTTLE_RATES", {"guests": "2/hour"})
    for _each in range(2):
        begin(Client())
    crowded = Client().post("/quizzes/cotton-quiz/start")
    assert crowded.status_code == 429
    assert "Many guests have started from here" in crowded.content.decode()
    assert User.objects.count() == 2
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post("/quizzes/cotton-quiz/start").status_code == 302


def test_so_many_accounts_an_hour_are_made_from_one_address(
    client: Client, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SignUpThrottle, "THROTTLE_RATES", {"signups": "2/hour"})
    begin(client)  # who was counted as a guest is not counted again
    for number, each in enumerate((client, Client(), Client())):
        assert each.post(SIGN_UP_AT, {**SIGN_UP, "username": f"pupil-{number}"}).status_code == 302
    crowded = Client().post(SIGN_UP_AT, {**SIGN_UP, "username": "pupil-9"})
    assert crowded.status_code == 429
    assert "Many accounts were made from here." in crowded.content.decode()
    assert not User.objects.filter(username="pupil-9").exists()


def test_signing_up_keeps_everything(client: Client, quiz: Quiz) -> None:
    attempt = begin(client)
    hand_in(client, attempt)
    assert "What you did as a guest stays yours." in page(client, "/accounts/signup/")
    result = f"/attempts/{attempt.pk}/result/"
    response = client.post("/accounts/signup/", {**SIGN_UP, "next": result})
    assert response.headers["Location"] == result
    html = page(client, result)
    assert "小明" in html
    assert "You are here as a guest." not in html
    again = Client()
    assert again.login(username="小明", password=PASSWORD)
    assert "cotton-1" in page(again, "/mistakes/")
    assert User.objects.count() == 1


def test_a_name_that_is_taken_leaves_the_guest_as_it_was(
    client: Client, quiz: Quiz, student: User
) -> None:
    attempt = begin(client)
    response = client.post("/accounts/signup/", {**SIGN_UP, "username": "student"})
    assert response.status_code == 200
    attempt.learner.refresh_from_db()
    assert attempt.learner.is_guest


@pytest.mark.parametrize("keep", [True, False])
def test_signing_in_takes_everything_along_if_one_wants(
    client: Client, quiz: Quiz, student: User, keep: bool
) -> None:
    begin_attempt = begin(client)
    hand_in(client, begin_attempt)
    assert 'name="keep"' in page(client, "/accounts/login/")
    form = {"username": "student", "password": PASSWORD}
    client.post("/accounts/login/", {**form, "keep": "on"} if keep else form)
    assert client.session["_auth_user_id"] == str(student.pk)
    assert student.attempts.count() == int(keep)
    path = f"/attempts/{begin_attempt.pk}/result/"
    assert client.get(path).status_code == (200 if keep else 404)


def test_a_wrong_password_merges_nothing(client: Client, quiz: Quiz, student: User) -> None:
    begin(client)
    client.post("/accounts/login/", {"username": "student", "password": "wrong", "keep": "on"})
    assert student.attempts.count() == 0
    assert User.objects.filter(is_guest=True).count() == 1


def test_one_who_has_an_account_is_not_asked_what_to_keep(client: Client, student: User) -> None:
    assert 'name="keep"' not in page(client, "/accounts/login/")
    client.force_login(student)
    assert client.get("/accounts/login/").status_code == 302
    assert client.get("/accounts/signup/").status_code == 302


def test_a_guest_has_no_password_no_admin_and_no_design_page(client: Client, quiz: Quiz) -> None:
    begin(client)
    assert client.get("/accounts/password/").headers["Location"] == "/accounts/signup/"
    assert client.get("/admin/").status_code == 302
    assert client.get("/design/").status_code == 404


def test_guests_see_nothing_of_one_another(client: Client, quiz: Quiz, student: User) -> None:
    theirs = begin(client)
    mine = start_attempt(student, quiz, "en", NOW)
    assert client.get(f"/attempts/{mine.pk}/1/").status_code == 404
    other = Client()
    begin(other)
    assert other.get(f"/attempts/{theirs.pk}/1/").status_code == 404


def test_home_suggests_to_a_guest_what_a_guest_may_take(client: Client, closed: Quiz) -> None:
    hand_in(client, begin(client))
    assert "/quizzes/closed/" not in page(client, "/")
