"""Wrong values for a point, each with its proof: one module for each kind of value.

A chooser gives exactly `count` proofs, or raises RefusedError saying what was missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizzes.domain.facts import PointKind
from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.distractors.dates import choose_dates
from quizzes.domain.generation.distractors.figures import choose_figures
from quizzes.domain.generation.distractors.names import choose_names
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.proofs import verify
from quizzes.domain.items import Proof
from quizzes.domain.text import Text

Chooser = Callable[[Asked, int, Text, tuple[str, ...]], tuple[Proof, ...]]

CHOOSERS: Mapping[PointKind, Chooser] = {
    PointKind.QUANTITY: choose_figures,
    PointKind.DATE: choose_dates,
    PointKind.ENTITY: choose_names,
    PointKind.TERM: choose_names,
}


def choose(asked: Asked, count: int, stem: Text, *rules: str) -> tuple[Proof, ...]:
    """That many wrong values, none of which stands in the stem, each proven by one of the rules.

    Figures and dates come in order. Raises RefusedError where there are not enough.
    """
    if not asked.point.exclusive:
        raise RefusedError("not_exclusive")
    if still_hold(asked, count, stem, rules):
        return asked.kept
    return CHOOSERS[asked.point.kind](asked, count, stem, rules)


def still_hold(asked: Asked, count: int, stem: Text, rules: tuple[str, ...]) -> bool:
    """Whether the wrong values of an earlier version can be used again as they are."""
    return len(asked.kept) == count and all(
        proof.rule in rules
        and proof.point == asked.point.key
        and verify(proof, asked.base)
        and not stands_in(proof.value, stem, asked.base)
        for proof in asked.kept
    )
