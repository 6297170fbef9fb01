"""The content of an item: what an item version holds and never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from quizzes.domain.facts import Value
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity


class Form(StrEnum):
    """How an item is answered."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    NUMERIC = "numeric"
    SHORT_TEXT = "short_text"
    CLOZE = "cloze"
    MATCHING = "matching"
    ORDERING = "ordering"


@dataclass(frozen=True)
class Proof:
    """Why a wrong option is wrong, in terms that can be checked again from the fact base.

    `rule` names the check; `point` is the key of the point that it contradicts; `value` is the
    wrong value offered in the point's place; `source` the key of the point or entity it came from,
    or "" for a computed figure.
    """

    rule: str
    point: str
    value: Value
    source: str = ""


@dataclass(frozen=True)
class Option:
    """One option. `id` is stable within the version and says nothing about being the key.

    `reason` tells a learner, after the answer, why the option is wrong (or right).
    A distractor that a teacher wrote has no `value` and no `proof`.
    """

    id: str
    text: Text
    is_key: bool
    value: Value | None = None
    proof: Proof | None = None
    reason: Text = Text()


@dataclass(frozen=True)
class ChoiceBody:
    """Options of single and multiple choice; `in_order` where sorting by value must be kept."""

    options: tuple[Option, ...]
    in_order: bool = False


@dataclass(frozen=True)
class TrueFalseBody:
    """Whether the statement in the stem is true; a false one carries the proof."""

    truth: bool
    proof: Proof | None = None
    reason: Text = Text()


@dataclass(frozen=True)
class NumericBody:
    """A number to enter. `tolerance` is absolute, in the quantity's unit; 0 asks for the figure.

    `unit_name` is told to the learner; `units` maps what a learner may write after the number to
    its size in the quantity's unit ({"km": 1, "m": 0.001}).
    """

    quantity: Quantity
    unit_name: Text = Text()
    tolerance: Decimal = Decimal(0)
    units: Mapping[str, Decimal] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class TextBody:
    """A short text to enter: the answer to show, and all that is accepted, in every language.

    `value` lets dates and quantities be read rather than compared letter by letter.
    """

    answer: Text
    accepted: tuple[str, ...]
    value: Value | None = None


@dataclass(frozen=True)
class Entry:
    """One thing to match or to put in order. `id` says nothing of its partner or its place.

    `point` is the key of the point whose value gives an event its place in time ("": none).
    """

    id: str
    text: Text
    value: Value | None = None
    point: str = ""


@dataclass(frozen=True)
class Pair:
    """The ids of what belongs together, and the key of the point that says so ("": none)."""

    left: str
    right: str
    point: str = ""


@dataclass(frozen=True)
class MatchingBody:
    """What is on the left, each to be given its own one of what is on the right.

    `right` may have spare entries that belong to none. `in_order` where `right` is sorted by value
    and stays so. `proofs` say of every wrong pair why it is wrong.
    """

    left: tuple[Entry, ...]
    right: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    in_order: bool = False
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class OrderingBody:
    """Things to put in order; `order` has their ids, first to last.

    `proofs` say of every event but the last that it was over before the next one began.
    """

    entries: tuple[Entry, ...]
    order: tuple[str, ...]
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class Gap:
    """One gap: what is to be written in it, and the key of the point that it asks.

    `hint` tells how exactly, where that is not plain (year and month).
    """

    id: str
    answer: NumericBody | TextBody
    point: str = ""
    hint: Text = Text()


@dataclass(frozen=True)
class ClozeBody:
    """The stem with its gaps open: `text` has `{id}` in the place of each."""

    text: Text
    gaps: tuple[Gap, ...]


Body = ChoiceBody | TrueFalseBody | NumericBody | TextBody | MatchingBody | OrderingBody | ClozeBody


@dataclass(frozen=True)
class ItemContent:
    """All that an item version says, in every language it exists in.

    `points` are the keys of the points it asks (one, for most forms); `shows` the keys of the
    points whose values can be read in the stem, so that a quiz can keep items apart that give
    each other away (a value among several options gives nothing away). `languages` are those in
    which stem, options and explanation all exist.
    """

    form: Form
    points: tuple[str, ...]
    stem: Text
    explanation: Text
    body: Body
    shows: tuple[str, ...] = ()
    seed: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Why an item was not made: a stable code, and the point and form it was asked for."""

    point: str
    form: Form
    code: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


class CardStyle(StrEnum):
    """How a card asks: by a question in plain words, by a gap, or by its value for the rest."""

    QUESTION = "question"
    CLOZE = "cloze"
    REVERSED = "reversed"


@dataclass(frozen=True)
class Card:
    """A point as a flashcard: what is asked, what is recalled, and where it comes from."""

    point: str
    front: Text
    back: Text
    explanation: Text
