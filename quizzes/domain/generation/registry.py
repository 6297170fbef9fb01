"""Where a form says what it can ask and how: one module of `generation/forms/` for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quizzes.domain.facts import FactBase, Point, PointKind
from quizzes.domain.generation.context import Asked
from quizzes.domain.items import Form, ItemContent


def _always(_base: FactBase, _point: Point) -> bool:
    return True


@dataclass(frozen=True)
class Maker:
    """How a form is made of points of some kinds; `make` raises RefusedError where it cannot.

    `suits` narrows the points down to those that the form is worth being asked of.
    """

    form: Form
    kinds: frozenset[PointKind]
    make: Callable[[Asked], ItemContent]
    suits: Callable[[FactBase, Point], bool] = _always


_MAKERS: dict[Form, Maker] = {}


def register(
    form: Form,
    kinds: Iterable[PointKind],
    suits: Callable[[FactBase, Point], bool] = _always,
) -> Callable[[Callable[[Asked], ItemContent]], Callable[[Asked], ItemContent]]:
    """Register a function as the maker of a form."""

    def add(make: Callable[[Asked], ItemContent]) -> Callable[[Asked], ItemContent]:
        _MAKERS[form] = Maker(form, frozenset(kinds), make, suits)
        return make

    return add


def makers() -> Mapping[Form, Maker]:
    """Every form that can be generated, in the order of the forms."""
    return {form: _MAKERS[form] for form in Form if form in _MAKERS}
