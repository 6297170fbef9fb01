"""What becomes of a question: published, rejected, or taken over by a teacher."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from quizzes.models import Item, ItemStatusChange, Slot, User
from quizzes.models.base import PublicationStatus
from quizzes.services.writing import write_item


@transaction.atomic
def move_items(
    items: Iterable[Item], status: PublicationStatus, by: User, now: datetime
) -> list[Item]:
    """Give questions a status, and keep who did it; those that had it, or say nothing, stay.

    Answers the questions that were moved. Three queries, however many they are.
    """
    keys = [item.pk for item in items]
    locked = Item.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    moved = [item for item in locked if item.current_id and item.status != status]
    Item.objects.filter(pk__in=[item.pk for item in moved]).update(status=status)
    ItemStatusChange.objects.bulk_create(
        ItemStatusChange(item=item, status=status, at=now, by=by) for item in moved
    )
    for item in moved:
        item.status = status
    return moved


@transaction.atomic
def take_over(item: Item, author: User, now: datetime) -> Item:
    """A teacher's own question that says what a generated one says, in its place everywhere.

    The generated one is rejected, so that it is not made again; its versions, and the attempts
    that saw them, stay. Facts that change do not change the new one any more: its words are the
    teacher's. Raises ValueError for a question that was not generated, or says nothing yet.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.origin != Item.Origin.GENERATED or item.current is None:
        raise ValueError(item.key)
    item.current.item = item
    own = write_item(
        author, item.article, item.current.to_content(), now, point=item.point, status=item.status
    )
    Slot.objects.filter(item=item).update(item=own)
    move_items([item], PublicationStatus.RETIRED, author, now)
    return own
