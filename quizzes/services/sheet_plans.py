"""What an import would do: one plan for each fact and question of a file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quizzes.domain.formats.columns import Kind
from quizzes.domain.formats.tables import CellProblem
from quizzes.domain.items import ItemContent
from quizzes.models import Article, Fact, Item, Point
from quizzes.services.validation import PointDraft

Outcome = Literal["bad", "new", "changed", "unchanged"]
OUTCOMES: dict[Outcome, Any] = {
    "bad": _("bad"),
    "new": pgettext_lazy("row of a sheet", "new"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
}


@dataclass(frozen=True)
class FactDraft:
    """A fact to save with its points; `was` the fact as it is kept, None for a new one."""

    fact: Fact
    points: Sequence[PointDraft]
    was: Fact | None


@dataclass(frozen=True)
class ItemDraft:
    """A question to write; `was` the question as it is kept, None for a new one."""

    article: Article
    content: ItemContent
    point: Point | None
    status: str
    key: str
    was: Item | None


@dataclass(frozen=True)
class RecordPlan:
    """What becomes of one fact or question: of the rows `first_row` to `last_row` of a sheet."""

    kind: Kind
    sheet: str
    first_row: int
    last_row: int
    row_count: int
    key: str
    text: str
    outcome: Outcome
    problems: tuple[CellProblem, ...] = ()
    draft: FactDraft | ItemDraft | None = None

    @property
    def bad_rows(self) -> set[int]:
        """The rows in which something is wrong."""
        return {problem.cell.row for problem in self.problems}


@dataclass(frozen=True)
class ImportPlan:
    """All that a file would change.

    `file_problems` keep the whole file from being imported (a heading is missing); `notices` do
    not (a column that is not known, an encoding that was guessed).
    """

    records: tuple[RecordPlan, ...] = ()
    file_problems: tuple[CellProblem, ...] = ()
    notices: tuple[CellProblem, ...] = ()
    counts: Counter[Outcome] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(record.outcome for record in self.records))

    @property
    def mark(self) -> str:
        """A mark of all outcomes: a plan with the same one does the same to the same records."""
        lines = (
            f"{each.sheet}\t{each.first_row}\t{each.key}\t{each.outcome}" for each in self.records
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def without_drafts(self) -> ImportPlan:
        """The plan to show: it can be kept for later, and nothing can be saved of it."""
        return replace(self, records=tuple(replace(each, draft=None) for each in self.records))

    @property
    def row_count(self) -> int:
        """How many rows were read."""
        return sum(record.row_count for record in self.records)

    @property
    def bad(self) -> list[RecordPlan]:
        """The records that cannot be imported."""
        return [record for record in self.records if record.outcome == "bad"]

    @property
    def bad_row_count(self) -> int:
        """In how many rows something is wrong."""
        return sum(len(record.bad_rows) for record in self.bad)

    @property
    def to_write(self) -> list[RecordPlan]:
        """The records that would be saved."""
        return [each for each in self.records if each.outcome in {"new", "changed"}]
