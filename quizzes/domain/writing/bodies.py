"""The bodies of a teacher's own items, from what was written.

What is written here has no proof: that it is right or wrong is the teacher's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quizzes.domain.items import (
    ChoiceBody,
    Entry,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
    Pair,
    TextBody,
)
from quizzes.domain.text import Text
from quizzes.domain.values.date_reading import read_date
from quizzes.domain.values.dates import PartialDate, same_date
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.numerals import NumberRead, read_number
from quizzes.domain.values.quantities import Bound, Quantity
from quizzes.domain.writing.lots import ids_by_lot


@dataclass(frozen=True)
class WrittenOption:
    """One option as it was written."""

    text: Text
    is_key: bool = False
    reason: Text = Text()


def choice_of(options: Sequence[WrittenOption], in_order: bool = False) -> ChoiceBody:
    """Options in the order written."""
    ids = ids_by_lot([option.text for option in options])
    return ChoiceBody(
        tuple(
            Option(letter, option.text, option.is_key, reason=option.reason)
            for letter, option in zip(ids, options, strict=True)
        ),
        in_order,
    )


def matching_of(pairs: Sequence[tuple[Text, Text]], spares: Sequence[Text] = ()) -> MatchingBody:
    """Pairs as they belong together, and what belongs to none."""
    rights = [*(right for _left, right in pairs), *spares]
    ids = ids_by_lot(rights)
    return MatchingBody(
        left=tuple(Entry(str(place), left) for place, (left, _right) in enumerate(pairs, 1)),
        right=_by_id(Entry(letter, text) for letter, text in zip(ids, rights, strict=True)),
        pairs=tuple(Pair(str(place), letter) for place, letter in enumerate(ids[: len(pairs)], 1)),
    )


def ordering_of(texts: Sequence[Text]) -> OrderingBody:
    """Things in their right order, first to last."""
    ids = ids_by_lot(texts)
    entries = _by_id(Entry(letter, text) for letter, text in zip(ids, texts, strict=True))
    return OrderingBody(entries, tuple(ids))


def rows_of(body: MatchingBody) -> tuple[list[tuple[Text, Text]], list[Text]]:
    """The pairs as they are written, and the spare ones in the order of their ids.

    >>> body = matching_of([(Text.of({"en": "Aksu"}), Text.of({"en": "cotton"}))])
    >>> rows_of(body)[0][0][1]["en"], rows_of(body)[1]
    ('cotton', [])
    """
    left = {entry.id: entry.text for entry in body.left}
    right = {entry.id: entry.text for entry in body.right}
    pairs = [(left[pair.left], right.pop(pair.right)) for pair in body.pairs]
    return pairs, list(right.values())


def order_of(body: OrderingBody) -> list[Text]:
    """The things first to last.

    >>> [text["en"] for text in order_of(ordering_of([Text.of({"en": each}) for each in "cab"]))]
    ['c', 'a', 'b']
    """
    found = {entry.id: entry.text for entry in body.entries}
    return [found[each] for each in body.order]


def _by_id(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By id, so that the order in which they are kept says nothing either."""
    return tuple(sorted(entries, key=lambda entry: entry.id))


def gap_answer(
    answer: Text, others: Sequence[str] = (), tolerance: Decimal | None = None
) -> NumericBody | TextBody:
    """What belongs in a gap: a number where every way to write it is that bare number.

    Other figures and dates stay texts that are also read: 9500人 takes 9,500人, too.

    >>> gap_answer(Text.of({"en": "9,500", "zh-hans": "九千五百"})).quantity.amount
    Decimal('9500')
    >>> gap_answer(Text.of({"en": "August 2024"})).value.precision.value
    'month'
    >>> gap_answer(Text.of({"en": "Aksu City"}), ["Aksu"]).accepted
    ('Aksu City', 'Aksu')
    """
    texts = tuple(dict.fromkeys((*answer.values(), *others)))
    numbers = [_number(text) for text in texts]
    figure = _same_number(numbers)
    if figure is not None and not any(read.rest for read in numbers if read):
        return NumericBody(figure, tolerance=tolerance or Decimal(0))
    return TextBody(answer, texts, _same_date(answer) or figure)


def _number(text: str) -> NumberRead | None:
    try:
        return read_number(text)
    except UnreadableError:
        return None


def _same_number(numbers: Sequence[NumberRead | None]) -> Quantity | None:
    """The figure that all of them give exactly, else None."""
    found = {(read.amount, read.bound, read.upper) if read else None for read in numbers}
    if len(found) != 1 or (only := next(iter(found))) is None or only[1] is not Bound.EXACT:
        return None
    return Quantity(only[0].normalize() + 0, "")


def _same_date(answer: Text) -> PartialDate | None:
    """The date that the answer gives in every language; a bare number is none."""
    dates = []
    for text in answer.values():
        try:
            dates.append(read_date(text))
        except UnreadableError:
            return None
    return dates[0] if dates and all(same_date(dates[0], each) for each in dates) else None
