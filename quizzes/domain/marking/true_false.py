"""True or false: `{"value": bool}`."""

from __future__ import annotations

from quizzes.domain.items import Form, TrueFalseBody
from quizzes.domain.marking.base import Marker, Response
from quizzes.domain.responses import MalformedResponseError, Mark


def parse(body: TrueFalseBody, response: Response) -> bool:
    """What the learner holds the statement for."""
    value = response["value"]
    if not isinstance(value, bool):
        raise MalformedResponseError("value", "wrong_type", expected="boolean")
    return value


def score(body: TrueFalseBody, value: bool, language: str) -> Mark:
    """1 when it agrees with the truth of the statement, else 0."""
    is_right = value is body.truth
    return Mark(float(is_right), "truth" if is_right else None, read="true" if value else "false")


MARKER = Marker(Form.TRUE_FALSE, TrueFalseBody, "value", parse, score)
