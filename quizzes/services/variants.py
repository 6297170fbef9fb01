"""Another variant of a generated question: the same point and form, other wrong values or gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from quizzes.domain.codec import digest
from quizzes.domain.generation import DEFAULT_OPTIONS, plan_item
from quizzes.domain.items import ChoiceBody, Form, ItemContent
from quizzes.models import Item, User
from quizzes.selectors.fact_base import load_fact_base
from quizzes.services.bank import new_version

SEEDS_TRIED = 40
MOST_PASSED = 200
"""Seeds that can be passed over: who has not found a variant among them writes an own question."""


def other_variant(item: Item, after: int | None = None) -> ItemContent | None:
    """The next variant that the question never was; None where there is none, or no fact for it.

    `after` is the seed of the last one looked at. What was replaced once, or was passed over on
    the way there, is not proposed again.
    """
    if item.current is None or item.point is None:
        return None
    versions = list(item.versions.all())
    for version in versions:
        version.item = item
    said = {_said(version.to_content()) for version in versions}
    base = load_fact_base([item.article.key])
    key = f"{item.point.fact.key}.{item.point.name}"
    if key not in base.points:
        return None
    item.current.item = item
    body = item.current.to_content().body
    options = len(body.options) if isinstance(body, ChoiceBody) else DEFAULT_OPTIONS
    first = 1 + max(version.seed for version in versions)
    passed = max(after or 0, first - 1)
    for seed in range(first, min(passed + SEEDS_TRIED, first + MOST_PASSED) + 1):
        planned = plan_item(base, key, Form(item.form), seed, options)
        if not isinstance(planned, ItemContent) or _said(planned) in said:
            continue
        if seed > passed:
            return planned
        said.add(_said(planned))
    return None


def _said(content: ItemContent) -> str:
    """What a content says, whatever seed it was made with."""
    return digest(replace(content, seed=0))


@transaction.atomic
def swap_variant(item: Item, seed: int, author: User, now: datetime) -> Item | None:
    """Make the variant with this seed the present version; None where it is not to be had now.

    Its seed stays with the question, so that it is made of it again when facts change.
    """
    locked = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    content = other_variant(locked, seed - 1)
    if content is None or content.seed != seed or locked.current is None or locked.point is None:
        return None
    last = max(locked.versions.values_list("number", flat=True))
    version = new_version(locked, content, last + 1, now, locked.point.fact.version)
    version.created_by = author
    version.save()
    locked.current = version
    locked.save(update_fields=["current"])
    return locked
