"""Right answers in the words of a person."""

from __future__ import annotations

from quizzes.domain.items import (
    Body,
    ClozeBody,
    MatchingBody,
    NumericBody,
    OrderingBody,
    TextBody,
)
from quizzes.domain.marking import cloze, matching, ordering
from quizzes.domain.values.figures import is_chinese, write_quantity


def right_answer(body: Body, language: str) -> tuple[str, ...]:
    """The right answer of a form that is written or has parts, as a person would write it."""
    match body:
        case NumericBody():
            return (_with_unit(body, language),)
        case TextBody():
            return (body.answer.best(language),)
        case MatchingBody():
            pairs = matching.parts(body, None, language)
            return tuple(f"{each.label} – {each.right}" for each in pairs)
        case OrderingBody():
            return tuple(each.right for each in ordering.parts(body, None, language))
        case ClozeBody():
            return tuple(cloze.right_text(gap, language) for gap in body.gaps)
        case _:
            return ()


def _with_unit(body: NumericBody, language: str) -> str:
    figure, unit = write_quantity(body.quantity, language), body.unit_name.best(language)
    attached = is_chinese(language) or not unit[:1].isalpha()
    return f"{figure}{unit}" if attached else f"{figure} {unit}"
