"""Short text: a name or a date to enter, accepted in every language and by every alias."""

from __future__ import annotations

from quizzes.domain.facts import EntityRef, PointKind, Term
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.distractors.names import names_in
from quizzes.domain.generation.registry import register
from quizzes.domain.generation.shown import shown_points
from quizzes.domain.items import Form, ItemContent, TextBody
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_value
from quizzes.domain.values.dates import PartialDate, Precision


@register(Form.SHORT_TEXT, {PointKind.DATE, PointKind.ENTITY, PointKind.TERM})
def make(asked: Asked) -> ItemContent:
    """A text to enter. Of a date, the stem says how exactly it is asked."""
    body = body_of(asked)
    stem = asked.text({each: _stem(asked, each) for each in asked.languages})
    return ItemContent(
        form=Form.SHORT_TEXT,
        points=(asked.point.key,),
        stem=stem,
        explanation=wording.explanation(asked),
        body=body,
        shows=shown_points(asked, stem),
        seed=asked.seed,
        languages=asked.languages,
    )


def body_of(asked: Asked) -> TextBody:
    """The name or date of a point as it is to be written; RefusedError where it is not one."""
    if not asked.point.exclusive:
        raise RefusedError("not_exclusive")
    value = asked.point.value
    if isinstance(value, PartialDate) and value.precision is Precision.PERIOD:
        raise RefusedError("period_is_two_dates")
    answer = asked.text({each: write_value(value, each, asked.base) for each in asked.languages})
    return TextBody(answer, _accepted(asked, answer), value)


def _stem(asked: Asked, language: str) -> str:
    value, text = asked.point.value, wording.stem(asked)[language]
    if isinstance(value, PartialDate):
        return text + wording.wording(language).date_precision[value.precision]
    return text


def _accepted(asked: Asked, answer: Text) -> tuple[str, ...]:
    value = asked.point.value
    names = names_in(value, asked.base) if isinstance(value, EntityRef | Term) else ()
    return tuple(dict.fromkeys((*answer.values(), *names)))
