"""Every item of a fact base, made once for a seed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quizzes.domain.facts import FactBase, Point
from quizzes.domain.generation import forms_for, plan_item
from quizzes.domain.items import ItemContent, Refusal

Planned = tuple[Point, ItemContent | Refusal]


@cache
def every_plan(base: FactBase, seed: int) -> tuple[Planned, ...]:
    return tuple(
        (point, plan_item(base, key, form, seed))
        for key, point in base.points.items()
        for form in forms_for(base, key)
    )


def every_item(base: FactBase, seed: int) -> Iterator[tuple[Point, ItemContent]]:
    for point, planned in every_plan(base, seed):
        if isinstance(planned, ItemContent):
            yield point, planned
