"""What a question with several parts shows while it is answered: nothing here can hold a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from quizzes.domain.codec import decode
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    Entry,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
)
from quizzes.models import ItemVersion

_GAP = re.compile(r"\{([a-z])\}")


@dataclass(frozen=True)
class OptionView:
    """One option, or one thing to match or to put in order, as a learner sees it."""

    id: str
    text: str


@dataclass(frozen=True)
class GapView:
    """One gap of a statement: its number, and what kind of answer goes into it.

    `hint` tells how exactly (year and month), or is "".
    """

    id: str
    number: int
    is_number: bool
    hint: str


@dataclass(frozen=True)
class TextPart:
    """A piece of a statement with gaps: the text, and the gap that follows it (None: the end)."""

    text: str
    gap: GapView | None


def option_order(version: ItemVersion, random: Random, is_shuffled: bool = True) -> list[str]:
    """The ids of the options as one learner will see them: shuffled, unless sorted by value.

    Without `is_shuffled` options to choose from stay as they are in the item. What is to be
    matched or put in order is always shuffled: there the order could be the answer. Things to put
    in order never stand in their right one.
    """
    body: Body = decode(version.body)
    order = [each.id for each in _all_options(body)]
    is_choice = isinstance(body, ChoiceBody)
    in_order = isinstance(body, ChoiceBody | MatchingBody) and body.in_order
    if not in_order and (is_shuffled or not is_choice):
        random.shuffle(order)
    if isinstance(body, OrderingBody):
        while tuple(order) == body.order and len(order) > 1:
            random.shuffle(order)
    return order


def _all_options(body: Body) -> tuple[Option | Entry, ...]:
    match body:
        case ChoiceBody(options):
            return options
        case MatchingBody(right=right):
            return right
        case OrderingBody(entries=entries):
            return entries
    return ()


def options_of(body: Body, order: list[str], language: str) -> tuple[OptionView, ...]:
    """What can be chosen: options, the right side of matching, or things to put in order."""
    places = {option: place for place, option in enumerate(order)}
    found = sorted(_all_options(body), key=lambda each: places.get(each.id, len(places)))
    return tuple(OptionView(each.id, each.text.best(language)) for each in found)


def left_of(body: Body, language: str) -> tuple[OptionView, ...]:
    """What is to be given a partner in matching; () for any other form."""
    if not isinstance(body, MatchingBody):
        return ()
    return tuple(OptionView(each.id, each.text.best(language)) for each in body.left)


def statement_of(body: Body, language: str) -> tuple[TextPart, ...]:
    """A statement with gaps, cut at them; () for any other form."""
    if not isinstance(body, ClozeBody):
        return ()
    gaps = {
        gap.id: GapView(
            gap.id, number, isinstance(gap.answer, NumericBody), gap.hint.best(language)
        )
        for number, gap in enumerate(body.gaps, 1)
    }
    # Texts and ids of gaps take turns.
    pieces = [*_GAP.split(body.text.best(language)), ""]
    return tuple(
        TextPart(text, gaps.get(gap)) for text, gap in zip(pieces[::2], pieces[1::2], strict=True)
    )
