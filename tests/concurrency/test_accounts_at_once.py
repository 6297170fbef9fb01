"""Signing up and in from several tabs at the same moment: one account, and nothing lost."""

from __future__ import annotations

import pytest
from django.test import Client

from quizzes.models import Attempt, Quiz, User
from tests.at_once import at_once
from tests.factories import make_article, make_bank, make_quiz
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 4
NAME = {"username": "小明", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def quiz(transactional_db: None) -> Quiz:
    article = make_article()
    return make_quiz(article, items=make_bank(article, 2), open_to_guests=True)


def tabs_of_a_guest(quiz: Quiz) -> list[Client]:
    """Tabs of one browser whose visitor has an open attempt."""
    first = Client()
    first.post(f"/quizzes/{quiz.key}/start")
    tabs = [Client() for _ in range(TABS)]
    for tab in tabs:
        tab.cookies.update(first.cookies)
    return tabs


def test_signing_up_from_several_tabs_makes_one_account_that_keeps_everything(quiz: Quiz) -> None:
    tabs = tabs_of_a_guest(quiz)
    answers = at_once([lambda tab=tab: tab.post("/accounts/signup/", NAME) for tab in tabs])
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert User.objects.get().username == "小明"
    assert Attempt.objects.get().learner.username == "小明"


def test_a_name_that_several_take_at_once_is_given_to_one(quiz: Quiz) -> None:
    visitors = [Client() for _ in range(TABS)]
    visitors += [tabs_of_a_guest(quiz)[0] for _ in range(TABS)]
    answers = at_once([lambda each=each: each.post("/accounts/signup/", NAME) for each in visitors])
    refused = [answer for answer in answers if answer.status_code == 200]
    assert len(refused) == len(visitors) - 1
    assert all("already exists" in answer.content.decode() for answer in refused)
    assert User.objects.filter(is_guest=False).count() == 1


def test_signing_in_from_several_tabs_brings_a_guests_work_along_once(quiz: Quiz) -> None:
    student = User.objects.create_user("student", password=PASSWORD)
    form = {"username": "student", "password": PASSWORD, "keep": "on"}
    tabs = tabs_of_a_guest(quiz)
    answers = at_once([lambda tab=tab: tab.post("/accounts/login/", form) for tab in tabs])
    assert {answer.status_code for answer in answers} == {302}
    assert Attempt.objects.get().learner == student
    assert not User.objects.filter(is_guest=True).exists()
