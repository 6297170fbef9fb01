"""What an answer is worth today: by the version that was seen, with what was put right since.

Both who hands in after a correction and who did before are marked by it: an attempt that was open
meanwhile gets the marks that a regrade would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quizzes.domain.facts import Value
from quizzes.domain.items import ItemContent
from quizzes.domain.marking.corrected import (
    CREDITED,
    UNREADABLE,
    Corrected,
    Truth,
    corrected_content,
    with_names_of,
)
from quizzes.domain.responses import MalformedResponseError, Mark
from quizzes.models import AttemptSlot, Correction, Fact, FactVersion, Item, ItemVersion
from quizzes.models.base import PublicationStatus
from quizzes.selectors.fact_history import changed_values
from quizzes.selectors.study_cards import narrow_base

RELATIONS = (
    "attempt__learner",
    "attempt__quiz",
    "version__item__current",
    "version__item__point__fact",
    "response",
)
"""What a slot should be loaded with to be marked anew."""


@dataclass(frozen=True)
class _Record:
    """What a fact said from a version, and a moment, on."""

    number: int
    at: datetime
    content: Mapping[str, Any]


class AnewMarker:
    """Marks the questions of some attempts by what is true today; four queries at most.

    Which values are others than were seen is told by the history of the facts, or by
    `changed_points`, their keys, where the caller knows.
    """

    def __init__(
        self, slots: Iterable[AttemptSlot], changed_points: Collection[str] | None = None
    ) -> None:
        self.known = None if changed_points is None else frozenset(changed_points)
        self._contents: dict[int, ItemContent] = {}
        old = [slot.version for slot in slots if slot.version_id != slot.version.item.current_id]
        asked = {fact_of(key) for version in old for key in version.asks}
        self._records = _records(asked) if self.known is None else {}
        self._changed = {version.pk: self._find_changed(version) for version in old}
        changed = {key for keys in self._changed.values() for key in keys or ()}
        self._values = _values({fact_of(key) for key in changed})

    def content(self, slot: AttemptSlot) -> Corrected | None:
        """What marks a question: as it was seen, with the key of today; None: all are credited."""
        changed = self._changed.get(slot.version_id, frozenset())
        item = slot.version.item
        seen = self._content(slot.version, item)
        now = self._content(item.current, item) if item.current else None
        if changed is not None and not changed:
            return Corrected(with_names_of(seen, now))
        is_asked = item.status == PublicationStatus.PUBLISHED
        return corrected_content(seen, Truth(now if is_asked else None, self._values, changed))

    def is_changed(self, slot: AttemptSlot) -> bool:
        """Whether a question asks something that is another thing today."""
        return self._changed.get(slot.version_id, frozenset()) != frozenset()

    def mark(self, slot: AttemptSlot, answer: Mapping[str, Any]) -> Mark | None:
        """The mark of an answer; None where it stays as it is (nothing answered, unreadable)."""
        found = self.content(slot)
        if found is None:
            return Mark(1.0, CREDITED)
        if not answer and not found.credited:
            return Mark(0.0, is_blank=True) if self.is_changed(slot) else None
        try:
            return found.mark(answer, slot.attempt.language)
        except MalformedResponseError:
            return Mark(0.0, UNREADABLE) if self.is_changed(slot) else None

    def _find_changed(self, version: ItemVersion) -> frozenset[str] | None:
        """Keys of the points whose value changed since; None: the question itself was rewritten."""
        if version.item.origin == Item.Origin.TEACHER:
            return None  # its newest version says what is right
        if self.known is not None:
            return self.known & set(version.asks)
        return frozenset(key for key in version.asks if self._is_changed(key, version))

    def _is_changed(self, key: str, version: ItemVersion) -> bool:
        fact, name = fact_of(key), key.rpartition(".")[2]
        records = self._records.get(fact, [])
        point, number = version.item.point, version.fact_version
        if point is not None and point.fact.key == fact and number:
            then = [each.content for each in records if each.number <= number]
        else:
            then = [each.content for each in records if each.at <= version.created_at]
        return bool(then) and name in changed_values(then[-1], records[-1].content)

    def _content(self, version: ItemVersion, item: Item) -> ItemContent:
        if version.pk not in self._contents:
            version.item = item
            self._contents[version.pk] = version.to_content()
        return self._contents[version.pk]


class SubmissionMarker(AnewMarker):
    """Marks an attempt that is handed in: by what was seen, save what was corrected since."""

    def __init__(self, slots: Collection[AttemptSlot]) -> None:
        super().__init__(slots, corrected_since(slots))

    def _find_changed(self, version: ItemVersion) -> frozenset[str] | None:
        if version.item.origin == Item.Origin.TEACHER:
            return frozenset()  # reworded or corrected: a teacher says so by a regrade
        return super()._find_changed(version)


def corrected_since(slots: Iterable[AttemptSlot]) -> frozenset[str]:
    """Keys of the points that were corrected after the versions seen were made. One query."""
    oldest: dict[str, datetime] = {}
    for slot in slots:
        if slot.version_id != slot.version.item.current_id:
            for key in slot.version.asks:
                at = slot.version.created_at
                oldest[key] = min(at, oldest.get(key, at))
    if not oldest:
        return frozenset()
    facts = {fact_of(key) for key in oldest}
    rows = Correction.objects.filter(point__fact__key__in=facts)
    found = rows.values_list("point__fact__key", "point__name", "at")
    return frozenset(
        key for fact, name, at in found if (key := f"{fact}.{name}") in oldest and at > oldest[key]
    )


def fact_of(key: str) -> str:
    """The key of the fact that a point belongs to."""
    return key.rpartition(".")[0]


def _records(facts: Collection[str]) -> dict[str, list[_Record]]:
    """What the facts said, and from when on, by key of the fact."""
    found: dict[str, list[_Record]] = defaultdict(list)
    if facts:
        rows = FactVersion.objects.filter(fact__key__in=facts).order_by("fact_id", "number")
        for key, *said in rows.values_list("fact__key", "number", "created_at", "content"):
            found[key].append(_Record(*said))
    return found


def _values(facts: Collection[str]) -> dict[str, Value]:
    """The values of today of all points of some published facts, by key."""
    if not facts:
        return {}
    published = Fact.objects.filter(key__in=facts, status=Fact.Status.PUBLISHED)
    _rows, base = narrow_base(set(published.values_list("pk", flat=True)))
    return {key: point.value for key, point in base.points.items()}
