"""A learner's answer as it is stored and marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mark:
    """What marking a response found.

    `score` is 0 to 1. `rule` names the rule that accepted (or None); `read` is the value that was
    read from the answer, as a person would write it. `is_blank` for an answer left empty;
    `blank_share` (0 to 1) is how much of it was left empty, of an answer in parts.
    """

    score: float
    rule: str | None = None
    read: str = ""
    is_blank: bool = False
    blank_share: float = 0.0
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class PartMark:
    """One part of an answer that has several: a pair, a place in an order, a gap.

    `label` is what the part is about, `given` what was answered ("" for nothing) and `right` what
    would have been right, all in words. `point` is the key of the point that the part asks, or "".
    """

    label: str
    given: str
    right: str
    is_right: bool
    point: str = ""


class MalformedResponseError(ValueError):
    """An answer that cannot be scored: told apart from a wrong one.

    `field` is the member of the response at fault, `code` is machine-readable.
    """

    def __init__(self, field: str, code: str, **params: Any) -> None:
        self.field, self.code, self.params = field, code, params
        super().__init__(f"{field}: {code}")
