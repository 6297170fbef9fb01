"""What a quiz's rule draws for a learner, from the bank as it is."""

from __future__ import annotations

from collections import Counter

import pytest

from quizzes.domain.items import ChoiceBody, Form
from quizzes.models import Article, Attempt, Item, Memory, Point, Quiz, User
from quizzes.services.attempts import start_attempt
from quizzes.services.drawing import versions_for
from tests.factories import NOW, choice_body, make_article, make_bank, make_item, make_quiz

FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE)


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "trade", "roads"))


@pytest.fixture
def bank(article: Article) -> list[Item]:
    """Thirty points: ten a topic, forms in turn."""
    return make_bank(article, 30, FORMS)


def meet(learner: User, items: list[Item]) -> set[int]:
    """The learner met these items' points; their ids."""
    points = [item.point for item in items if item.point]
    for point in points:
        Memory.objects.create(
            learner=learner,
            point=point,
            state=Memory.State.REVIEW,
            stability=3,
            difficulty=5,
            due_at=NOW,
            reviewed_at=NOW,
        )
    return {point.pk for point in points}


def points_drawn(quiz: Quiz, learner: User, seed: int = 1) -> set[int]:
    return {v.item.point_id or 0 for v in versions_for(quiz, "en", seed, learner)}


def rule(quiz: Quiz, **columns: object) -> Quiz:
    for name, value in columns.items():
        setattr(quiz, name, value)
    quiz.save()
    return quiz


@pytest.mark.parametrize("seed", range(5))
def test_shares_of_new_and_known_points_hold(
    student: User, article: Article, bank: list[Item], seed: int
) -> None:
    met = meet(student, bank[:15])
    quiz = rule(make_quiz(article, drawn=10), new_share=70, known_share=30)
    drawn = points_drawn(quiz, student, seed)
    assert (len(drawn), len(drawn & met)) == (10, 3)


def test_what_is_new_to_one_learner_is_known_to_another(
    student: User, student2: User, article: Article, bank: list[Item]
) -> None:
    met = meet(student, bank[:15])
    quiz = rule(make_quiz(article, drawn=10), known_share=100)
    assert points_drawn(quiz, student) <= met
    assert len(points_drawn(quiz, student2)) == 10


@pytest.mark.parametrize("known", [0, 2, 30])
def test_where_too_few_points_are_new_or_known_the_quiz_is_still_whole(
    student: User, article: Article, bank: list[Item], known: int
) -> None:
    met = meet(student, bank[:known])
    quiz = rule(make_quiz(article, drawn=10), new_share=50, known_share=50)
    drawn = points_drawn(quiz, student)
    assert len(drawn) == 10
    assert len(drawn & met) == {0: 0, 2: 2, 30: 10}[known]


def test_a_few_known_points_are_found_in_a_large_bank(
    student: User, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample of a large bank would miss them."""
    monkeypatch.setattr("quizzes.services.sampling.PROBE", 10)
    monkeypatch.setattr("quizzes.services.sampling.SAMPLE", 20)
    met = meet(student, make_bank(article, 120)[40:43])
    quiz = rule(make_quiz(article, drawn=6), known_share=50)
    assert met <= points_drawn(quiz, student)


def test_topics_and_forms_of_the_rule_hold(
    student: User, article: Article, bank: list[Item]
) -> None:
    quiz = rule(make_quiz(article, drawn=8), forms=["true_false"])
    quiz.topics.set(article.topics.filter(key__in=["people", "roads"]))
    drawn = versions_for(quiz, "en", 1, student)
    assert {version.item.form for version in drawn} == {"true_false"}
    topics = Counter(v.item.point.fact.topic.key for v in drawn if v.item.point)
    assert topics == {"people": 4, "roads": 4}


def test_further_topics_come_beside_the_quizs_own(article: Article, bank: list[Item]) -> None:
    quiz = make_quiz(article, drawn=8, topic=article.topics.get(key="trade"))
    quiz.topics.set(article.topics.filter(key="roads"))
    drawn = versions_for(quiz, "en", 1)
    assert {v.item.point.fact.topic.key for v in drawn if v.item.point} == {"trade", "roads"}


def test_questions_of_a_withdrawn_fact_are_not_drawn(article: Article, bank: list[Item]) -> None:
    """Not even before the bank was refreshed."""
    article.facts.exclude(key__in=["cotton-3", "cotton-4"]).update(status="draft")
    drawn = versions_for(make_quiz(article, drawn=10), "en", 1)
    assert {version.item.key.partition(".")[0] for version in drawn} == {"cotton-3", "cotton-4"}


def attempt(learner: User, quiz: Quiz, language: str, seed: int) -> Attempt:
    return start_attempt(learner, quiz, language, NOW, seed)


def test_a_fixed_draw_asks_everyone_the_same_in_every_language(
    student: User, student2: User, article: Article, bank: list[Item]
) -> None:
    make_item(article, key="only-english", languages=("en",))
    quiz = rule(make_quiz(article, drawn=10), draw_seed=7)
    one, other = attempt(student, quiz, "en", 1), attempt(student2, quiz, "zh-hans", 2)
    asked = [list(each.slots.values_list("version", flat=True)) for each in (one, other)]
    assert asked[0] == asked[1]
    orders = [list(each.slots.values_list("option_order", flat=True)) for each in (one, other)]
    assert orders[0] != orders[1]  # neighbours see the options in an order of their own
    rule(quiz, draw_seed=8)
    assert [version.pk for version in versions_for(quiz, "en", 1)] != asked[0]


def test_the_key_stands_at_each_place_about_as_often(student: User, article: Article) -> None:
    """Four options, 400 sittings: 100 each, within four standard deviations (8.7)."""
    point = Point.objects.get(pk=make_bank(article, 1)[0].point_id)
    body: ChoiceBody = choice_body(wrong=("8,500", "7,500", "6,500"))
    item = make_item(point.fact.points.get(), Form.MULTIPLE_CHOICE, body=body)
    quiz = make_quiz(article, items=[item])
    places: Counter[int] = Counter()
    for seed in range(400):
        started = attempt(student, quiz, "en", seed)
        places[started.slots.get().option_order.index("a")] += 1
        started.delete()
    assert set(places) == {0, 1, 2, 3}
    assert all(abs(count - 100) < 35 for count in places.values()), places
