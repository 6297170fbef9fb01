"""A learner's answer as it is stored and marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

    `field` is the member of the response at fault, `code` is machine-readable. `part` is the id of
    the part of it that cannot be read, "" where it is the whole; `others` are what is wrong with
    further parts.
    """

    def __init__(
        self,
        field: str,
        code: str,
        *,
        part: str = "",
        others: Sequence[MalformedResponseError] = (),
        **params: Any,
    ) -> None:
        self.field, self.code, self.params = field, code, params
        self.part, self.others = part, tuple(others)
        super().__init__(f"{self.place}: {code}")

    @property
    def place(self) -> str:
        """Where in the response: the member, or "gaps.b" for a part of it."""
        return f"{self.field}.{self.part}" if self.part else self.field

    @property
    def each(self) -> tuple[MalformedResponseError, ...]:
        """What is wrong, part by part: this, and what is wrong with others."""
        return (self, *self.others)
