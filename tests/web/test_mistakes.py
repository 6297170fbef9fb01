"""The mistakes book in the browser: what is in it, practising, leaving, printing, exporting."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.domain.items import Form
from quizzes.domain.memory.settings import Rating
from quizzes.models import Quiz, Response, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import (
    KEPT_BACK,
    make_article,
    make_bank,
    make_quiz,
)
from tests.web.mistaken import DAY, NOON, page, points, take

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what the pages take for now; noon of a Monday until then."""

    def set_to(at: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    set_to(NOON)
    return set_to


@pytest.fixture
def quiz(db: None) -> Quiz:
    article = make_article("cotton", topics=("people", "land"))
    return make_quiz(article, items=make_bank(article, 4))


def test_a_page_tells_question_own_answer_right_answer_and_when(
    student_client: Client, student: User, quiz: Quiz, clock: Clock
) -> None:
    take(student, quiz, "ab--")
    html = page(student_client)
    assert "Title of cotton" in html
    assert "Land" in html
    assert "Stem of cotton-1.count.single_choice" in html
    assert "Stem of cotton-0.count.single_choice" not in html
    assert '<dd lang="en">8,500</dd>' in html
    assert '<dd lang="en"><strong>9,500</strong></dd>' in html
    assert "missed once<" in html
    assert "7 July 2025, 12:00" in html


@pytest.mark.parametrize(
    ("form", "wrong", "printed"),
    [
        (Form.TRUE_FALSE, {"value": False}, "<li>True</li><li>False</li>"),
        (Form.SHORT_TEXT, {"text": "no"}, '<p class="print-only print-line"></p>'),
        (Form.MATCHING, {"pairs": {"1": "a"}}, 'print-line" lang="en">Aksu</p>'),
    ],
)
def test_on_paper_each_question_can_be_answered(
    student_client: Client, student: User, form: Form, wrong: dict[str, Any], printed: str
) -> None:
    quiz = make_quiz(article := make_article("cotton"), items=make_bank(article, 1, (form,)))
    attempt = start_attempt(student, quiz, "en", NOON)
    save_response(attempt.pk, student, 1, wrong, NOON)
    submit(attempt.pk, student, NOON)
    assert printed in page(student_client)


def rate(client: Client, html: str, rating: Rating) -> Any:
    """Show the answer of the card on the page, and rate it; the page that follows."""
    (path,) = re.findall(r'href="(/study/cards/[^"]+)" data-show', html)
    back = page(client, path.replace("&amp;", "&"))
    form = dict(re.findall(r'type="hidden" name="(id|mistakes|article)" value="([^"]+)"', back))
    response = client.post(path.partition("?")[0], {**form, "rating": rating.value}, follow=True)
    return re.sub(r"\s+", " ", response.content.decode())


def test_practising_goes_through_the_mistakes_only_and_again_comes_back_at_the_end(
    student_client: Client, student: User, quiz: Quiz, clock: Clock
) -> None:
    take(student, quiz, "abb-")
    clock(NOON + timedelta(hours=1))
    assert 'href="/study/?mistakes=1">Practise 2 now</a>' in page(student_client)
    html = page(student_client, "/study/?mistakes=1")
    assert "at cotton-1?" in html
    assert "2 mistakes to practise" in html
    clock(NOON + timedelta(hours=2))
    html = rate(student_client, html, Rating.AGAIN)
    assert "at cotton-2?" in html
    clock(NOON + timedelta(hours=3))
    html = rate(student_client, html, Rating.GOOD)
    assert "at cotton-1?" in html
    assert "1 mistake to practise" in html
    html = rate(student_client, html, Rating.GOOD)
    assert "Practised for today" in html
    assert "2 come back tomorrow" in html
    clock(NOON + DAY)
    html = page(student_client, "/study/?mistakes=1")
    for _each in range(2):
        html = rate(student_client, html, Rating.HARD)
    assert "The book is empty" in html
    assert points(student, NOON + DAY) == []


def test_practice_can_be_kept_to_one_article(
    student_client: Client, student: User, quiz: Quiz, clock: Clock
) -> None:
    other = make_article("silk")
    take(student, quiz, "b---")
    take(student, make_quiz(other, items=make_bank(other, 1)), "b")
    assert "Stem of silk-0" not in page(student_client, "/mistakes/?article=cotton")
    html = page(student_client, "/study/?mistakes=1&article=silk")
    assert "at silk-0?" in html
    assert "1 mistake to practise" in html


def test_home_says_how_many_are_to_be_practised(
    student_client: Client, student: User, quiz: Quiz, clock: Clock
) -> None:
    assert "/mistakes/" in page(student_client, "/")
    assert "right</a>" not in page(student_client, "/")
    take(student, quiz, "bb--")
    assert "Put 2 mistakes right" in page(student_client, "/")


def test_what_an_open_quiz_asks_is_not_in_the_book_at_all(
    student_client: Client, student: User, quiz: Quiz, clock: Clock
) -> None:
    take(student, quiz, "bbbb")
    item = quiz.article.items.get(key="cotton-0.count.single_choice")
    opened = start_attempt(student, make_quiz(quiz.article, "other", items=[item]), "en", NOON)
    html = page(student_client)
    assert "Stem of cotton-0" not in html
    assert "3 things to put right" in html
    assert "What a quiz that you have open asks is not listed" in html
    assert "cotton-0" not in student_client.get("/mistakes/mistakes.csv").content.decode()
    submit(opened.pk, student, NOON)
    assert "Stem of cotton-0" in page(student_client)


def test_what_was_right_at_a_later_try_is_in_the_book_and_says_so(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    take(student, quiz, "b---")
    Response.objects.update(answer={"option": "a"}, score=1, tries=2)
    html = page(student_client)
    assert "Stem of cotton-0" in html
    assert "<dd>right at a later try</dd>" in html
    assert "right at a later try" in student_client.get("/mistakes/mistakes.csv").content.decode()


@pytest.mark.parametrize(
    ("answers", "shown"), [("beside", (True, False)), ("end", (False, True)), ("none", (0, 0))]
)
def test_on_paper_the_answers_stand_where_one_chooses(
    student_client: Client, student: User, quiz: Quiz, answers: str, shown: tuple[bool, bool]
) -> None:
    take(student, quiz, "b---")
    html = page(student_client, f"/mistakes/?answers={answers}")
    entries, _heading, end = html.partition('<h2 id="answers">')
    assert (KEPT_BACK in entries, KEPT_BACK in end) == tuple(map(bool, shown))


def test_the_table_has_every_mistake_and_runs_no_formula(
    student_client: Client, student: User, quiz: Quiz, clock: Clock
) -> None:
    Quiz.objects.get(pk=quiz.pk).article.topics.filter(key="land").update(name_en="=1+1")
    take(student, quiz, "-b-b")
    response = student_client.get("/mistakes/mistakes.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("\ufeff")
    heading, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert heading[:5] == ["Article", "Topic", "Question", "Your answer", "Right answer"]
    assert [row[2] for row in rows] == [
        "Stem of cotton-1.count.single_choice",
        "Stem of cotton-3.count.single_choice",
    ]
    assert rows[0][:2] == ["Title of cotton", "'=1+1"]
    assert (rows[0][3], rows[0][4], rows[0][8]) == ("8,500", "9,500", "2025-07-07")


def test_queries_do_not_grow_with_what_is_in_the_book(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(student_client, path)
        return len(captured)

    paths = ("/mistakes/", "/mistakes/mistakes.csv", "/")
    take(student, quiz, "bb--")
    before = [queries(path) for path in paths]
    for name in ("silk", "wool"):
        article = make_article(name)
        take(student, make_quiz(article, items=make_bank(article, 5)), "bbbbb")
    assert [queries(path) for path in paths] == before
    assert before[0] <= 14


def test_the_book_is_for_those_who_are_signed_in(client: Client) -> None:
    for path in ("/mistakes/", "/mistakes/mistakes.csv"):
        assert client.get(path).headers["Location"].startswith("/accounts/login/")
    assert "/mistakes/" not in page(client, "/")


def test_an_empty_book_says_what_will_stand_in_it(student_client: Client) -> None:
    html = page(student_client)
    assert "No mistakes here" in html
