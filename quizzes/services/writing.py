"""A teacher's own questions."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from quizzes.domain.codec import digest
from quizzes.domain.generation.units import unit_text
from quizzes.domain.items import ItemContent, NumericBody
from quizzes.domain.problems import ProblemsError
from quizzes.domain.quality.authored import languages_of, problems_of
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity
from quizzes.domain.values.units import Unit, answer_units
from quizzes.models import Article, Item, Point, User
from quizzes.models import Unit as UnitRecord
from quizzes.models.base import PublicationStatus, content_languages
from quizzes.services.bank import new_version
from quizzes.services.validation import unit_value


def number_body(
    amount: Decimal, unit_key: str, known: Mapping[str, Unit], tolerance: Decimal | None = None
) -> NumericBody:
    """A number to enter, with the unit's name in every language and all units that convert."""
    unit = known[unit_key]
    quantity = Quantity(amount, unit.key)
    named = {each: unit.symbol or unit_text(unit, quantity, each) for each in content_languages()}
    room = (tolerance or Decimal(0)).normalize() + 0  # 50.00 is 50, whoever sends it
    return NumericBody(quantity, Text.of(named), room, answer_units(unit, known))


def known_units() -> dict[str, Unit]:
    """Every unit that is kept, by key. One query."""
    return {unit.key: value for unit in UnitRecord.objects.all() if (value := unit_value(unit))}


@transaction.atomic
def write_item(
    author: User,
    article: Article,
    content: ItemContent,
    now: datetime,
    item: Item | None = None,
    point: Point | None = None,
    status: str = PublicationStatus.PUBLISHED,
    key: str = "",
) -> Item:
    """Keep a teacher's question: a new item, or a new version of `item` where it says other things.

    A new item has the `key`, or one of its own where none is given. `content.languages` is worked
    out here: those in which all of it exists. Raises ProblemsError with everything that keeps it
    from being answered; what merely could be better is the lint's.
    """
    content = replace(content, languages=languages_of(content))
    where = item.key if item is not None else ""
    if problems := problems_of(content, where):
        raise ProblemsError(problems)
    if item is None:
        item = _new_item(author, article, content, point, status, key)
    else:
        item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
        item.form, item.point, item.status = content.form.value, point, status
    _keep_version(item, content, author, now)
    return item


def _new_item(
    author: User,
    article: Article,
    content: ItemContent,
    point: Point | None,
    status: str,
    key: str,
) -> Item:
    return Item.objects.create(
        key=key or f"{article.key}.own.{secrets.token_hex(6)}",
        article=article,
        point=point,
        form=content.form.value,
        origin=Item.Origin.TEACHER,
        status=status,
        created_by=author,
    )


def _keep_version(item: Item, content: ItemContent, author: User, now: datetime) -> None:
    current = item.current
    if current is None or current.digest != digest(content):
        last = item.versions.aggregate(last=Max("number"))["last"] or 0
        version = new_version(item, content, last + 1, now)
        version.created_by = author
        version.save()
        item.current = version
    item.save()
