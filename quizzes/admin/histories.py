"""The history of a fact and of a question: who changed what, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import LANGUAGE_NAMES
from quizzes.admin.pages import own_page
from quizzes.domain.changes import Change
from quizzes.models import ItemStatusChange, User
from quizzes.selectors.fact_history import HistoryEntry
from quizzes.selectors.item_history import ItemHistoryEntry

FIELD_NAMES = {
    "article": _("article"),
    "passage": _("passage"),
    "topic": _("topic"),
    "statement": _("statement"),
    "as_of": _("as of"),
    "modality": _("modality"),
    "attributed_to": _("attributed to"),
    "status": _("status"),
    "relation": _("relation"),
    "position": _("position"),
    "kind": _("kind"),
    "exclusive": _("exclusive"),
    "question": _("question"),
    "amount": _("amount"),
    "upper": _("upper end"),
    "unit": _("unit"),
    "bound": _("bound"),
    "date": _("date"),
    "date_end": _("last day"),
    "precision": _("precision"),
    "entity": _("entity"),
    "term": _("term"),
    "aliases": _("other names"),
    "category": _("category"),
    "complete": _("complete"),
    "members": _("members"),
    "stem": _("question"),
    "explanation": _("explanation"),
    "options": _("options"),
    "key": _("right answer"),
    "accepted": _("accepted answers"),
    "truth": _("true or false"),
}


@dataclass(frozen=True)
class ChangeRow:
    """One field that changed, in words; `language` where the text is in one."""

    field: str
    language: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionRow:
    """One version of a fact or a question as a teacher reads it.

    A change of a question's status is such a row too, without a number.
    """

    number: int | None
    kind: str
    note: str
    when: datetime
    who: User | None
    changes: tuple[ChangeRow, ...]


def fact_rows(entries: Iterable[HistoryEntry]) -> list[VersionRow]:
    """The versions of a fact, in words."""
    return [
        VersionRow(
            entry.version.number,
            entry.version.get_change_display(),
            entry.version.note,
            entry.version.created_at,
            entry.version.created_by,
            change_rows(entry.changes),
        )
        for entry in entries
    ]


def item_rows(
    entries: Iterable[ItemHistoryEntry], moves: Iterable[ItemStatusChange] = ()
) -> list[VersionRow]:
    """The versions of a question and the changes of its status, in words, the newest first."""
    versions = [
        VersionRow(
            entry.version.number,
            "",
            "",
            entry.version.created_at,
            entry.version.created_by,
            change_rows(entry.changes),
        )
        for entry in entries
    ]
    statuses = [
        VersionRow(None, str(move.get_status_display()), "", move.at, move.by, ()) for move in moves
    ]
    return sorted([*statuses, *versions], key=lambda row: row.when, reverse=True)


def change_rows(changes: Iterable[Change]) -> tuple[ChangeRow, ...]:
    """Fields that changed: "Points · trained · Amount"."""
    return tuple(
        ChangeRow(
            " · ".join(_name(part) for part in change.path if part != "points"),
            next((part for part in change.path if part in LANGUAGE_NAMES), ""),
            _said(change.before),
            _said(change.after),
        )
        for change in changes
    )


def _name(part: str) -> str:
    return (
        str(capfirst(FIELD_NAMES[part])) if part in FIELD_NAMES else LANGUAGE_NAMES.get(part, part)
    )


def _said(value: object) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "–" if value is None else str(value)


def history_page(
    admin: Any, request: HttpRequest, record: Any, rows: list[VersionRow]
) -> HttpResponse:
    """The page of a history."""
    if record is None or not admin.has_view_permission(request, record):
        raise Http404
    context = {
        "record": record,
        "versions": rows,
    }
    return own_page(admin, request, "history", gettext("History"), context)
