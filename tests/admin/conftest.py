"""What the tests of the admin share: the fields of its pages, as a browser would send them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quizzes.models import Article
from tests.factories import make_article, make_entity, make_unit

Sent = Callable[..., dict[str, Any]]


@pytest.fixture
def article(db: None) -> Article:
    make_unit()
    make_entity("aksu", name_zh_hans="阿克苏市", name_en="Aksu City", aliases="阿克苏")
    make_entity("hotan", name_zh_hans="和田地区", name_en="Hotan Prefecture")
    return make_article("cotton")


@pytest.fixture
def fact_data(article: Article) -> Sent:
    """The fields of a good fact with two points; keyword arguments change some of them."""

    def fields(**changed: Any) -> dict[str, Any]:
        topic, passage = article.topics.get(), article.passages.get(number=2)
        return {
            "article": article.pk,
            "topic": topic.pk,
            "passage": passage.pk,
            "statement_zh_hans": "{city}培育了{trained}名电商人才。",
            "statement_en": "{city} had trained {trained} e-commerce workers.",
            "modality": "actual",
            "key": "aksu-trained",
            "points-TOTAL_FORMS": "2",
            "points-INITIAL_FORMS": "0",
            "points-0-name": "city",
            "points-0-kind": "entity",
            "points-0-entity": "阿克苏",
            "points-1-name": "trained",
            "points-1-kind": "quantity",
            "points-1-exclusive": "on",
            "points-1-question_zh_hans": "阿克苏市培育了多少名电商人才？",
            "points-1-question_en": "How many e-commerce workers had Aksu City trained?",
            "points-1-amount": "9,500",
            "points-1-unit": unit_id(),
            "points-1-bound": "over",
            **changed,
        }

    return fields


@pytest.fixture
def choice(article: Article) -> Sent:
    """The fields of a good question with three options; keyword arguments change some."""

    def fields(**changed: Any) -> dict[str, Any]:
        return {
            "article": article.pk,
            "form": "single_choice",
            "stem_zh_hans": "哪座城市培育了电商人才？",
            "stem_en": "Which city trained e-commerce workers?",
            "options-key": "1",
            "options-0-zh-hans": "和田",
            "options-0-en": "Hotan",
            "options-0-why-en": "That is elsewhere.",
            "options-1-zh-hans": "阿克苏",
            "options-1-en": "Aksu",
            "options-2-zh-hans": "喀什",
            "options-2-en": "Kashgar",
            "explanation_zh_hans": "阿克苏市培育了电商人才。",
            "explanation_en": "Aksu City trained them.",
            **changed,
        }

    return fields


def unit_id() -> int:
    return make_unit().pk
