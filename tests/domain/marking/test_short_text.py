"""A short text is matched by named rules; a date or a figure is read rather than compared."""

from __future__ import annotations

from datetime import date

import pytest

from quizzes.domain.items import ItemContent
from quizzes.domain.marking import mark
from quizzes.domain.responses import MalformedResponseError
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.quantities import Bound
from tests.domain.marking.items import short_text
from tests.domain.values.samples import quantity, text

AKSU = short_text(text("阿克苏市", "Aksu City"), ("阿克苏", "Aqsu"))
PLAN = short_text(text("“蒲公英”计划", "Dandelion Programme"))
AUGUST = short_text(
    text("2024年8月", "August 2024"), value=PartialDate(date(2024, 8, 1), Precision.MONTH)
)
TRAINED = short_text(
    text("9500多", "more than 9,500"),
    ("9500多人",),
    value=quantity("9500", bound=Bound.OVER),
)

RIGHT = [
    (AKSU, "阿克苏市", "identical"),
    (AKSU, "Aksu City", "identical"),
    (AKSU, "ＡＫＳＵ ＣＩＴＹ", "case"),
    (AKSU, "aksu city", "case"),
    (AKSU, "阿克苏 市。", "punctuation"),
    (AKSU, "Aksu-City", "punctuation"),
    (AKSU, "阿克蘇市", "traditional"),
    (AKSU, "阿克苏", "alias"),
    (AKSU, "阿克蘇", "alias"),
    (AKSU, "AQSU", "alias"),
    (PLAN, "蒲公英计划", "punctuation"),
    (PLAN, "「蒲公英」計劃", "traditional"),
    (PLAN, "the Dandelion Programme", "punctuation"),
    (AUGUST, "2024年8月", "identical"),
    (AUGUST, "Aug 2024", "date"),
    (AUGUST, "2024-08", "date"),
    (AUGUST, "2024/8", "date"),
    (AUGUST, "二〇二四年八月", "date"),
    (AUGUST, "２０２４年８月", "width"),
    (TRAINED, "9500多", "identical"),
    (TRAINED, "9500", "digits"),
    (TRAINED, "九千五百多人", "chinese"),
    (TRAINED, "more than 9,500", "identical"),
]
WRONG = [
    (AKSU, "阿克苏地区"),
    (AKSU, "Aksu Prefecture"),
    (AKSU, "克苏"),
    (AKSU, "!?"),
    (PLAN, "蒲公英"),
    (AUGUST, "2024"),
    (AUGUST, "2024年"),
    (AUGUST, "2023年8月"),
    (AUGUST, "2024年8月6日"),
    (AUGUST, "8月"),
    (AUGUST, "last summer"),
    (TRAINED, "9600"),
    (TRAINED, "9500公里"),
    (TRAINED, "many"),
]


@pytest.mark.parametrize(("content", "answer", "rule"), RIGHT)
def test_a_right_text_names_the_rule_that_accepted_it(
    content: ItemContent, answer: str, rule: str
) -> None:
    found = mark(content, {"text": answer})
    assert (found.score, found.rule) == (1.0, rule)


@pytest.mark.parametrize(("content", "answer"), WRONG)
def test_another_text_is_wrong(content: ItemContent, answer: str) -> None:
    found = mark(content, {"text": answer})
    assert (found.score, found.rule, found.is_blank) == (0.0, None, False)


def test_a_date_that_was_not_understood_says_why() -> None:
    assert mark(AUGUST, {"text": "8月"}).params == {"reason": "no_year"}


def test_a_wrong_date_tells_how_it_was_read() -> None:
    assert mark(AUGUST, {"text": "2023-08"}, "en").read == "August 2023"


def test_an_alias_is_told_as_accepted() -> None:
    assert mark(AKSU, {"text": "阿克蘇"}).read == "阿克苏"


@pytest.mark.parametrize(
    ("given", "code"), [("x" * 501, "too_long"), (5, "wrong_type"), (["阿克苏"], "wrong_type")]
)
def test_what_is_no_short_text_is_malformed(given: object, code: str) -> None:
    with pytest.raises(MalformedResponseError) as malformed:
        mark(AKSU, {"text": given})
    assert (malformed.value.field, malformed.value.code) == ("text", code)
