"""What is studied next: due cards, then new ones, one point of a fact a day."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.domain.memory.scheduling import retrievability
from quizzes.domain.memory.settings import Rating, day_start, study_day
from quizzes.models import Article, Entity, Fact, ItemVersion, Memory, Point, User
from quizzes.models.base import set_text
from quizzes.selectors import study
from quizzes.selectors.study import due_cards, find_card, next_card, study_queue
from quizzes.selectors.study_settings import settings_for
from quizzes.services.attempts import start_attempt, submit
from quizzes.services.study import record_review, undo_last_review
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import (
    both,
    make_article,
    make_entity,
    make_fact,
    make_item,
    make_point,
    make_quiz,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 6, 4, tzinfo=UTC)  # noon in Shanghai
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "money"))


def bank(article: Article, count: int, topic: str = "people", prefix: str = "fact") -> list[str]:
    """Points, each of a fact of its own, in the order of their passages; their keys."""
    keys = []
    for number in range(count):
        fact = make_fact(article, f"{prefix}-{number}", topic=topic)
        set_text(fact, "statement", both("By 2024, {count} were trained.", "已培训{count}人。"))
        fact.save()
        make_point(fact)
        keys.append(f"{fact.key}.count")
    return keys


def rate(learner: User, point: str, rating: Rating = Rating.GOOD, at: datetime = NOW) -> None:
    record_review(learner, uuid.uuid4(), point, rating, at, at)


def keys(cards: Any) -> list[str]:
    return [card.point for card in cards]


def know(learner: User, point: str, days: int, stability: float) -> None:
    """A memory of a card reviewed so many days ago, due since yesterday."""
    fact, name = point.split(".")
    Memory.objects.create(
        learner=learner,
        point=Point.objects.get(fact__key=fact, name=name),
        state=Memory.State.REVIEW,
        stability=stability,
        difficulty=5,
        due_at=NOW - DAY,
        reviewed_at=NOW - days * DAY,
        repetitions=3,
    )


def test_the_likeliest_forgotten_comes_first(student: User, article: Article) -> None:
    points = bank(article, 3)
    for point, days, stability in zip(points, (10, 30, 5), (10, 10, 50), strict=True):
        know(student, point, days, stability)
    queue = study_queue(student, NOW)
    assert keys(queue.due) == [points[1], points[0], points[2]]
    chances = [retrievability(card.memory, NOW) for card in queue.due if card.memory]
    assert chances == sorted(chances)


def test_a_step_that_has_run_out_is_taken_before_the_other_due_cards(
    student: User, article: Article
) -> None:
    points = bank(article, 2)
    know(student, points[0], 30, 5)
    rate(student, points[1], Rating.AGAIN)
    assert keys(study_queue(student, NOW).cards) == [points[0], points[1]]
    assert keys(study_queue(student, NOW + 2 * MINUTE).due) == [points[1], points[0]]


def test_new_points_come_in_the_order_of_the_article_up_to_the_daily_limit(
    student: User, article: Article
) -> None:
    student.new_cards_per_day = 3
    points = bank(article, 5)
    assert keys(study_queue(student, NOW).new) == points[:3]
    rate(student, points[0])
    rate(student, points[1])
    queue = study_queue(student, NOW)
    assert keys(queue.new) == points[2:3]
    assert (queue.counts.learned_today, queue.counts.has_more_new) == (2, True)
    rate(student, points[2])
    assert study_queue(student, NOW).new == ()
    assert keys(study_queue(student, NOW, more_new=1).new) == points[3:4]


def test_new_cards_are_counted_by_study_day_and_undoing_gives_one_back(
    student: User, article: Article
) -> None:
    student.new_cards_per_day = 1
    points = bank(article, 3)
    settings = settings_for(student)
    late = day_start(study_day(NOW, settings) + DAY, settings) - 20 * MINUTE  # 3:40 a.m.
    rate(student, points[0], Rating.EASY, late)
    assert study_queue(student, late + 10 * MINUTE).new == ()
    assert keys(study_queue(student, late + 20 * MINUTE).new) == points[1:2]
    undo_last_review(student, late + 10 * MINUTE)
    assert keys(study_queue(student, late + 10 * MINUTE).new) == points[:1]


def test_points_of_one_fact_wait_for_each_other_until_tomorrow(
    student: User, article: Article
) -> None:
    fact = make_fact(article, "pair")
    for position, name in enumerate(("count", "second")):
        make_point(fact, name, position=position)
    assert keys(study_queue(student, NOW).new) == ["pair.count"]
    rate(student, "pair.count", Rating.EASY)
    queue = study_queue(student, NOW)
    assert queue.cards == ()
    tomorrow = study_queue(student, NOW + DAY)
    assert keys(tomorrow.new) == ["pair.second"]


def test_of_two_due_siblings_the_likelier_forgotten_is_asked_and_the_other_waits(
    student: User, article: Article
) -> None:
    fact = make_fact(article, "pair")
    for name in ("count", "second"):
        make_point(fact, name)
    know(student, "pair.count", 10, 50)
    know(student, "pair.second", 10, 5)
    queue = study_queue(student, NOW)
    assert keys(queue.due) == ["pair.second"]
    rate(student, "pair.second", Rating.AGAIN)
    later = study_queue(student, NOW + 11 * MINUTE)
    assert keys(later.due) == ["pair.second"]  # its own step goes on
    settings = settings_for(student)
    assert later.counts.next_due_at == day_start(study_day(NOW, settings) + DAY, settings)


def test_a_learning_step_that_ends_soon_is_taken_when_nothing_else_is_left(
    student: User, article: Article
) -> None:
    points = bank(article, 2)
    rate(student, points[0])  # ten minutes
    queue = study_queue(student, NOW)
    assert (keys(queue.due), keys(queue.new), keys(queue.soon)) == ([], points[1:], points[:1])
    assert queue.counts.next_due_at == NOW + 10 * MINUTE
    assert keys(study_queue(student, NOW + 10 * MINUTE).due) == points[:1]


def test_drafts_and_superseded_facts_are_not_studied(student: User, article: Article) -> None:
    points = bank(article, 3)
    know(student, points[0], 30, 5)
    Fact.objects.filter(key="fact-0").update(status=Fact.Status.SUPERSEDED)
    Fact.objects.filter(key="fact-1").update(status=Fact.Status.DRAFT)
    assert keys(study_queue(student, NOW).cards) == points[2:]
    assert find_card(student, points[0], NOW, "en") is None
    assert find_card(student, "nothing.at_all", NOW, "en") is None


def test_study_can_be_of_an_article_or_of_one_of_its_topics(
    student: User, article: Article
) -> None:
    people, money = bank(article, 1), bank(article, 1, "money", "price")
    other = bank(make_article("other"), 1, prefix="other")
    know(student, money[0], 30, 5)
    assert keys(study_queue(student, NOW, "cotton").cards) == money + people
    assert keys(study_queue(student, NOW, "cotton", "people").cards) == people
    assert keys(study_queue(student, NOW, "other").cards) == other
    assert study_queue(student, NOW, "no-such-article").cards == ()


def test_learners_do_not_see_each_others_cards(
    student: User, student2: User, article: Article
) -> None:
    points = bank(article, 1)
    know(student, points[0], 30, 5)
    assert keys(study_queue(student2, NOW).due) == []
    assert keys(study_queue(student2, NOW).new) == points


def test_the_learner_is_told_when_the_next_card_comes(student: User, article: Article) -> None:
    points = bank(article, 2)
    for point in points:
        rate(student, point, Rating.EASY)
    queue = study_queue(student, NOW)
    assert queue.cards == ()
    first = student.memories.order_by("due_at")[0].due_at
    assert queue.counts.next_due_at == first
    assert (queue.counts.learned_today, queue.counts.reviewed_today) == (2, 2)
    Memory.objects.all().delete()
    Fact.objects.all().delete()
    assert study_queue(student, NOW).counts.next_due_at is None


def test_a_card_says_what_is_asked_recalled_and_where_it_comes_from(
    student: User, article: Article
) -> None:
    bank(article, 1)
    card, counts = next_card(student, NOW, "zh-hans")
    assert card is not None
    assert (card.point, card.kind, counts.new) == ("fact-0.count", "new", 1)
    assert "fact-0有多少？" in card.front.text
    assert card.back.text.startswith("9500")
    assert "已培训9500人" in card.explanation.text
    assert (card.source.publisher.text, card.source.passage) == ("人民日报", 1)
    assert card.source.passage_text == "第1段。"
    english = find_card(student, "fact-0.count", NOW, "en")
    assert english is not None
    assert english.back.text.startswith("9,500")
    assert english.front.language == "en"


def test_each_button_says_when_the_card_would_come_back(student: User, article: Article) -> None:
    points = bank(article, 1)
    card, _counts = next_card(student, NOW, "en")
    assert card is not None
    previews = {each.rating: each for each in card.previews}
    assert list(previews) == list(Rating)
    assert [previews[r].wait for r in (Rating.AGAIN, Rating.GOOD)] == [MINUTE, 10 * MINUTE]
    assert previews[Rating.AGAIN].days is None
    assert previews[Rating.EASY].days in range(6, 11)
    rate(student, points[0], Rating.EASY)
    assert student.memories.get().due_at == previews[Rating.EASY].due_at


def test_nothing_to_study_is_no_card(student: User) -> None:
    card, counts = next_card(student, NOW, "en")
    assert card is None
    assert (counts.due, counts.new, counts.next_due_at) == (0, 0, None)
    assert due_cards(student, NOW, "en")[0] == []


def test_a_fact_written_in_no_language_is_passed_over(student: User, article: Article) -> None:
    points = bank(article, 2)
    Fact.objects.filter(key="fact-0").update(
        statement="", statement_en=None, statement_zh_hans=None
    )
    card, _counts = next_card(student, NOW, "en")
    assert card is not None
    assert card.point == points[1]


def test_every_session_ends_and_every_point_has_its_turn(student: User, article: Article) -> None:
    student.new_cards_per_day = 4
    for number in range(6):
        fact = make_fact(article, f"fact-{number}")
        for position, name in enumerate(("count", "second")):
            make_point(fact, name, position=position)
    random = Random(5)
    for day in range(6):
        now, studied = NOW + day * DAY, set()
        while cards := study_queue(student, now).cards:
            studied.add((cards[0].fact_id, cards[0].point_id))
            rating = random.choices(list(Rating), (1, 1, 4, 1))[0]
            rate(student, cards[0].point, rating, now)
            now += MINUTE / 4
            assert now < NOW + (day + 1) * DAY
        assert len({fact for fact, _point in studied}) == len(studied)
        assert study_queue(student, now).counts.learned_today <= 4
    assert student.memories.count() == 12
    assert rebuild_memory(student).differences == 0


def count_queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def with_entity(fact: Fact, entity: Entity) -> None:
    make_point(fact, "place", kind="entity", entity=entity, position=5)
    set_text(fact, "statement", both("{place}: {count}.", "{place}：{count}。"))
    fact.save()


def test_the_number_of_queries_is_the_same_for_one_article_and_for_many(
    student: User, article: Article
) -> None:
    student.new_cards_per_day = 50
    region = make_entity("xinjiang")
    city = make_entity("hotan", part_of=region)

    def numbers() -> list[int]:
        return [
            count_queries(lambda: study_queue(student, NOW)),
            count_queries(lambda: next_card(student, NOW, "en")),
            count_queries(lambda: due_cards(student, NOW, "en")),
        ]

    bank(article, 2)
    with_entity(Fact.objects.get(key="fact-0"), city)
    know(student, "fact-1.count", 10, 5)
    few = numbers()
    for number in range(6):
        bank(make_article(f"article-{number}"), 4, prefix=f"more-{number}")
        with_entity(Fact.objects.get(key=f"more-{number}-0"), city)
        know(student, f"more-{number}-1.count", 10, 5)
    assert numbers() == few
    assert few[0] == 5
    assert few[2] == 9


def test_the_due_query_reads_the_index_of_learner_and_time_and_stops(
    student: User, article: Article
) -> None:
    with CaptureQueriesContext(connection) as queries:
        study_queue(student, NOW)
    due = next(q["sql"] for q in queries if "memory" in q["sql"] and "<=" in q["sql"])
    assert f"LIMIT {study.QUEUE_LIMIT}" in due
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + due)
            steps = " ".join(row[3] for row in cursor.fetchall())
        assert "memory_learner_due" in steps
        assert "SCAN" not in steps
        assert "TEMP B-TREE" not in steps


def test_the_numbers_leave_out_what_an_open_quiz_asks(student: User, article: Article) -> None:
    points = bank(article, 5)
    student.new_cards_per_day = 2
    know(student, points[0], 10, 5)
    know(student, points[1], 10, 5)
    items = [make_item(Point.objects.get(fact__key=f"fact-{number}")) for number in (0, 2)]
    attempt = start_attempt(student, make_quiz(article, items=items), "en", NOW)
    queue = study_queue(student, NOW)
    assert keys(queue.due) == points[1:2]
    assert keys(queue.new) == points[3:5]  # the day's new cards are filled up
    counts = queue.counts
    assert (counts.due, counts.new, counts.kept_back) == (1, 2, 2)
    assert not counts.has_more_new
    submit(attempt.pk, student, NOW)
    after = study_queue(student, NOW).counts
    assert after.kept_back == 0


def test_a_question_of_several_facts_keeps_the_cards_of_all_of_them_back(
    student: User, article: Article
) -> None:
    points = bank(article, 3)
    item = make_item(Point.objects.get(fact__key="fact-0"))
    ItemVersion.objects.update(asks=points[:2])
    start_attempt(student, make_quiz(article, items=[item]), "en", NOW)
    assert keys(study_queue(student, NOW).cards) == points[2:]
