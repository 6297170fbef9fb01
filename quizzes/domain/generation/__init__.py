"""From points to items and cards: pure functions of (fact base, point, form, language, seed).

The same input gives the same item, byte for byte. What cannot be made well is refused, with a
code that says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizzes.domain.facts import FactBase
from quizzes.domain.generation import forms as _forms
from quizzes.domain.generation.cards import make_card, without_questions
from quizzes.domain.generation.context import DEFAULT_OPTIONS, MADE_ELSEWHERE, Asked, RefusedError
from quizzes.domain.generation.index import asked_together
from quizzes.domain.generation.kept import keys_of, only_in, proofs_of
from quizzes.domain.generation.proofs import verify
from quizzes.domain.generation.registry import makers
from quizzes.domain.generation.reversing import is_one_to_one, make_reverse
from quizzes.domain.items import Form, ItemContent, Refusal
from quizzes.domain.quality import errors

__all__ = [
    "DEFAULT_OPTIONS",
    "MADE_ELSEWHERE",
    "asked_together",
    "forms_for",
    "generate",
    "is_one_to_one",
    "make_card",
    "make_reverse",
    "plan_item",
    "verify",
    "without_questions",
]

assert _forms  # importing them registers them

Make = Callable[[Asked], ItemContent]

ATTEMPTS = 12
"""How many choices of wrong values are tried before an item that the lint rejects is refused."""


def forms_for(base: FactBase, point_key: str) -> tuple[Form, ...]:
    """The forms that suit a point: the kind of its value, and its fact."""
    point = base.points[point_key]
    return tuple(
        form
        for form, maker in makers().items()
        if point.kind in maker.kinds and maker.suits(base, point)
    )


def plan_item(
    base: FactBase,
    point_key: str,
    form: Form,
    seed: int = 0,
    options: int = DEFAULT_OPTIONS,
    keep: ItemContent | None = None,
) -> ItemContent | Refusal:
    """The item of a point in a form, in every language, or why there is none.

    `keep` is an earlier content of the item: its wrong values, pairs, gaps and events are taken
    again as long as they are proven, so that a change elsewhere in the base leaves this item as it
    was.
    Raises KeyError for an unknown point.
    """
    asked = Asked(base, base.points[point_key], form, seed, options)
    maker = makers().get(form)
    if maker is None or asked.point.kind not in maker.kinds:
        return Refusal(point_key, form, "form_does_not_suit", {"kind": asked.point.kind})
    if not asked.languages:
        return Refusal(point_key, form, "no_language")
    tries = []
    if keep is not None and keep.form is form:
        tries = [replace(asked, kept=proofs_of(keep), kept_keys=keys_of(keep), before=keep)]
    tries += [replace(asked, attempt=attempt) for attempt in range(ATTEMPTS)]
    refusal: Refusal | None = None
    for each in tries:
        made = _try(each, maker.make)
        if isinstance(made, ItemContent):
            return made
        refusal = refusal or made
    assert refusal is not None
    return refusal


def _try(asked: Asked, make: Make) -> ItemContent | Refusal:
    try:
        content = make(asked)
    except RefusedError as refused:
        return Refusal(asked.point.key, asked.form, refused.code, refused.params)
    if found := errors(content, asked.base):
        words = ", ".join(found[0].words)
        params = {"language": found[0].language, "words": words}
        return Refusal(asked.point.key, asked.form, f"lint:{found[0].rule}", params)
    return content


def generate(
    base: FactBase,
    point_key: str,
    form: Form,
    language: str,
    seed: int = 0,
    options: int = DEFAULT_OPTIONS,
) -> ItemContent | Refusal:
    """The item of a point in a form, in one language: that part of what `plan_item` makes."""
    planned = plan_item(base, point_key, form, seed, options)
    if isinstance(planned, Refusal):
        return planned
    if language not in planned.languages:
        return Refusal(point_key, form, "language_missing", {"language": language})
    return only_in(planned, language)
