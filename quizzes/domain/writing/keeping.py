"""What a question holds beyond what can be typed stays as it was, when it is written again.

Neither a sheet nor a page says the ids of options, the unit of a gap or its hint. A question that
is read, shown and saved as it stands must come out the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    Gap,
    ItemContent,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.domain.writing.bodies import order_of, rows_of
from quizzes.domain.writing.gaps import GapsError, read_gaps, typed_gaps, write_gaps


def stripped(text: Text) -> Text:
    """A text without the blanks around it, which no one sees."""
    return Text.of({language: each.strip() for language, each in text.items()})


def said(body: Body) -> tuple[Any, ...]:
    """All that a writer says of a body, to be compared."""
    match body:
        case ChoiceBody(options):
            return tuple(
                (stripped(each.text), each.is_key, stripped(each.reason)) for each in options
            )
        case TrueFalseBody(truth, _proof, reason):
            return truth, stripped(reason)
        case NumericBody(quantity, _name, tolerance):
            return quantity.amount, quantity.unit, tolerance
        case TextBody(answer, accepted):
            return stripped(answer), frozenset(text.strip() for text in accepted)
        case MatchingBody():
            pairs, spares = rows_of(body)
            return (
                tuple((stripped(left), stripped(right)) for left, right in pairs),
                frozenset(map(stripped, spares)),
            )
        case OrderingBody():
            return tuple(map(stripped, order_of(body)))
        case ClozeBody():
            return (_sentence(body),)


def _sentence(body: ClozeBody) -> Text:
    """The sentence as it would be typed after it was read once."""
    typed = stripped(write_gaps(body))
    try:
        return write_gaps(read_gaps(typed))
    except GapsError:
        return typed


def keeping(was: ItemContent, now: ItemContent) -> ItemContent:
    """The question as written now, with what could not be typed as it was."""
    if was.form is not now.form:
        return now
    is_same = said(was.body) == said(now.body)
    match was.body, now.body:
        case ChoiceBody() as old, ChoiceBody() as new:
            return replace(now, body=_choice(old, new))
        case ClozeBody() as old, ClozeBody() as new:
            if is_same:
                return replace(now, body=old, stem=was.stem)
            return replace(now, body=_cloze(old, new))
        case (MatchingBody() | OrderingBody() | TextBody() | TrueFalseBody()) as old, _new:
            return replace(now, body=old) if is_same else now
    return now


def _choice(old: ChoiceBody, new: ChoiceBody) -> ChoiceBody:
    """An option that stays keeps its id, its value and its proof; so do options their order."""
    if len(old.options) != len(new.options):
        return replace(new, in_order=old.in_order)
    left = list(old.options)
    kept = [_taken(left, option) for option in new.options]
    ids = iter([option.id for option in left])
    options = tuple(
        replace(option, id=found.id, value=found.value, proof=_proof(found, option))
        if found
        else replace(option, id=next(ids))
        for option, found in zip(new.options, kept, strict=True)
    )
    return ChoiceBody(options, old.in_order)


def _taken(left: list[Option], option: Option) -> Option | None:
    """The option of the same words, taken out of those that are left."""
    words = stripped(option.text)
    found = next((each for each in left if stripped(each.text) == words), None)
    if found is not None:
        left.remove(found)
    return found


def _proof(was: Option, now: Option) -> Any:
    """A proof says why an option is wrong: one that is called right now has none."""
    return was.proof if was.is_key == now.is_key else None


def _cloze(old: ClozeBody, new: ClozeBody) -> ClozeBody:
    """A gap that is typed as before keeps its unit, its hint and its point."""
    before, after = typed_gaps(old), typed_gaps(new)
    return replace(new, gaps=tuple(_gap(gap, old.gaps, before, after[gap.id]) for gap in new.gaps))


def _gap(
    gap: Gap, old: Sequence[Gap], before: dict[str, tuple[str, ...]], typed: tuple[str, ...]
) -> Gap:
    found = next((each for each in old if before[each.id] == typed), None)
    return replace(found, id=gap.id) if found else gap
