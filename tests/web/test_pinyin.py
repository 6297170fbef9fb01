"""Pinyin stands above words for those who ask for it, and nowhere else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.domain.items import Form
from quizzes.models import Attempt, Pinyin, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import both, make_article, make_item, make_quiz, text_body

pytestmark = pytest.mark.django_db
RUBY = '<rt lang="zh-Latn" aria-hidden="true">hé</rt>'


@pytest.fixture
def attempt(student: User) -> Attempt:
    """An open attempt in Chinese whose question and answer name 和田."""
    Pinyin.objects.create(word="和田", reading="hé tián")
    article = make_article("cotton")
    stem = both("Where is Hotan?", "和田在<哪里>？")
    item = make_item(article, Form.SHORT_TEXT, stem=stem, body=text_body("和田"))
    quiz = make_quiz(article, items=[item])
    return start_attempt(student, quiz, "zh-hans", timezone.now())


def ask(client: Client, choice: str = "1") -> None:
    client.post("/pinyin/", {"pinyin": choice, "next": "/"})


def question(client: Client, attempt: Attempt) -> str:
    return client.get(f"/attempts/{attempt.pk}/1/").content.decode()


def test_it_is_shown_on_request_remembered_and_put_away(
    student_client: Client, attempt: Attempt
) -> None:
    assert "<ruby>" not in question(student_client, attempt)
    ask(student_client)
    html = question(student_client, attempt)
    assert RUBY in html
    assert "和<rp" in html
    ask(student_client, "0")
    assert "<ruby>" not in question(student_client, attempt)


def test_the_text_stays_escaped(student_client: Client, attempt: Attempt) -> None:
    ask(student_client)
    html = question(student_client, attempt)
    assert "&lt;哪里&gt;" in html
    assert "<哪里>" not in html


def test_it_is_no_part_of_what_is_marked(
    student_client: Client, student: User, attempt: Attempt
) -> None:
    ask(student_client)
    student_client.post(f"/attempts/{attempt.pk}/1/", {"text": "和田"})
    student_client.post(f"/attempts/{attempt.pk}/submit/")
    attempt.refresh_from_db()
    assert attempt.score == 1
    assert RUBY in student_client.get(f"/attempts/{attempt.pk}/result/").content.decode()


def test_a_question_in_english_has_none(student_client: Client, attempt: Attempt) -> None:
    Attempt.objects.update(language="en")
    ask(student_client)
    assert "<ruby>" not in question(student_client, attempt)


def test_it_is_offered_where_a_word_has_some(student_client: Client, attempt: Attempt) -> None:
    offer = 'name="pinyin"'
    for choice in ("0", "1"):
        ask(student_client, choice)
        assert offer in question(student_client, attempt)
        assert offer not in student_client.get("/articles/").content.decode()
        assert offer in student_client.get(f"/attempts/{attempt.pk}/review/").content.decode()
    Attempt.objects.update(language="en")
    assert offer not in question(student_client, attempt)


def test_asking_never_leads_to_another_host(client: Client) -> None:
    response = client.post("/pinyin/", {"pinyin": "1", "next": "https://example.org/"})
    assert response.headers["Location"] == "/"
    assert client.get("/pinyin/").status_code == 405


def test_it_costs_one_query_however_many_words(student_client: Client, attempt: Attempt) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            question(student_client, attempt)
        return len(captured)

    with_one = queries()
    ask(student_client)
    assert queries() == with_one
    Pinyin.objects.bulk_create(Pinyin(word=f"词{n}", reading="cí") for n in range(300))
    assert queries() == with_one
    Attempt.objects.update(language="en")
    assert queries() == with_one - 1


def test_the_api_gives_it_apart_from_the_texts(
    student_api: APIClient, student: User, attempt: Attempt
) -> None:
    Pinyin.objects.create(word="北京", reading="běi jīng")
    body = student_api.get(f"/api/v1/attempts/{attempt.pk}/").json()
    assert body["pinyin"] == [{"word": "和田", "pinyin": "hé tián"}]
    assert body["slots"][0]["stem"] == "和田在<哪里>？"
    save_response(attempt.pk, student, 1, {"text": "北京"}, timezone.now())
    submit(attempt.pk, student, timezone.now())
    body = student_api.get(f"/api/v1/attempts/{attempt.pk}/result/").json()
    assert {"word": "北京", "pinyin": "běi jīng"} in body["pinyin"]


def test_a_teacher_gives_it_in_the_admin_as_they_write_it(teacher_client: Client) -> None:
    url = reverse("admin:quizzes_pinyin_add")
    teacher_client.post(url, {"word": "阿克苏", "reading": "a1ke4su1"})
    assert Pinyin.objects.get(word="阿克苏").reading == "ā kè sū"


@pytest.mark.parametrize(
    ("word", "reading", "told"),
    [
        ("和田", "hé", "one syllable for each Chinese character: 2"),
        ("和田", "hello", "This is not pinyin"),
        ("方案", "fangan", "several ways"),
        ("Hotan", "hé tián", "a Chinese character at least"),
    ],
)
def test_what_is_no_reading_is_refused_and_told(
    teacher_client: Client, word: str, reading: str, told: str
) -> None:
    response = teacher_client.post(
        reverse("admin:quizzes_pinyin_add"), {"word": word, "reading": reading}
    )
    assert response.status_code == 200
    assert told in response.content.decode()
    assert not Pinyin.objects.exists()


def test_a_student_cannot_give_any(student_client: Client) -> None:
    assert student_client.get(reverse("admin:quizzes_pinyin_add")).status_code == 302


def test_a_gap_stays_on_one_line_with_and_without_pinyin(
    student_client: Client, student: User
) -> None:
    article = make_article("gaps")
    stem = both("_____ lies in Xinjiang.", "＿＿＿在<新疆>。")
    quiz = make_quiz(article, items=[make_item(article, Form.SHORT_TEXT, stem=stem)])
    attempt = start_attempt(student, quiz, "zh-hans", timezone.now())
    for choice in ("0", "1"):
        ask(student_client, choice)
        html = question(student_client, attempt)
        assert '<span class="nowrap">＿＿＿</span>在&lt;新疆&gt;。' in html
