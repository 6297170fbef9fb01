"""What a learner sees of their own memory, on the page and in the mastery map."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Fact, Memory, Point, User
from quizzes.services.attempts import save_response, start_attempt, submit
from tests.factories import KEPT_BACK, make_article, make_bank, make_fact, make_point, make_quiz
from tests.services.study_points import rate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAP = "/progress/cotton/"
ASKED = "ow many at cotton-{}?"  # after "According to the article, h"


@pytest.fixture
def article() -> Article:
    found = make_article("cotton", topics=("people", "land"))
    make_bank(found, 4)
    return found


def remember(learner: User, point: str, due_in: float, state: str = "review") -> None:
    """A memory of 20 days, last recalled a day ago."""
    fact, name = point.split(".")
    now = timezone.now()
    Memory.objects.create(
        learner=learner,
        point=Point.objects.get(fact__key=fact, name=name),
        state=state,
        stability=20,
        difficulty=5,
        due_at=now + due_in * DAY,
        reviewed_at=now - DAY,
        repetitions=3,
    )


def recall(learner: User, point: str, rating: Rating = Rating.GOOD) -> None:
    """A card learnt twenty days ago, and rated today."""
    now = timezone.now()
    rate(learner, point, Rating.EASY, now - 20 * DAY)
    rate(learner, point, rating, now)


def page(client: Client, path: str = "/progress/") -> str:
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def text(html: str) -> str:
    """What is read, without tags and doubled spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def cells(html: str) -> list[tuple[str, str]]:
    """How each cell of the map stands, with its number."""
    found = re.findall(r'class="mastery mastery--(\w+)" href="#point-(\d+)"', html)
    return [(number, mastery) for mastery, number in found]


def test_who_has_studied_nothing_is_told_what_to_do(student_client: Client) -> None:
    shown = page(student_client)
    assert "Nothing to show yet" in shown
    assert 'href="/articles/"' in shown
    assert "<figure" not in shown


def test_cards_due_are_told_with_what_is_overdue(
    student_client: Client, student: User, article: Article
) -> None:
    for number, due_in in enumerate((-3, -0.001, 2)):
        remember(student, f"cotton-{number}.count", due_in)
    shown = text(page(student_client))
    assert "2 cards are due today" in shown
    assert "of them since earlier" in shown
    assert 'aria-label="Forecast of 30 days: 2 due today, 3 in all"' in page(student_client)


def test_each_chart_has_a_name_and_a_table(
    student_client: Client, student: User, article: Article
) -> None:
    for number in range(4):
        remember(student, f"cotton-{number}.count", 2)
    rate(student, "cotton-0.count", Rating.GOOD, timezone.now())
    shown = page(student_client)
    assert all("aria-label" in chart for chart in re.findall(r'<svg[^>]*role="img"[^>]*>', shown))
    assert shown.count("<figure") == shown.count("<table") == 4
    assert not re.search(r"<[^>]+ style=", shown)


def test_one_review_is_too_few_for_a_share_and_one_point_for_a_median(
    student_client: Client, student: User, article: Article
) -> None:
    recall(student, "cotton-0.count")
    shown = text(page(student_client))
    assert "In the last 30 days 1 known cards came back: too few for a share" in shown
    assert "too few n=1" in shown


def test_retention_is_told_with_its_interval(
    student_client: Client, student: User, article: Article
) -> None:
    for number in range(4, 10):
        make_point(make_fact(article, f"cotton-{number}"))
    for number in range(10):
        recall(student, f"cotton-{number}.count", Rating.GOOD if number else Rating.AGAIN)
    shown = text(page(student_client))
    assert "you recalled 90% of 10 known cards (60% to 98% with 95% confidence)" in shown
    assert "You aimed for 90%" in shown


def test_days_of_study_are_counted_and_days_without_are_not_reproached(
    student_client: Client, student: User, article: Article
) -> None:
    now = timezone.now()
    rate(student, "cotton-0.count", Rating.GOOD, now - 9 * DAY)
    rate(student, "cotton-1.count", Rating.GOOD, now - 2 * DAY)
    shown = page(student_client)
    assert "2 days of study in 26 weeks" in text(shown)
    assert "streak" not in shown.lower()


def test_the_map_shows_how_each_point_stands(
    student_client: Client, student: User, article: Article
) -> None:
    remember(student, "cotton-0.count", 5)
    remember(student, "cotton-1.count", -5)
    remember(student, "cotton-2.count", 0, "learning")
    shown = page(student_client, MAP)
    # In the order of the topics: 0 and 2 are of the first, 1 and 3 of the second.
    assert cells(shown) == [("1", "known"), ("2", "learning"), ("3", "slipping"), ("4", "new")]
    for words in ("Known 1", "Slipping 1", "Being learnt 1", "Still new 1"):
        assert words in text(shown)


def test_the_map_shows_a_question_once_it_was_met_and_never_an_answer(
    student_client: Client, student: User, article: Article
) -> None:
    before = page(student_client, MAP)
    assert "ow many at" not in before
    assert "cotton-0" not in before
    remember(student, "cotton-0.count", 5)
    after = page(student_client, MAP)
    assert ASKED.format(0) in after
    assert ASKED.format(1) not in after
    assert KEPT_BACK not in after
    assert "1000" not in after  # its value, which is also written 1,000
    assert "1,000" not in after


def test_a_point_without_a_question_shows_its_statement_with_a_gap(
    student_client: Client, student: User, article: Article
) -> None:
    Point.objects.filter(fact__key="cotton-0").update(question_en="", question_zh_hans="")
    remember(student, "cotton-0.count", 5)
    shown = page(student_client, MAP)
    assert "people" in text(shown).split("The same as a table")[1]
    assert "1,000" not in shown


def test_what_an_open_quiz_asks_is_kept_back_in_map_and_numbers(
    student_client: Client, student: User, article: Article
) -> None:
    quiz = make_quiz(article, items=[article.items.get(key="cotton-0.count.single_choice")])
    remember(student, "cotton-0.count", -5)
    remember(student, "cotton-2.count", 5)
    opened = start_attempt(student, quiz, "en", timezone.now())
    shown = page(student_client, MAP)
    assert cells(shown)[0] == ("1", "kept_back")
    assert ASKED.format(0) not in shown
    assert "0 cards are due today" in text(page(student_client))
    save_response(opened.pk, student, 1, {"option": "b"}, timezone.now())
    submit(opened.pk, student, timezone.now())
    assert cells(page(student_client, MAP))[0][1] != "kept_back"


def test_a_result_that_waits_for_the_close_does_not_show_in_the_map(
    student_client: Client, student: User, article: Article
) -> None:
    item = article.items.get(key="cotton-0.count.single_choice")
    closes = timezone.now() + DAY
    quiz = make_quiz(article, items=[item], feedback="closed", closes_at=closes)
    remember(student, "cotton-0.count", 5)
    opened = start_attempt(student, quiz, "en", timezone.now())
    save_response(opened.pk, student, 1, {"option": "b"}, timezone.now())
    submit(opened.pk, student, timezone.now())
    assert cells(page(student_client, MAP))[0] == ("1", "kept_back")


def test_everybody_sees_only_their_own(
    student_client: Client, student2_client: Client, student: User, article: Article
) -> None:
    remember(student, "cotton-0.count", 5)
    assert "Nothing to show yet" in page(student2_client)
    assert {mastery for _number, mastery in cells(page(student2_client, MAP))} == {"new"}


def test_who_is_not_signed_in_is_asked_to(client: Client, article: Article) -> None:
    for path in ("/progress/", MAP):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def test_an_article_that_is_not_published_has_no_map(
    student_client: Client, article: Article
) -> None:
    Fact.objects.update(status=Fact.Status.DRAFT)
    assert student_client.get(MAP).status_code == 404


def test_home_and_the_article_lead_there(student_client: Client, article: Article) -> None:
    assert 'href="/progress/"' in page(student_client, "/")
    assert f'href="{MAP}"' in page(student_client, "/articles/cotton/")


@pytest.mark.parametrize("path", ["/progress/", MAP])
def test_queries_do_not_grow_with_what_was_studied(
    student_client: Client, student: User, article: Article, path: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(student_client, path)
        return len(captured)

    remember(student, "cotton-0.count", 0)
    rate(student, "cotton-0.count", Rating.GOOD, timezone.now())
    queries()
    before = queries()
    for name in ("silk", "wool"):
        make_bank(make_article(name), 3)
    make_bank(article, 6)
    for key in (f"{name}-{n}.count" for name in ("silk", "wool") for n in range(3)):
        remember(student, key, -1)
        rate(student, key, Rating.GOOD, timezone.now())
    for number in range(1, 10):
        remember(student, f"cotton-{number}.count", number - 3)
    assert queries() == before
