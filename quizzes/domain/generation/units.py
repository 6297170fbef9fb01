"""When a figure needs its unit said beside it."""

from __future__ import annotations

import re

from quizzes.domain.generation.context import Asked
from quizzes.domain.values.figures import is_chinese
from quizzes.domain.values.quantities import Quantity
from quizzes.domain.values.units import Unit, written_forms

_COUNTS_ZH = re.compile(r"(?:多少|几)(?!钱|[？，。])")
_COUNTS_EN = re.compile(r"\bhow many\b", re.IGNORECASE)


def unit_text(unit: Unit, quantity: Quantity, language: str) -> str:
    """The unit's word after a figure; "" for a unit whose symbol is written with the figure."""
    if unit.symbol:
        return ""
    if is_chinese(language):
        return unit.measure_word or unit.name.best(language)
    singular = quantity.amount == 1 and quantity.upper is None
    plural = unit.plural.get(language) or unit.name.best(language)
    return unit.name.best(language) if singular else plural


def with_unit(asked: Asked, figure: str, quantity: Quantity, language: str) -> str:
    """A figure as an answer to the point's question, with the unit where the question lacks it.

    Without a question the statement around the gap says the unit.
    """
    unit = asked.base.units[quantity.unit]
    question = asked.point.question.get(language)
    if question is None or says_unit(question, unit, language):
        return figure
    words = unit_text(unit, quantity, language)
    return f"{figure}{words}" if is_chinese(language) else f"{figure} {words}".rstrip()


def says_unit(question: str, unit: Unit, language: str) -> bool:
    """Whether a question tells what is counted or measured ("how many", "多少名", "in metres")."""
    lowered = question.casefold()
    if any(form.casefold() in lowered for form in written_forms(unit)):
        return True
    counts = _COUNTS_ZH if is_chinese(language) else _COUNTS_EN
    return counts.search(question) is not None
