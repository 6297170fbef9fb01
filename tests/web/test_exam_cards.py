"""Studying for an exam: every card of an article or topic each day, the least remembered first."""

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
from quizzes.models import Article, Memory, User
from quizzes.selectors.study_exam import exam_queue
from quizzes.services.attempts import start_attempt
from tests.factories import make_article, make_item, make_point, make_quiz
from tests.services.study_points import DAY, MINUTE, NOW, bank, keys, know, rate

pytestmark = pytest.mark.django_db
EXAM = (NOW + 4 * DAY).date()


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "money"))


def test_known_cards_come_due_or_not_the_lowest_retrievability_first(
    student: User, article: Article
) -> None:
    points = bank(article, 3)
    for point, stability in zip(points, (50, 5, 20), strict=True):
        know(student, point, 10, stability)
    Memory.objects.update(due_at=NOW + 30 * DAY)
    queue = exam_queue(student, NOW, EXAM, "cotton")
    assert keys(queue.due) == [points[1], points[2], points[0]]


def test_a_card_comes_once_a_day_and_a_forgotten_one_again_in_minutes(
    student: User, article: Article
) -> None:
    points = bank(article, 2)
    for point in points:
        rate(student, point, Rating.EASY, NOW - 10 * DAY)
    rate(student, points[0], Rating.GOOD, NOW)
    rate(student, points[1], Rating.AGAIN, NOW)
    queue = exam_queue(student, NOW + MINUTE, EXAM, "cotton")
    assert (keys(queue.due), keys(queue.soon)) == ([], [points[1]])
    later = exam_queue(student, NOW + 30 * MINUTE, EXAM, "cotton")
    assert keys(later.due) == [points[1]]
    tomorrow = exam_queue(student, NOW + DAY, EXAM, "cotton")
    assert set(keys(tomorrow.due)) == set(points)


def test_new_points_are_shared_out_among_the_days_whatever_the_daily_limit(
    student: User, article: Article
) -> None:
    student.new_cards_per_day = 0
    points = bank(article, 10)
    assert keys(exam_queue(student, NOW, EXAM, "cotton").new) == points[:3]  # 10 in 4 days
    rate(student, points[0], Rating.EASY)
    assert keys(exam_queue(student, NOW, EXAM, "cotton").new) == points[1:3]
    last_day = exam_queue(student, NOW, NOW.date(), "cotton")
    assert keys(last_day.new) == points[1:]


def test_siblings_are_not_buried(student: User, article: Article) -> None:
    (point,) = bank(article, 1)
    fact = make_point(article.facts.get(), "second", position=2).fact
    for name in ("count", "second"):
        know(student, f"{fact.key}.{name}", 10, 5)
    assert set(keys(exam_queue(student, NOW, EXAM, "cotton").due)) == {point, f"{fact.key}.second"}


def test_it_can_be_of_one_topic_and_leaves_out_leeches_and_what_an_open_quiz_asks(
    student: User, article: Article
) -> None:
    people, money = bank(article, 3), bank(article, 1, "money", "price")
    for point in (*people, *money):
        know(student, point, 10, 5)
    assert keys(exam_queue(student, NOW, EXAM, "cotton", "money").due) == money
    Memory.objects.filter(point__fact__key="fact-0").update(lapses=8)
    item = make_item(article.facts.get(key="fact-1").points.get())
    start_attempt(student, make_quiz(article, items=[item]), "en", NOW)
    queue = exam_queue(student, NOW, EXAM, "cotton", "people")
    assert keys(queue.due) == people[2:]
    assert queue.counts.kept_back == 1


def test_a_cram_review_is_an_ordinary_review_of_the_days_that_passed(
    student: User, article: Article
) -> None:
    early, due = bank(article, 2)
    for point, days in ((early, 1), (due, 10)):
        rate(student, point, Rating.EASY, NOW - days * DAY)
        rate(student, point)
    stability = dict(Memory.objects.values_list("point__fact__key", "stability"))
    assert stability["fact-0"] < stability["fact-1"]  # fresh still: little was shown by recalling


def test_the_queue_costs_the_same_for_many_cards(student: User, article: Article) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            exam_queue(student, NOW, EXAM, "cotton")
        return len(queries)

    know(student, bank(article, 2)[0], 10, 5)
    few = cost()
    for point in bank(article, 12, prefix="more"):
        know(student, point, 10, 5)
    assert cost() == few == 8


def page(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_article_leads_to_it_and_the_scope_stays_from_card_to_card(
    student_client: Client, article: Article
) -> None:
    points = bank(article, 2)
    html = page(student_client, "/articles/cotton/")
    assert 'value="cotton/money"' in html
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    scope = {"article": "cotton", "exam": day}
    kept = student_client.post("/study/exams/", {"of": "cotton", "day": day}, follow=True)
    assert kept.redirect_chain[-1][0] == f"/study/?article=cotton&exam={day}"
    html = kept.content.decode()
    assert f"/study/cards/{points[0]}/?article=cotton&amp;exam={day}" in html
    assert re.search(r"Exam on [^·]+ · 2 new cards", html)
    html = page(student_client, f"/study/cards/{points[0]}/?article=cotton&exam={day}")
    assert f'name="exam" value="{day}"' in html
    for point in points:
        sent = scope | {"rating": "4", "id": str(uuid.uuid4())}
        answer = student_client.post(f"/study/cards/{point}/", sent)
        assert answer.headers["Location"] == f"/study/?article=cotton&exam={day}"
    assert "is done. Come back tomorrow." in page(student_client, answer.headers["Location"])


def test_after_the_day_it_says_so_and_goes_on_as_usual(
    student_client: Client, article: Article
) -> None:
    bank(article, 1)
    html = page(student_client, "/study/?article=cotton&exam=2001-01-01")
    assert "The day of the exam is over." in html
    assert "Show the answer" in html
    assert "Show the answer" in page(student_client, "/study/?article=cotton&exam=soon")


def test_programs_ask_for_an_exam_too(student_api: APIClient, article: Article) -> None:
    points = bank(article, 2)
    day = timezone.localdate().isoformat()
    body = student_api.get(f"/api/v1/cards/due/?article=cotton&exam={day}").json()
    assert [card["point"] for card in body["cards"]] == points
    refused = student_api.get(f"/api/v1/cards/due/?exam={day}")
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
