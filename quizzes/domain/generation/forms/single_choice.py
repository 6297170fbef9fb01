"""Single choice: one right option and wrong ones with their proofs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quizzes.domain.facts import PointKind, Value
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked
from quizzes.domain.generation.distractors import choose
from quizzes.domain.generation.members import Task, task_of_sequence, task_of_set
from quizzes.domain.generation.proofs import DIFFERENT, OTHER_FIGURE
from quizzes.domain.generation.registry import register
from quizzes.domain.generation.shown import shown_points
from quizzes.domain.generation.units import with_unit
from quizzes.domain.items import ChoiceBody, Form, ItemContent, Option
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_bare
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.quantities import Quantity

IN_ORDER = {PointKind.QUANTITY, PointKind.DATE}
IDS = "abcdefgh"


@register(Form.SINGLE_CHOICE, PointKind)
def make(asked: Asked) -> ItemContent:
    """The right value among `options` - 1 wrong ones: sorted by value, else in an order by lot."""
    task = _task(asked)
    return ItemContent(
        form=Form.SINGLE_CHOICE,
        points=(asked.point.key,),
        stem=task.stem,
        explanation=wording.explanation(asked),
        body=_body(asked, task),
        shows=shown_points(asked, task.stem),
        seed=asked.seed,
        languages=asked.languages,
    )


def _task(asked: Asked) -> Task:
    if asked.point.kind is PointKind.SET:
        return task_of_set(asked)
    if asked.point.kind is PointKind.SEQUENCE:
        return task_of_sequence(asked)
    stem = wording.stem(asked)
    wrong = choose(asked, asked.options - 1, stem, DIFFERENT, OTHER_FIGURE)
    values = (asked.point.value, *(proof.value for proof in wrong))
    return Task(
        stem=stem,
        right=asked.point.value,
        right_reason=wording.right_reason(asked, values),
        wrong=tuple(
            (proof.value, proof, wording.reason(asked, proof.value, values)) for proof in wrong
        ),
    )


def _body(asked: Asked, task: Task) -> ChoiceBody:
    in_order = asked.point.kind in IN_ORDER
    values = (task.right, *(value for value, _proof, _reason in task.wrong))
    unplaced = [
        Option("", _text(asked, task.right, values), True, task.right, None, task.right_reason),
        *(
            Option("", _text(asked, value, values), False, value, proof, reason)
            for value, proof, reason in task.wrong
        ),
    ]
    if in_order:
        unplaced.sort(key=lambda option: _rank(option.value))
    else:
        # From a fixed order, so that the lot does not depend on how the wrong ones were found.
        unplaced.sort(key=lambda option: option.text.pairs)
        asked.random("order").shuffle(unplaced)
    # Ids are given last, by place, so that they say nothing of which option is right.
    options = tuple(
        Option(IDS[place], each.text, each.is_key, each.value, each.proof, each.reason)
        for place, each in enumerate(unplaced)
    )
    return ChoiceBody(options, in_order)


def _rank(value: Value | None) -> tuple[Decimal, date]:
    """Where a figure or a date stands among its like."""
    if isinstance(value, Quantity):
        return value.amount, date.min
    assert isinstance(value, PartialDate)
    return Decimal(0), value.start


def _text(asked: Asked, value: Value, values: tuple[Value, ...]) -> Text:
    return asked.text(
        {language: _written(asked, value, values, language) for language in asked.languages}
    )


def _written(asked: Asked, value: Value, values: tuple[Value, ...], language: str) -> str:
    written = write_bare(value, language, asked.base, values)
    return with_unit(asked, written, value, language) if isinstance(value, Quantity) else written
