"""A number to enter: `{"number": "9500"}` as text or number, with `{"unit": "km"}` if need be."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from quizzes.domain.items import Form, NumericBody
from quizzes.domain.marking.base import Marker, Response, is_empty, text_of
from quizzes.domain.marking.figures import (
    UnknownUnitError,
    accepting_rule,
    size_of_unit,
    write_read,
)
from quizzes.domain.responses import MalformedResponseError, Mark
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.normalise import normalise
from quizzes.domain.values.numerals import NumberRead, read_number
from quizzes.domain.values.readings import MAX_LENGTH

_UNIT_LIMIT = 60
_SCALED_UNIT = re.compile(r"[万亿萬億]|[百千](?=[万亿])|(?:thousand|million|billion|trillion)\b")
_LARGEST = 10**24


@dataclass(frozen=True)
class Answer:
    """The figure read, and the size of its unit in the unit asked for; None for another kind."""

    read: NumberRead
    size: Decimal | None


def parse(body: NumericBody, response: Response) -> Answer:
    """The figure and its unit; the unit may stand with the number or on its own."""
    stated = "" if is_empty(response.get("unit")) else text_of(response, "unit", _UNIT_LIMIT)
    text, stated = _text(response), stated.strip()
    if _SCALED_UNIT.match(stated):  # 3 and 万人
        text, stated = f"{text}{stated}", ""
    read = _share_of_fraction(body, _read(text))
    size = _size(body, read.rest, "number")
    if stated:
        stated_size = _size(body, stated, "unit")
        if read.rest and stated_size != size:
            raise MalformedResponseError("unit", "unit_conflict", unit=stated)
        size, read = stated_size, replace(read, rest=read.rest or normalise(stated))
    return Answer(read, size)


def score(body: NumericBody, answer: Answer, language: str) -> Mark:
    """1 for the figure reported, whatever its writing, hedge or unit; else 0, with a reason."""
    written = write_read(answer.read, language)
    if answer.size is None:
        return Mark(0.0, read=written, params={"reason": "other_unit"})
    rule = accepting_rule(body.quantity, answer.read, answer.size, body.tolerance)
    return Mark(float(rule is not None), rule, read=written)


def _text(response: Response) -> str:
    number = response["number"]
    if isinstance(number, bool) or not isinstance(number, str | int | float | Decimal):
        raise MalformedResponseError("number", "wrong_type", expected="number")
    return text_of(response, "number", MAX_LENGTH) if isinstance(number, str) else _plain(number)


def _read(text: str) -> NumberRead:
    try:
        return read_number(text)
    except UnreadableError as error:
        raise MalformedResponseError(
            "number", "unreadable", reason=error.code, position=error.position
        ) from error


def _plain(number: int | float | Decimal) -> str:
    if isinstance(number, float | Decimal) and not math.isfinite(number):
        raise MalformedResponseError("number", "unreadable", reason="not_a_number", position=0)
    if not -_LARGEST <= number <= _LARGEST:
        raise MalformedResponseError("number", "unreadable", reason="too_large", position=0)
    return f"{Decimal(repr(number) if isinstance(number, float) else number):f}"


def _share_of_fraction(body: NumericBody, read: NumberRead) -> NumberRead:
    """五分之四 is 80 %, where percents are asked for. 0.8 is not: it may be 0.8 %."""
    if read.rule == "fraction" and not read.rest and "%" in body.units:
        return replace(read, amount=read.amount * 100, rest="%")
    return read


def _size(body: NumericBody, word: str, field: str) -> Decimal | None:
    names = dict.fromkeys(body.unit_name.values(), Decimal(1))
    try:
        return size_of_unit(word, {**names, **body.units})
    except UnknownUnitError:
        raise MalformedResponseError(field, "unit_unknown", unit=word[:_UNIT_LIMIT]) from None


MARKER = Marker(Form.NUMERIC, NumericBody, "number", parse, score, extras=("unit",))
