"""Choosing what to study: an exam, the mistakes, an article, a topic; each says what waits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Exam, Memory, User
from quizzes.selectors.exams import upcoming_exams
from quizzes.selectors.study import study_queue
from quizzes.selectors.study_choices import study_choices
from quizzes.selectors.study_exam import exam_queue
from quizzes.services.attempts import start_attempt
from quizzes.services.exams import ExamError, keep_exam
from tests.factories import make_article, make_fact, make_item, make_point, make_quiz
from tests.personas import signed_in
from tests.services.study_points import DAY, MINUTE, NOW, bank, know, rate

pytestmark = pytest.mark.django_db
PAGE, KEEP, EXAMS, CHOICES = (
    "/study/choose/",
    "/study/exams/",
    "/api/v1/exams/",
    "/api/v1/cards/choices/",
)
EXAM = (NOW + 4 * DAY).date()


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "money"))


def page(client: Client, path: str = PAGE) -> str:
    response = client.get(path, follow=True, headers={"accept-language": "en"})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def some_study(learner: User, article: Article) -> None:
    """Due and fresh cards, a leech, a card on a step, siblings, one open quiz, and new points."""
    people = bank(article, 8)
    bank(article, 3, "money", "price")
    for point in people[:4]:
        know(learner, point, 10, 5)
    sibling = make_point(article.facts.get(key="fact-0"), "second", position=2)
    know(learner, f"fact-0.{sibling.name}", 10, 5)
    make_point(article.facts.get(key="fact-1"), "second", position=2)
    Memory.objects.filter(point__fact__key="fact-2").update(lapses=8)
    rate(learner, people[4], Rating.AGAIN, NOW - 5 * MINUTE)
    rate(learner, "price-0.count", Rating.EASY, NOW - MINUTE)
    asked = [
        make_item(article.facts.get(key=key).points.get(name="count"))
        for key in ("fact-3", "fact-7")
    ]
    start_attempt(learner, make_quiz(article, items=asked), "en", NOW)


def test_each_topic_says_what_a_session_of_it_begins_with(student: User, article: Article) -> None:
    some_study(student, article)
    (choice,) = study_choices(student, NOW, "en").articles
    assert [(topic.key, topic.due, topic.unmet) for topic in choice.topics] == [
        ("people", 3, 4),
        ("money", 0, 2),
    ]
    for topic in choice.topics:
        assert topic.due == study_queue(student, NOW, "cotton", topic.key).counts.due
    assert choice.due == study_queue(student, NOW, "cotton").counts.due


@pytest.mark.parametrize("topic", [None, "people", "money"])
@pytest.mark.parametrize("days", [0, 1, 4])
def test_an_exam_says_what_it_asks_for_today(
    student: User, article: Article, topic: str | None, days: int
) -> None:
    some_study(student, article)
    day = (NOW + days * DAY).date()
    keep_exam(student, "cotton", topic, day, NOW)
    (choice,) = study_choices(student, NOW, "en").exams
    counts = exam_queue(student, NOW, day, "cotton", topic).counts
    assert (choice.due, choice.new) == (counts.due, counts.new)


def test_the_page_leads_to_each_of_them(
    student_client: Client, student: User, article: Article
) -> None:
    bank(article, 2)
    bank(article, 1, "money", "price")
    html = page(student_client)
    assert '<p class="lead">3 new cards</p>' in html
    assert '<a href="/study/?article=cotton">' in html
    assert '<a href="/study/?article=cotton&amp;topic=money">' in html
    assert '<p class="small soft">3 new cards</p>' in html
    assert "mistakes=1" not in html
    day = tomorrow()
    student_client.post(KEEP, {"of": "cotton/money", "day": day})
    html = page(student_client)
    assert f"/study/?article=cotton&amp;topic=money&amp;exam={day}" in html
    assert "1 day left" in html
    assert "1 day left · 1 new card" in html


def test_what_a_session_is_about_can_be_changed_from_where_it_ends(
    student_client: Client, article: Article
) -> None:
    bank(article, 1)
    assert f'href="{PAGE}"' in page(student_client, "/")
    User.objects.update(new_cards_per_day=0)
    assert f'href="{PAGE}"' in page(student_client, "/study/")


def test_an_exam_is_kept_shown_on_the_first_page_moved_and_removed(
    student_client: Client, student2_client: Client, article: Article
) -> None:
    bank(article, 2)
    day, later = tomorrow(), (timezone.localdate() + timedelta(days=9)).isoformat()
    for each in (day, later):
        answer = student_client.post(KEEP, {"of": "cotton", "day": each})
        assert answer.headers["Location"] == f"/study/?article=cotton&exam={each}"
    exam = Exam.objects.get()
    assert f"/study/?article=cotton&amp;exam={later}" in page(student_client, "/")
    assert student2_client.post(f"/study/exams/{exam.pk}/remove/").status_code == 302
    assert Exam.objects.exists()
    gone = student_client.post(f"/study/exams/{exam.pk}/remove/", follow=True)
    assert "The exam is removed." in gone.content.decode()
    assert not Exam.objects.exists()


@pytest.mark.parametrize(
    ("of", "day", "said"),
    [
        ("cotton", "2001-01-01", "That day is over."),
        ("cotton", "soon", "Give the day of the exam."),
        ("cotton/silk", "2999-01-01", "Choose an article or a topic."),
        ("nothing", "2999-01-01", "Choose an article or a topic."),
    ],
)
def test_what_is_no_exam_is_said_beside_its_field_and_kept_nowhere(
    student_client: Client, article: Article, of: str, day: str, said: str
) -> None:
    bank(article, 1)
    sent = {"of": of, "day": day}
    html = student_client.post(KEEP, sent, headers={"accept-language": "en"}).content.decode()
    assert said in html
    assert 'aria-invalid="true"' in html
    assert not Exam.objects.exists()


def test_an_exam_is_over_with_the_learners_study_day_and_not_with_the_servers(
    student: User, article: Article
) -> None:
    bank(article, 1)
    keep_exam(student, "cotton", None, date(2025, 7, 6), NOW)
    three = datetime(2025, 7, 7, 3, tzinfo=UTC)
    for zone, is_over in (
        ("Asia/Shanghai", True),  # eleven in the morning
        ("Europe/London", False),  # four at night, summer time: the study day begins
        ("America/New_York", False),  # the evening before
    ):
        student.time_zone = zone
        moment = three - MINUTE if zone == "Europe/London" else three
        assert (upcoming_exams(student, moment, "en") == []) is is_over
    student.time_zone = "America/New_York"
    student.save()
    assert keep_exam(student, "cotton", None, date(2025, 7, 6), three)
    student.time_zone = "Asia/Shanghai"
    student.save()
    with pytest.raises(ExamError, match="day_over"):
        keep_exam(student, "cotton", None, date(2025, 7, 6), three)


def test_what_is_over_is_shown_no_more_and_forgotten_with_the_next_one(
    student_client: Client, student: User, article: Article
) -> None:
    bank(article, 1)
    Exam.objects.create(learner=student, article=article, day=date(2001, 1, 1))
    assert "exam=2001" not in page(student_client) + page(student_client, "/")
    student_client.post(KEEP, {"of": "cotton/people", "day": tomorrow()})
    assert Exam.objects.get().topic is not None


def test_programs_keep_list_and_remove_exams(
    student_api: APIClient, student2_api: APIClient, article: Article
) -> None:
    bank(article, 1)
    day = tomorrow()
    made = student_api.post(EXAMS, {"article": "cotton", "topic": "people", "day": day})
    assert made.status_code == 201
    exam = made.json()
    assert (exam["topic"], exam["days_left"], exam["title"]["text"]) == (
        "people",
        1,
        "Title of cotton",
    )
    assert student_api.get(EXAMS).json()["exams"] == [exam]
    choices = student_api.get(CHOICES).json()
    assert choices["exams"] == [{"exam": exam, "due": 0, "new": 1}]
    assert [topic["unmet"] for topic in choices["articles"][0]["topics"]] == [1]
    address = f"{EXAMS}{exam['id']}/"
    assert student2_api.get(EXAMS).json()["exams"] == []
    assert student2_api.delete(address).status_code == 404
    assert student_api.delete(address).status_code == 204
    assert student_api.delete(address).status_code == 404


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({"day": "2001-01-01"}, "day", "day_over"),
        ({"article": "no"}, "article", "unknown_article"),
        ({"topic": "no"}, "topic", "unknown_topic"),
        ({"day": "soon"}, "day", "invalid"),
    ],
)
def test_what_is_no_exam_is_refused_with_its_field(
    student_api: APIClient, article: Article, sent: dict[str, str], field: str, code: str
) -> None:
    bank(article, 1)
    answer = student_api.post(EXAMS, {"article": "cotton", "day": "2999-01-01"} | sent)
    assert answer.status_code == 400
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]


def test_the_database_keeps_one_exam_of_each(student: User, article: Article) -> None:
    for topic in (None, article.topics.get(key="people")):
        Exam.objects.create(learner=student, article=article, topic=topic, day=EXAM)
        with pytest.raises(IntegrityError), transaction.atomic():
            Exam.objects.create(learner=student, article=article, topic=topic, day=EXAM)


def test_choosing_costs_the_same_for_many_articles_and_exams(
    student: User, article: Article
) -> None:
    def cost() -> tuple[int, int]:
        found = []
        for call in (
            lambda: study_choices(User.objects.get(), NOW, "en"),
            lambda: page(signed_in(student)),
        ):
            with CaptureQueriesContext(connection) as queries:
                call()
            found.append(len(queries))
        return found[0], found[1]

    some_study(student, article)
    keep_exam(student, "cotton", None, date(2999, 1, 1), NOW)
    few = cost()
    for number in range(4):
        other = make_article(f"other-{number}")
        make_point(make_fact(other, f"other-{number}"))
        keep_exam(student, other.key, None, date(2999, 1, 1), NOW)
    assert cost() == few
    assert few[0] == 12  # one of them is of the account


def test_choosing_is_for_those_who_signed_in(client: Client) -> None:
    for answer in (client.get(PAGE), client.post(KEEP), client.post("/study/exams/1/remove/")):
        assert answer.headers["Location"].startswith("/accounts/login/")
