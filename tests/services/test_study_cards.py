"""What a card says."""

from __future__ import annotations

import pytest

from quizzes.domain.memory.settings import Rating
from quizzes.models import Article, Fact, User
from quizzes.selectors.study import due_cards, find_card, next_card
from tests.factories import (
    make_article,
)
from tests.services.study_points import MINUTE, NOW, bank, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    return make_article(topics=("people", "money"))


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
