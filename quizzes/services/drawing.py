"""Which item versions a new attempt asks: the quiz's fixed slots, and those drawn from the bank."""

from __future__ import annotations

from random import Random

from django.db.models import Q, QuerySet

from quizzes.domain.assembly import Candidate, answers_of, draw
from quizzes.models import Fact, Item, ItemVersion, Quiz
from quizzes.models.base import PublicationStatus

POOL = 300
"""Items of a large bank that are read to draw from: a sample by lot, not the whole bank."""


def versions_for(quiz: Quiz, language: str, seed: int) -> list[ItemVersion]:
    """The versions to ask, in order: fixed slots that are still published, and drawn ones.

    Questions that exist in the language are drawn first, the others only where too few do.
    Slots that nothing can fill are left out. Three queries, however large the bank.
    """
    slots = list(quiz.slots.select_related("item").order_by("position"))
    chosen = {
        slot.position: slot.item.current_id
        for slot in slots
        if slot.item and slot.item.current_id and _is_published(slot.item)
    }
    places = [slot.position for slot in slots if slot.item_id is None]
    pool = _pool(quiz, language, seed) if places else []
    versions = _read([*chosen.values(), *pool])
    if places:
        taken = [_candidate(versions[pk], language) for pk in chosen.values()]
        fresh = [_candidate(versions[pk], language) for pk in pool if pk not in chosen.values()]
        drawn = draw(fresh, len(places), seed, taken)
        chosen |= dict(zip(places, [each.id for each in drawn], strict=False))
    return [versions[chosen[place]] for place in sorted(chosen)]


def _is_published(item: Item) -> bool:
    return item.status == PublicationStatus.PUBLISHED


def _bank(quiz: Quiz) -> QuerySet[Item]:
    """The published items of the quiz's article or topic."""
    items = Item.objects.filter(
        Q(point__isnull=True) | Q(point__fact__status=Fact.Status.PUBLISHED),
        article_id=quiz.article_id,
        status=PublicationStatus.PUBLISHED,
        current__isnull=False,
    )
    return items if quiz.topic_id is None else items.filter(point__fact__topic_id=quiz.topic_id)


def _pool(quiz: Quiz, language: str, seed: int) -> list[int]:
    """Up to `POOL` versions by lot, those that exist in the language first."""
    rows = _bank(quiz).order_by("pk").values_list("current_id", "current__languages")
    drawn = [(language not in languages, pk) for pk, languages in rows]
    Random(f"pool|{seed}").shuffle(drawn)
    return [pk for _is_other, pk in sorted(drawn, key=lambda row: row[0])[:POOL]]


def _read(versions: list[int]) -> dict[int, ItemVersion]:
    related = ItemVersion.objects.select_related("item__point__fact__topic")
    return related.in_bulk(versions)


def _candidate(version: ItemVersion, language: str) -> Candidate:
    content, point = version.to_content(), version.item.point
    return Candidate(
        id=version.pk,
        asks=frozenset(version.asks),
        form=content.form,
        topic=point.fact.topic.key if point else "",
        shows=frozenset(version.shows),
        stem=content.stem.best(language),
        answers=answers_of(content, language),
        rank=int(language not in version.languages),
    )
