"""A point as a flashcard."""

from __future__ import annotations

from dataclasses import replace

from quizzes.domain.facts import Fact, FactBase
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked
from quizzes.domain.generation.units import with_unit
from quizzes.domain.items import Card, Form, Refusal
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_value
from quizzes.domain.values.quantities import Quantity


def make_card(base: FactBase, point_key: str) -> Card | Refusal:
    """The card of a point, in every language that its fact exists in; of any kind of value.

    Refused only where the fact exists in no language. Raises KeyError for an unknown point.
    """
    asked = Asked(base, base.points[point_key], Form.SHORT_TEXT)
    if not asked.languages:
        return Refusal(point_key, Form.SHORT_TEXT, "no_language")
    return Card(
        point=point_key,
        front=wording.stem(asked),
        back=asked.text({each: _back(asked, each) for each in asked.languages}),
        explanation=wording.explanation(asked),
    )


def without_questions(base: FactBase) -> FactBase:
    """The base with no question in plain words: its cards are statements with a gap."""
    return replace(base, facts={key: _without(fact) for key, fact in base.facts.items()})


def _without(fact: Fact) -> Fact:
    return replace(fact, points=tuple(replace(p, question=Text()) for p in fact.points))


def _back(asked: Asked, language: str) -> str:
    value = asked.point.value
    written = write_value(value, language, asked.base)
    return with_unit(asked, written, value, language) if isinstance(value, Quantity) else written
