"""Multiple choice: `{"options": [id, …]}`, the share of right ones less the share of wrong ones."""

from __future__ import annotations

from quizzes.domain.items import ChoiceBody, Form, Option
from quizzes.domain.marking.base import Marker, Response, ids_of
from quizzes.domain.responses import Mark


def parse(body: ChoiceBody, response: Response) -> tuple[Option, ...]:
    """The options chosen, in the item's own order; each once."""
    chosen = ids_of(response, "options", {option.id for option in body.options}, "unknown_option")
    return tuple(option for option in body.options if option.id in chosen)


def score(body: ChoiceBody, chosen: tuple[Option, ...], language: str) -> Mark:
    """Right ones chosen of all right ones, less wrong ones chosen of all wrong ones; 0 at least.

    So neither choosing everything nor choosing by lot earns anything on average.
    """
    keys = sum(option.is_key for option in body.options)
    right = sum(option.is_key for option in chosen)
    wrong, others = len(chosen) - right, len(body.options) - keys
    earned = max(0.0, right / keys - (wrong / others if others else 0.0))
    rule = {1.0: "key", 0.0: None}.get(earned, "partial")
    return Mark(earned, rule, read=" / ".join(each.text.best(language) for each in chosen))


MARKER = Marker(Form.MULTIPLE_CHOICE, ChoiceBody, "options", parse, score)
