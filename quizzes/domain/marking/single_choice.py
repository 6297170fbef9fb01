"""Single choice: `{"option": id}`, right when the option is the key."""

from __future__ import annotations

from quizzes.domain.items import ChoiceBody, Form, Option
from quizzes.domain.marking.base import Marker, Response
from quizzes.domain.responses import MalformedResponseError, Mark


def parse(body: ChoiceBody, response: Response) -> Option:
    """The option chosen."""
    chosen = response["option"]
    if not isinstance(chosen, str):
        raise MalformedResponseError("option", "wrong_type", expected="text")
    for option in body.options:
        if option.id == chosen:
            return option
    raise MalformedResponseError("option", "unknown_option", option=chosen[:80])


def score(body: ChoiceBody, option: Option, language: str) -> Mark:
    """1 for the key, else 0."""
    rule = "key" if option.is_key else None
    return Mark(float(option.is_key), rule, read=option.text.best(language))


MARKER = Marker(Form.SINGLE_CHOICE, ChoiceBody, "option", parse, score)
