"""Values and item bodies as JSON, and back: `decode(encode(x)) == x`.

A JSON object with "type" stands for a dataclass; decimals are strings, so that none loses digits.
Empty members are left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from quizzes.domain.facts import EntityRef, MemberSet, Sequence, Term
from quizzes.domain.items import (
    ChoiceBody,
    ClozeBody,
    Entry,
    Gap,
    ItemContent,
    MatchingBody,
    NumericBody,
    Option,
    OrderingBody,
    Pair,
    Proof,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate, Precision
from quizzes.domain.values.quantities import Bound, Quantity

TAGS: dict[str, type] = {
    "quantity": Quantity,
    "date": PartialDate,
    "entity": EntityRef,
    "term": Term,
    "set": MemberSet,
    "sequence": Sequence,
    "proof": Proof,
    "option": Option,
    "choice": ChoiceBody,
    "true_false": TrueFalseBody,
    "numeric": NumericBody,
    "text": TextBody,
    "entry": Entry,
    "pair": Pair,
    "matching": MatchingBody,
    "ordering": OrderingBody,
    "gap": Gap,
    "cloze": ClozeBody,
}
NAMES = {cls: name for name, cls in TAGS.items()}
# Members whose JSON (a string) does not tell their type.
SCALARS: dict[tuple[type, str], Any] = {
    (Quantity, "amount"): Decimal,
    (Quantity, "upper"): Decimal,
    (Quantity, "bound"): Bound,
    (NumericBody, "tolerance"): Decimal,
    (NumericBody, "units"): lambda units: {name: Decimal(size) for name, size in units.items()},
    (PartialDate, "start"): date.fromisoformat,
    (PartialDate, "end"): date.fromisoformat,
    (PartialDate, "precision"): Precision,
}


def encode(value: Any) -> Any:
    """A value, body, or part of one, as what `json.dumps` takes.

    >>> encode(Quantity(Decimal("9500"), "person", Bound.OVER))
    {'type': 'quantity', 'amount': '9500', 'unit': 'person', 'bound': 'over'}
    """
    if isinstance(value, Text):
        return {"type": "words", **dict(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(member) for member in value]
    if isinstance(value, Mapping):
        return {name: encode(member) for name, member in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _encode_dataclass(value)
    return value


def _encode_dataclass(value: Any) -> dict[str, Any]:
    members = {"type": NAMES[type(value)]}
    for member in fields(value):
        content = getattr(value, member.name)
        is_default = member.default is not MISSING and content == member.default
        if not is_default and content is not None and content != {}:
            members[member.name] = encode(content)
    return members


def decode(data: Any) -> Any:
    """What `encode` made the data from.

    >>> decode({"type": "quantity", "amount": "9500", "unit": "person", "bound": "over"})
    Quantity(amount=Decimal('9500'), unit='person', bound=<Bound.OVER: 'over'>, upper=None)

    Raises KeyError for an unknown type.
    """
    if isinstance(data, list):
        return tuple(decode(member) for member in data)
    if not isinstance(data, Mapping) or "type" not in data:
        return data
    content = {name: member for name, member in data.items() if name != "type"}
    if data["type"] == "words":
        return Text.of(content)
    cls = TAGS[data["type"]]
    return cls(
        **{name: SCALARS.get((cls, name), decode)(member) for name, member in content.items()}
    )


def digest(content: ItemContent) -> str:
    """The SHA-256 of all that the content says, hexadecimal; the same content, the same digest."""
    members = {member.name: encode(getattr(content, member.name)) for member in fields(content)}
    canonical = json.dumps(members, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
