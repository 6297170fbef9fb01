"""The first page offers one thing to do; the scores page shows what became of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.models import Memory, Quiz, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import NOW, make_article, make_bank, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(db: None) -> Quiz:
    article = make_article("cotton", topics=("people", "land"))
    return make_quiz(article, items=make_bank(article, 4))


def page(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def take(student: User, quiz: Quiz, right: int, day: int = 0) -> None:
    now = NOW + timedelta(days=day)
    attempt = start_attempt(student, quiz, "en", now)
    for position in range(1, 5):
        answer = {"option": "a" if position <= right else "b"}
        save_response(attempt.pk, student, position, answer, now)
    submit(attempt.pk, student, now)


def first_thing(html: str) -> str:
    """The one thing to do; what dialogs offer before one leaves is apart from it."""
    html = html[html.index("<main") : html.index("</main>")]
    (found,) = re.findall(r'button--primary"[^>]*>([^<]+)<', html)
    return str(found).strip()


def test_a_visitor_is_asked_to_make_an_account(client: Client, quiz: Quiz) -> None:
    html = page(client)
    assert first_thing(html) == "Make an account"
    assert "Title of cotton" in html


def test_a_visitor_is_led_to_the_first_question_by_one_press(client: Client, quiz: Quiz) -> None:
    Quiz.objects.update(open_to_guests=True)
    html = page(client)
    assert first_thing(html) == "Start the quiz"
    assert "without an account" in html
    (form,) = re.findall(r'<form method="post" action="([^"]+/start)"', html)
    response = client.post(form, follow=True)
    assert "Question 1 of" in response.content.decode()


def test_a_quiz_that_was_begun_comes_first(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    attempt = start_attempt(student, quiz, "en", NOW)
    html = page(student_client)
    assert first_thing(html) == "Continue"
    assert f"/attempts/{attempt.pk}/" in html


def test_cards_that_are_due_come_next(student_client: Client, student: User, quiz: Quiz) -> None:
    take(student, quiz, 0)
    html = page(student_client)
    assert first_thing(html) == "Study the cards"
    assert "4 cards wait for you" in html


def test_one_who_is_new_is_offered_a_quiz_before_new_cards(
    student_client: Client, quiz: Quiz
) -> None:
    html = page(student_client)
    assert first_thing(html) == "Start the quiz"
    assert "Study 4 cards" in html


def test_new_cards_come_before_a_quiz_that_was_taken(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    submit(start_attempt(student, quiz, "en", NOW).pk, student, NOW)
    assert first_thing(page(student_client)) == "Study the cards"


def test_with_no_card_left_a_quiz_can_be_taken_again(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    User.objects.update(new_cards_per_day=0)
    submit(start_attempt(student, quiz, "en", NOW).pk, student, NOW)
    assert first_thing(page(student_client)) == "Take it again"


def test_a_quiz_that_is_not_offered_first_says_that_it_is_one(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    take(student, quiz, 0)
    html = page(student_client)
    assert first_thing(html) == "Study the cards"
    link = html.split(f'href="/quizzes/{quiz.key}/"')[1].split("</li>")[0]
    assert link.endswith("· 4 questions</p>")


def test_only_what_waits_is_counted(student_client: Client, student: User, quiz: Quiz) -> None:
    take(student, quiz, 0)
    assert ">4 to recall</p>" in page(student_client)
    User.objects.update(new_cards_per_day=0)
    Memory.objects.all().delete()
    assert ">none today</p>" in page(student_client, "/study/choose/")


@pytest.mark.parametrize(
    "conditions",
    [
        {"closes_at": NOW},
        {"opens_at": NOW + timedelta(days=100_000)},
        {"attempts_allowed": 1},
        {"access_code": "7"},
    ],
    ids=["closed", "early", "used up", "by code"],
)
def test_a_quiz_that_cannot_be_started_at_once_is_not_offered(
    student_client: Client, student: User, quiz: Quiz, conditions: dict[str, object]
) -> None:
    User.objects.update(new_cards_per_day=0)
    submit(start_attempt(student, quiz, "en", NOW - timedelta(days=1)).pk, student, NOW)
    Quiz.objects.update(**conditions)
    html = page(student_client)
    assert "Nothing to do now" in html
    assert f"/quizzes/{quiz.key}/" not in html


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({"closes_at": NOW}, "This quiz is closed."),
        ({"opens_at": NOW + timedelta(days=100_000)}, "Not open yet."),
        ({"attempts_allowed": 1}, "No attempts left."),
    ],
    ids=["closed", "early", "used up"],
)
def test_a_quiz_that_cannot_be_started_says_so_and_leads_on(
    student_client: Client, student: User, quiz: Quiz, conditions: dict[str, object], told: str
) -> None:
    submit(start_attempt(student, quiz, "en", NOW - timedelta(days=1)).pk, student, NOW)
    Quiz.objects.update(**conditions)
    html = page(student_client, f"/quizzes/{quiz.key}/")
    assert told in html
    assert first_thing(html) == "Study the cards"


def test_the_code_of_a_quiz_is_asked_on_its_own_page_only(client: Client, quiz: Quiz) -> None:
    Quiz.objects.update(access_code="7", open_to_guests=True)
    assert 'name="access_code"' not in page(client, "/articles/cotton/")
    assert 'name="access_code"' in page(client, f"/quizzes/{quiz.key}/")


def test_an_empty_site_says_so(student_client: Client) -> None:
    assert "Nothing to do now" in page(student_client)


def test_scores_stand_as_a_line_and_as_a_table(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    for day, right in enumerate((1, 2, 4)):
        take(student, quiz, right, day)
    html = page(student_client, "/scores/")
    assert html.count('class="chart__dot"') == 3
    assert html.split("</figure>")[0].count("chart__line") == 2
    assert re.search(r"<td>6 July</td><td>25%</td>", html)
    assert "first 25%, latest 100%" in html
    assert "3 quizzes taken" in html


def test_scores_stand_per_topic(student_client: Client, student: User, quiz: Quiz) -> None:
    take(student, quiz, 4)
    take(student, quiz, 1, 1)
    html = page(student_client, "/scores/")
    for topic, line, latest in (("People", "100%, 50%", "50%"), ("Land", "100%, 0%", "0%")):
        row = html.split(f">{topic}</span></th>")[1].split("</tr>")[0]
        assert f'aria-label="{line}"' in row
        assert f'<td class="end">{latest}</td>' in row


def test_nobody_sees_the_scores_of_another(
    student2_client: Client, student: User, quiz: Quiz
) -> None:
    take(student, quiz, 4)
    assert "No score yet" in page(student2_client, "/scores/")


@pytest.mark.parametrize("times", [2, 6])
@pytest.mark.parametrize(("path", "queries"), [("/", 22), ("/scores/", 10)])
def test_the_number_of_queries_does_not_grow_with_the_quizzes_taken(
    student_client: Client,
    student: User,
    quiz: Quiz,
    django_assert_num_queries: DjangoAssertNumQueries,
    times: int,
    path: str,
    queries: int,
) -> None:
    for day in range(times):
        take(student, quiz, 2, day)
        make_quiz(quiz.article, f"other-{day}", drawn=2)
    with django_assert_num_queries(queries):
        page(student_client, path)


def test_the_first_page_counts_only_the_cards_that_may_be_shown(
    student_client: Client, student: User, quiz: Quiz
) -> None:
    article = quiz.article
    two = make_quiz(article, "two", items=list(article.items.order_by("pk"))[:2])
    start_attempt(student, two, "en", NOW)
    assert "2 cards" in page(student_client)
    assert "4 cards" not in page(student_client)
