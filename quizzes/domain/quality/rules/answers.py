"""Rules about what is written as an answer."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.domain.items import ClozeBody, NumericBody, TextBody
from quizzes.domain.quality.findings import Flaw, Seen, rule
from quizzes.domain.quality.words import display_width, has_words
from quizzes.domain.values.figures import write_figure
from quizzes.domain.values.normalise import normalise

SHORTEST_TELLING = 2
"""A single digit or letter stands in many a stem by chance."""

WIDEST_ANSWER = 40
"""Columns of the longest answer that is asked to be typed: 20 Han characters, 40 letters."""


@rule("answer_too_long")
def answer_can_be_typed(seen: Seen) -> Iterator[Flaw]:
    """A long name is better recognised than typed."""
    for body in _written(seen):
        width = display_width(body.answer.get(seen.language, ""))
        if width > WIDEST_ANSWER:
            yield Flaw("body", (body.answer[seen.language],), {"width": str(width)})


@rule("answer_in_stem")
def answer_cannot_be_read_off(seen: Seen) -> Iterator[Flaw]:
    """What is asked does not stand in the question."""
    for answer in _answers(seen):
        wanted = normalise(answer)
        if len(wanted) < SHORTEST_TELLING:
            continue
        is_figure = any(char.isdigit() for char in wanted)
        if has_words(seen.stem, answer) or (not is_figure and wanted in normalise(seen.stem)):
            yield Flaw("stem", (answer.casefold(),))


def _written(seen: Seen) -> list[TextBody]:
    """What is to be written as text: as the answer, or in gaps."""
    body = seen.content.body
    parts = [gap.answer for gap in body.gaps] if isinstance(body, ClozeBody) else [body]
    return [part for part in parts if isinstance(part, TextBody)]


def _answers(seen: Seen) -> list[str]:
    match seen.content.body:
        case TextBody(answer):
            return [answer.get(seen.language, "")]
        case ClozeBody():
            return [body.answer.get(seen.language, "") for body in _written(seen)]
        case NumericBody(quantity):
            return [write_figure(quantity.amount, seen.language)]
    return seen.keys


@rule("answer_missing")
def an_answer_is_known(seen: Seen) -> Iterator[Flaw]:
    """There is an answer to accept."""
    body = seen.content.body
    if isinstance(body, TextBody) and not (body.answer.get(seen.language) and body.accepted):
        yield Flaw("body")
    if isinstance(body, NumericBody) and body.tolerance < 0:
        yield Flaw("body")
