"""What a regrade would do, as it is looked at before it is done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from quizzes.domain.marking.corrected import CREDITED
from quizzes.domain.responses import Mark, PartMark
from quizzes.models import Attempt, Response


class PlanChangedError(Exception):
    """What would follow is not what was looked at: somebody changed something meanwhile."""

    code = "plan_changed"


@dataclass(frozen=True)
class NewMark:
    """The mark of one question of an attempt; `old` is None where nothing was answered.

    `parts` are those of the answer, for the forms that have them; those at `credited` count as
    right whatever was answered.
    """

    position: int
    old: float | None
    new: float
    mark: Mark
    slot_id: int
    response: Response | None
    parts: tuple[PartMark, ...] = ()
    credited: frozenset[int] = frozenset()

    @property
    def is_credited(self) -> bool:
        """Whether everyone who met the question gets all of it."""
        return self.mark.rule == CREDITED


@dataclass(frozen=True)
class ScoreChange:
    """An attempt whose score changes, from what to what."""

    attempt: Attempt
    old: float
    new: float
    marks: tuple[NewMark, ...]


@dataclass(frozen=True)
class RegradePlan:
    """What a regrade would do: the attempts whose score changes, of `looked_at` ones."""

    changes: tuple[ScoreChange, ...]
    looked_at: int

    @property
    def digest(self) -> str:
        """A fingerprint of what would change: the same for the same plan."""
        told = [
            [str(each.attempt.pk), each.old, each.new, [[m.position, m.new] for m in each.marks]]
            for each in self.changes
        ]
        return hashlib.sha256(json.dumps(sorted(told)).encode()).hexdigest()
