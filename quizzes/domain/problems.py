"""What is wrong with an input, said so that the edge can put it in the reader's language."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong: `where` names the record ("fact aksu-trained"), `field` the field of it.

    `code` is stable and machine-readable; `params` fill the message of that code.
    """

    code: str
    where: str
    field: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)


class ProblemsError(ValueError):
    """Raised with one or more problems by what cannot go on with bad input."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.where}.{p.field}: {p.code}" for p in problems))
