"""Stored values and bodies come back as they were."""

from datetime import date
from decimal import Decimal

import pytest

from quizzes.domain.codec import decode, digest, encode
from quizzes.domain.facts import EntityRef, MemberSet, Term
from quizzes.domain.items import (
    ChoiceBody,
    Form,
    ItemContent,
    NumericBody,
    Option,
    Proof,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.quantities import Bound, Quantity

FIGURE = Quantity(Decimal("7.80"), "person", Bound.RANGE, Decimal("9"))
MONTH = PartialDate(date(2024, 8, 1), Precision.MONTH)
WORD = Term(Text.of({"en": "x", "zh-hans": "叉"}), ("ex",), "letter")
PROOF = Proof("disjoint", "f.p", FIGURE, "g.q")


@pytest.mark.parametrize(
    "value",
    [
        FIGURE,
        MONTH,
        PartialDate(date(2024, 1, 1), Precision.PERIOD, date(2025, 1, 1)),
        EntityRef("hotan"),
        WORD,
        MemberSet((EntityRef("a"), WORD), complete=True),
        ChoiceBody((Option("a", Text.of({"en": "A"}), False, FIGURE, PROOF),), in_order=True),
        TrueFalseBody(False, PROOF, Text.of({"en": "No."})),
        NumericBody(FIGURE, Text.of({"en": "people"}), Decimal("0.5"), {"km": Decimal("0.001")}),
        TextBody(Text.of({"en": "A"}), ("a", "b"), MONTH),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_stored_comes_back_as_it_was(value):
    assert decode(encode(value)) == value


def test_the_digest_changes_with_anything_the_item_says():
    content = ItemContent(
        Form.TRUE_FALSE, ("f.p",), Text.of({"en": "S"}), Text(), TrueFalseBody(True)
    )
    assert digest(content) == digest(content)
    other = ItemContent(
        Form.TRUE_FALSE, ("f.p",), Text.of({"en": "S"}), Text(), TrueFalseBody(False)
    )
    assert digest(content) != digest(other)
