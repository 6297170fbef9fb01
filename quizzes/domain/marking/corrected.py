"""Marking an answer anew after the truth of a question changed: by the options that were seen."""

from __future__ import annotations

from dataclasses import replace

from quizzes.domain.items import (
    ChoiceBody,
    ItemContent,
    NumericBody,
    Option,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.marking import mark
from quizzes.domain.marking.base import Response
from quizzes.domain.responses import MalformedResponseError, Mark

CREDITED = "credited"


def mark_corrected(
    seen: ItemContent, now: ItemContent | None, response: Response, language: str
) -> Mark:
    """The mark that the new truth gives; `now` is what the item says today (None: not asked).

    Where no right answer was among the options seen, or the question cannot be told any more, it
    was not the learner's fault: everyone who met it gets the credit.
    """
    corrected = corrected_content(seen, now)
    if corrected is None:
        return Mark(1.0, CREDITED)
    try:
        return mark(corrected, response, language)
    except MalformedResponseError:
        return Mark(0.0, "unreadable")


def corrected_content(seen: ItemContent, now: ItemContent | None) -> ItemContent | None:
    """The content as it was seen, with the key of today; None where it has none of it."""
    if now is None or now.form != seen.form:
        return None
    match seen.body, now.body:
        case ChoiceBody() as old, ChoiceBody() as new:
            body = _choice(old, new)
            return replace(seen, body=body) if body else None
        case TrueFalseBody() as old, TrueFalseBody() as new:
            return _true_false(seen, old, now, new)
        case NumericBody() as old, NumericBody() as new:
            same_unit = old.quantity.unit == new.quantity.unit
            return replace(seen, body=new) if same_unit else None
        case TextBody(), TextBody() as new:
            return replace(seen, body=new)
    return seen if seen.body == now.body else None


def _choice(old: ChoiceBody, new: ChoiceBody) -> ChoiceBody | None:
    """The options seen with today's keys, where every key of today was among them."""
    keys = [option for option in new.options if option.is_key]
    right = {each.id for key in keys for each in old.options if _is_same(each, key)}
    if not keys or len(right) < len(keys):
        return None
    options = tuple(replace(each, is_key=each.id in right) for each in old.options)
    return replace(old, options=options)


def _is_same(one: Option, other: Option) -> bool:
    if one.value is not None and one.value == other.value:
        return True
    return one.text == other.text


def _true_false(
    seen: ItemContent, old: TrueFalseBody, now: ItemContent, new: TrueFalseBody
) -> ItemContent | None:
    """A statement that is still asked has its truth of today; of another one nothing is known."""
    if seen.stem == now.stem:
        return replace(seen, body=replace(old, truth=new.truth))
    return None
