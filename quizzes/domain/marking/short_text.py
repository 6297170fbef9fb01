"""A short text to enter: `{"text": "…"}`, matched by rules or read as a date or a figure."""

from __future__ import annotations

from decimal import Decimal

from quizzes.domain.items import Form, TextBody
from quizzes.domain.marking.base import Marker, Response, text_of
from quizzes.domain.marking.figures import accepting_rule, write_read
from quizzes.domain.responses import Mark
from quizzes.domain.values.date_reading import read_date
from quizzes.domain.values.dates import PartialDate, same_date, write_date
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.normalise import match_text
from quizzes.domain.values.numerals import read_number
from quizzes.domain.values.quantities import Quantity

MAX_TEXT = 500


def parse(body: TextBody, response: Response) -> str:
    """The text, without the spaces around it."""
    return text_of(response, "text", MAX_TEXT).strip()


def score(body: TextBody, text: str, language: str) -> Mark:
    """1 by the strictest rule that accepts: the names, then aliases, then the value as read."""
    names = tuple(body.answer.values())
    aliases = tuple(each for each in body.accepted if each not in names)
    if matched := match_text(text, names, aliases):
        return Mark(1.0, matched.rule, read=matched.accepted)
    try:
        if isinstance(body.value, PartialDate):
            return _score_date(body.value, text, language)
        if isinstance(body.value, Quantity):
            return _score_figure(body, body.value, text, language)
    except UnreadableError as error:
        return Mark(0.0, read=text, params={"reason": error.code})
    return Mark(0.0, read=text)


def _score_date(value: PartialDate, text: str, language: str) -> Mark:
    """Right when it covers the same days: the month is not right where the day is asked."""
    read = read_date(text)
    is_right = same_date(read, value)
    return Mark(float(is_right), "date" if is_right else None, read=write_date(read, language))


def _score_figure(body: TextBody, value: Quantity, text: str, language: str) -> Mark:
    read = read_number(text)
    known = {"", *(read_rest(accepted) for accepted in body.accepted)}
    rule = accepting_rule(value, read, Decimal(1), Decimal(0)) if read.rest in known else None
    return Mark(float(rule is not None), rule, read=write_read(read, language))


def read_rest(text: str) -> str:
    """What an accepted text says after its figure, "" where it has none."""
    try:
        return read_number(text).rest
    except UnreadableError:
        return ""


MARKER = Marker(Form.SHORT_TEXT, TextBody, "text", parse, score)
