"""What a quiz asks: questions chosen by hand, and places for drawn ones."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from quizzes.models import Item, Quiz, Slot


@transaction.atomic
def arrange_slots(quiz: Quiz, fixed: Iterable[tuple[int, Item]], drawn: int) -> list[Slot]:
    """Give a quiz exactly these fixed items, at about these positions, and so many drawn places.

    Drawn places keep their position where they have one; new ones come last. Positions are
    counted through from 1. Slots are rewritten as a whole: attempts refer to versions, not slots.
    """
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    kept = quiz.slots.filter(item=None).order_by("position").values_list("position", flat=True)
    places: list[tuple[float, int, Item | None]] = [(place, 0, item) for place, item in fixed]
    places += [(place, 1, None) for place in kept[:drawn]]
    places += [(float("inf"), 1, None)] * (drawn - min(drawn, len(kept)))
    places.sort(key=lambda place: place[:2])
    quiz.slots.all().delete()
    return Slot.objects.bulk_create(
        Slot(quiz=quiz, position=position, item=item)
        for position, (_place, _rank, item) in enumerate(places, start=1)
    )
