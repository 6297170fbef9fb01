"""What a reader of texts needs to know: the units and names of the database."""

from __future__ import annotations

from quizzes.domain.proposals import Reader
from quizzes.selectors.fact_base import load_names


def make_reader() -> Reader:
    """A reader that knows all units and entities; two queries."""
    names = load_names()
    return Reader(names.units, names.entities.values())
