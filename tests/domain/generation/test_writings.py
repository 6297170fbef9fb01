"""What a device takes for right without asking is what marking accepts, whatever width and case."""

from __future__ import annotations

import unicodedata

import pytest

from quizzes.domain.facts import FactBase
from quizzes.domain.items import Form
from quizzes.domain.marking import mark
from quizzes.domain.marking.writings import writings
from tests.domain.generation.every_item import every_item

pytestmark = pytest.mark.django_db
WRITTEN = {Form.NUMERIC: "number", Form.SHORT_TEXT: "text"}
WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)} | {ord(" "): 0x3000}


def test_every_writing_kept_for_a_device_is_marked_right(articles_base: FactBase) -> None:
    seen = dict.fromkeys(WRITTEN, 0)
    for _point, content in every_item(articles_base, 0):
        if content.form not in WRITTEN:
            assert writings(content) == ()
            continue
        for each in writings(content):
            for text in (each, each.upper(), each.lower(), f" {each} ", each.translate(WIDE)):
                assert unicodedata.normalize("NFKC", text).strip().lower() == (
                    unicodedata.normalize("NFKC", each).strip().lower()
                )
                assert mark(content, {WRITTEN[content.form]: text}).score == 1, text
            seen[content.form] += 1
    assert seen[Form.NUMERIC] > 200
    assert seen[Form.SHORT_TEXT] > 100


def test_the_usual_writings_of_a_figure_and_of_a_date(articles_base: FactBase) -> None:
    found = {
        point.key: writings(content)
        for point, content in every_item(articles_base, 0)
        if content.form in WRITTEN
    }
    assert {"9500", "9,500", "9500多", "more than 9,500"} <= set(found["aid-aksu-trained.trained"])
    assert all(found.values())
