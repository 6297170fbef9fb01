"""What a teacher sees of a fact before it is published."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from quizzes.domain.items import Form
from quizzes.models import Fact, Item
from quizzes.services.previews import preview_record
from tests.factories import make_article, make_fact, make_point

pytestmark = pytest.mark.django_db


def test_a_draft_shows_its_items_and_card_in_both_languages_and_keeps_nothing() -> None:
    fact = make_fact(make_article(), status=Fact.Status.DRAFT)
    make_point(fact)
    (preview,) = preview_record(fact)
    assert {each.form for each in preview.forms} == {
        Form.SINGLE_CHOICE,
        Form.TRUE_FALSE,
        Form.NUMERIC,
        Form.CLOZE,
    }
    for content in preview.items:
        assert content.languages == ("en", "zh-hans")
    assert preview.card is not None
    assert preview.card.back["en"] == "9,500"
    assert not Item.objects.exists()


def test_what_cannot_be_made_says_why_in_the_teachers_language() -> None:
    fact = make_fact(make_article())
    make_point(fact, exclusive=False)
    with override("en"):
        (preview,) = preview_record(fact)
    assert preview.items == ()
    assert preview.card is not None
    assert all(each.reason.startswith("Another value may be right") for each in preview.forms)
