"""The versions of an item, each with what it changed in the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quizzes.domain.changes import Change, changes
from quizzes.domain.items import ChoiceBody, ItemContent, TextBody, TrueFalseBody
from quizzes.domain.text import Text
from quizzes.models import Item, ItemStatusChange, ItemVersion
from quizzes.selectors.right_answers import right_answer


@dataclass(frozen=True)
class ItemHistoryEntry:
    """One version, with what it changed in the one before (nothing in the first)."""

    version: ItemVersion
    content: ItemContent
    changes: tuple[Change, ...]

    @property
    def stem(self) -> Text:
        return self.content.stem

    @property
    def explanation(self) -> Text:
        return self.content.explanation


def item_history(item: Item) -> list[ItemHistoryEntry]:
    """The versions of an item, the newest first. One query."""
    entries: list[ItemHistoryEntry] = []
    before: dict[str, Any] | None = None
    for version in item.versions.select_related("created_by").order_by("number"):
        version.item = item
        content = version.to_content()
        record = content_record(content)
        found = changes(before, record) if before is not None else []
        entries.append(ItemHistoryEntry(version, content, tuple(found)))
        before = record
    return entries[::-1]


def status_changes(item: Item) -> list[ItemStatusChange]:
    """When the item was published or rejected, and by whom, the newest first. One query."""
    return list(item.status_changes.select_related("by").order_by("-at", "-pk"))


def content_record(content: ItemContent) -> dict[str, Any]:
    """What a content says to people, by field and language: what two versions differ in."""
    body, languages = content.body, list(content.stem)
    record: dict[str, Any] = {"stem": dict(content.stem), "explanation": dict(content.explanation)}
    if isinstance(body, TrueFalseBody):
        return {**record, "truth": body.truth}
    if isinstance(body, ChoiceBody):
        record["options"] = {
            each: [option.text.best(each) for option in body.options] for each in languages
        }
    if isinstance(body, TextBody):
        record["accepted"] = " · ".join(body.accepted)
    record["key"] = {each: " · ".join(right_answer(body, each)) for each in languages}
    return record
