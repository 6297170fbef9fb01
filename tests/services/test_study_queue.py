"""What is studied next: due cards, then new ones, one point of a fact a day."""

from __future__ import annotations

from random import Random

import pytest

from quizzes.domain.memory.scheduling import retrievability
from quizzes.domain.memory.settings import Rating, day_start, study_day
from quizzes.models import Article, Fact, Memory, User
from quizzes.selectors.study import study_queue
from quizzes.selectors.study_settings import settings_for
from quizzes.services.study import undo_last_review
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import (
    make_article,
    make_fact,
    make_point,
)
from tests.services.study_points import DAY, MINUTE, NOW, bank, keys, know, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "money"))


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


def test_who_takes_no_new_cards_is_promised_none_for_tomorrow(
    student: User, article: Article
) -> None:
    points = bank(article, 2)
    student.new_cards_per_day = 0
    counts = study_queue(student, NOW).counts
    assert (counts.new, counts.next_due_at, counts.has_more_new) == (0, None, True)
    rate(student, points[0], Rating.EASY)
    due_at = Memory.objects.get().due_at
    assert study_queue(student, NOW).counts.next_due_at == due_at
    assert keys(study_queue(student, NOW, more_new=10).new) == [points[1]]


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
