"""The language of the pages is switched anywhere; that of the questions is chosen apart from it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from quizzes.models import Attempt, User
from quizzes.services.attempts import start_attempt, submit
from tests.factories import NOW, make_article, make_bank, make_quiz
from tests.personas import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
FORM = re.compile(r'<form[^>]*action="/i18n/setlang/".*?</form>', re.DOTALL)


def not_there(client: Client) -> HttpResponse:
    return client.get("/nothing/")


def no_token(client: Client) -> HttpResponse:
    client.handler.enforce_csrf_checks = True
    came_from = {"host": "testserver", "referer": "http://testserver/articles/?page=2#top"}
    response = client.post("/theme/", {"theme": "dark"}, headers=came_from)
    client.handler.enforce_csrf_checks = False
    return response


def locked_out(client: Client) -> HttpResponse:
    User.objects.create_user("somebody", password="right and long")
    wrong = {"username": "somebody", "password": "wrong"}
    for _each in range(8):
        response = client.post("/accounts/login/", wrong)
    return response


def admin_login(client: Client) -> HttpResponse:
    return client.get("/admin/login/")


def of_the_teacher(client: Client) -> HttpResponse:
    client.force_login(User.objects.create_superuser("head"))
    return client.get("/admin/")


def outside(path: str) -> Callable[[Client], HttpResponse]:
    def look(client: Client) -> HttpResponse:
        return client.get(path)

    return look


PLACES = {
    "home": outside("/"),
    "articles": outside("/articles/"),
    "sign in": outside("/accounts/login/"),
    "sign up": outside("/accounts/signup/"),
    "missing": not_there,
    "no token": no_token,
    "locked out": locked_out,
    "admin sign in": admin_login,
    "admin": of_the_teacher,
}


@pytest.mark.parametrize("place", PLACES)
def test_the_language_is_switched_from_here(client: Client, settings: Settings, place: str) -> None:
    settings.AXES_ENABLED = place == "locked out"
    html = PLACES[place](client).content.decode()
    assert '<html lang="en"' in html
    (form,) = FORM.findall(html)
    assert 'value="zh-hans"' in form
    (back,) = re.findall(r'name="next" value="([^"]+)"', form)
    response = client.post("/i18n/setlang/", {"language": "zh-hans", "next": back})
    assert response.headers["Location"] == back
    assert client.get(back).status_code in {200, 404}  # it can be opened
    settings.AXES_ENABLED = False
    html = client.get("/articles/").content.decode()
    assert '<html lang="zh-Hans"' in html
    assert "文章" in html


def test_the_choice_survives_signing_in_and_out(client: Client, student: User) -> None:
    client.post("/i18n/setlang/", {"language": "zh-hans", "next": "/"})
    client.force_login(student)
    assert '<html lang="zh-Hans"' in client.get("/scores/").content.decode()
    client.post("/accounts/logout/")
    assert '<html lang="zh-Hans"' in client.get("/").content.decode()


@pytest.fixture
def attempt(student: User) -> Attempt:
    article = make_article("cotton")
    quiz = make_quiz(article, items=make_bank(article, 1))
    return start_attempt(student, quiz, "zh-hans", NOW)


@pytest.mark.parametrize("place", ["1/", "review/", "result/"])
def test_it_is_switched_in_the_middle_of_a_quiz_and_the_questions_stay_as_they_are(
    student_client: Client, student: User, attempt: Attempt, place: str
) -> None:
    if place == "result/":
        submit(attempt.pk, student, NOW)
    path = f"/attempts/{attempt.pk}/{place}"
    for language, shown in (("en", "en"), ("zh-hans", "zh-Hans")):
        student_client.post("/i18n/setlang/", {"language": language, "next": path})
        html = student_client.get(path).content.decode()
        assert f'<html lang="{shown}"' in html
        assert FORM.search(html)
        assert re.search(r'lang="zh-Hans"[^>]*>中文 Stem of cotton-0', html)


def test_a_learner_reads_questions_in_one_language_and_pages_in_the_other(
    student: User, attempt: Attempt
) -> None:
    User.objects.filter(pk=student.pk).update(content_language="zh-hans")
    client = signed_in(student)
    html = client.get("/articles/cotton/").content.decode()
    assert '<html lang="en"' in html
    assert re.search(r'<h1><span lang="zh-Hans">cotton的标题', html)
    assert "You see a fact here once you have met it" in html


def test_a_visitor_reads_questions_in_one_language_and_pages_in_the_other(client: Client) -> None:
    article = make_article("cotton")
    make_quiz(article, "open", items=make_bank(article, 1), open_to_guests=True)
    client.post("/content-language/", {"language": "zh-hans", "next": "/articles/"})
    html = client.get("/articles/cotton/").content.decode()
    assert '<html lang="en"' in html
    assert re.search(r'<h1><span lang="zh-Hans">cotton的标题', html)
    page = client.post("/quizzes/open/start", follow=True).content.decode()
    assert '<html lang="en"' in page
    assert "中文 Stem of cotton-0" in page
    assert User.objects.get().content_language == "zh-hans"  # a guest keeps the choice


def test_a_visitor_who_makes_an_account_keeps_the_choice_and_can_take_it_back(
    client: Client,
) -> None:
    client.post("/content-language/", {"language": "zh-hans", "next": "/"})
    client.post("/content-language/", {"language": "nonsense", "next": "/"})
    assert "content_language" not in client.cookies or not client.cookies["content_language"].value
    client.post("/content-language/", {"language": "zh-hans", "next": "/"})
    client.post(
        "/accounts/signup/", {"username": "amina", "password1": PASSWORD, "password2": PASSWORD}
    )
    amina = User.objects.get(username="amina")
    assert amina.content_language == "zh-hans"
    amina.content_language = ""
    amina.save()
    make_bank(make_article("cotton"), 1)
    assert "Title of cotton" in client.get("/articles/cotton/").content.decode()


@pytest.mark.parametrize("referer", ["", "https://example.org/", "//example.org/x", "nonsense"])
def test_a_form_that_came_from_elsewhere_leads_to_the_first_page(referer: str) -> None:
    client = Client(enforce_csrf_checks=True)
    html = client.post("/theme/", headers={"referer": referer}).content.decode()
    assert 'name="next" value="/"' in html


def test_a_language_that_is_none_changes_nothing(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "xx", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()


def test_switching_never_leads_to_another_host(client: Client) -> None:
    sent = {"language": "en", "next": "https://example.org/"}
    assert client.post("/i18n/setlang/", sent).headers["Location"] == "/"
