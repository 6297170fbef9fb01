"""Trying an answer: what marking would make of it, without an attempt."""

from __future__ import annotations

from quizzes.domain.facts import PointKind
from quizzes.domain.generation import plan_item
from quizzes.domain.items import Form, ItemContent, NumericBody, Refusal, TextBody
from quizzes.domain.marking import mark
from quizzes.domain.responses import Mark
from quizzes.models import Point
from quizzes.selectors.fact_base import load_fact_base


class NotWrittenError(Exception):
    """No item of the point has an answer to write; `refusal` says why."""

    code = "not_written"

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.code)


def try_answer(point: Point, text: str, language: str) -> Mark:
    """The mark that the written item of a point, as it would be generated, gives to a text.

    `language` is that in which the value read is written. Needs the point's fact and its article.
    Raises NotWrittenError, and MalformedResponseError for what cannot be read.
    """
    base = load_fact_base([point.fact.article.key], include_drafts=True)
    key = f"{point.fact.key}.{point.name}"
    is_figure = point.kind == PointKind.QUANTITY
    content = plan_item(base, key, Form.NUMERIC if is_figure else Form.SHORT_TEXT, seed=0)
    if not isinstance(content, ItemContent):
        raise NotWrittenError(content)
    return try_content(content, text, language)


def is_written(content: ItemContent) -> bool:
    """Whether one answer is to be written: a figure or a short text."""
    return isinstance(content.body, NumericBody | TextBody)


def try_content(content: ItemContent, text: str, language: str) -> Mark:
    """The mark that a written item gives to a text; MalformedResponseError if it is not read."""
    is_figure = isinstance(content.body, NumericBody)
    return mark(content, {"number" if is_figure else "text": text}, language)
