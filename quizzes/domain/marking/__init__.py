"""Marking: one module a form, named as the form. Adding a form is adding its module here.

A module holds `MARKER`; it is found by its name, so that nothing else is to be changed.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

from quizzes.domain.items import Form, ItemContent
from quizzes.domain.marking.base import Marker, Response
from quizzes.domain.responses import Mark, PartMark

__all__ = ["is_answerable", "mark", "marker_of", "parts_of"]


def mark(content: ItemContent, response: Response, language: str | None = None) -> Mark:
    """The mark of a learner's response to an item.

    Raises MalformedResponseError for a response that cannot be scored, and ValueError for an item
    that is not answerable. `language` is that in which `read` is written: the item's first by
    default.
    """
    marker = marker_of(content.form)
    if marker is None or not isinstance(content.body, marker.body):
        raise ValueError(f"an item of form {content.form} with this body cannot be marked")
    return marker.mark(content.body, response, language or _first_language(content))


def parts_of(
    content: ItemContent, response: Response, language: str | None = None
) -> tuple[PartMark, ...]:
    """The parts of a response one by one, for the forms that have several; else ().

    An empty response gives the parts with nothing answered. Raises as `mark` does.
    """
    marker = marker_of(content.form)
    if marker is None or not isinstance(content.body, marker.body):
        return ()
    return marker.parts_of(content.body, response, language or _first_language(content))


def is_answerable(content: ItemContent) -> bool:
    """Whether responses to the item can be marked: its form has a module, its body fits it."""
    marker = marker_of(content.form)
    return marker is not None and isinstance(content.body, marker.body)


def marker_of(form: Form) -> Marker[Any, Any] | None:
    """How a form is marked, None where no module is named as it."""
    return _markers().get(form)


@cache
def _markers() -> dict[Form, Marker[Any, Any]]:
    forms = set(Form)
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name in forms]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.MARKER.form: module.MARKER for module in modules}


def _first_language(content: ItemContent) -> str:
    return next(iter((*content.languages, *content.stem)), "en")
