"""Which values of a fact can be read in a stem, so that a quiz keeps their questions apart."""

from __future__ import annotations

from collections.abc import Collection

from quizzes.domain.facts import Point
from quizzes.domain.generation.context import Asked
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.text import Text


def shown_points(asked: Asked, stem: Text) -> tuple[str, ...]:
    """The keys of the fact's other points whose values stand in the stem, in any language."""
    return stand_in(asked, (asked.point,), stem)


def stand_in(asked: Asked, gaps: Collection[Point], stem: Text) -> tuple[str, ...]:
    """The same of a stem that asks for several points of the fact."""
    return tuple(
        point.key
        for point in asked.fact.points
        if point not in gaps and stands_in(point.value, stem, asked.base)
    )
