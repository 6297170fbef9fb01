"""Importing facts and questions from a spreadsheet: first what it would do, then doing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from quizzes.domain.formats.fact_rows import read_facts
from quizzes.domain.formats.item_rows import read_items
from quizzes.domain.formats.tables import Cell, CellProblem, Sheet, read_table
from quizzes.domain.formats.workbooks import Book, UnreadableFileError, read_book
from quizzes.models import Fact, Item, User
from quizzes.services.bank import refresh_items
from quizzes.services.default_quizzes import ensure_quizzes
from quizzes.services.facts import save_fact
from quizzes.services.sheet_facts import FactPlanner
from quizzes.services.sheet_items import ItemPlanner, number_of
from quizzes.services.sheet_names import Names
from quizzes.services.sheet_plans import FactDraft, ImportPlan, ItemDraft, RecordPlan
from quizzes.services.writing import write_item

_AT_ONCE = 400
_HELP_TITLES = {"说明", "Help"}
Progress = Callable[[], object]


class BadRowsError(ValueError):
    """A file with bad rows is imported only when told to skip them."""


class ChangedMeanwhileError(ValueError):
    """Somebody changed what the file changes, after the plan was made."""


@dataclass
class Applied:
    """What was saved; `changed` are those of them that were there before."""

    facts: list[Fact] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    changed: list[Fact | Item] = field(default_factory=list)
    skipped: int = 0


def plan_import(content: bytes, name: str, user: User) -> ImportPlan:
    """What an import of a file by a user would do; nothing is written.

    Raises UnreadableFileError for what is no spreadsheet, is too large or holds no known table.
    """
    book = read_book(content, name)
    sheets = [sheet for grid in book.grids if (sheet := read_table(grid)) is not None]
    if not sheets:
        raise UnreadableFileError("no_table")
    problems = tuple(problem for sheet in sheets for problem in sheet.problems)
    names = Names()
    # What belongs to no column that is needed would be named in every row once more.
    whole = [sheet for sheet in sheets if not _lacks_column(sheet)]
    records = tuple(plan for sheet in whole for plan in _plans(sheet, names, user))
    if not records and not problems:
        raise UnreadableFileError("no_rows")
    return ImportPlan(records, problems, tuple(_notices(book, sheets)))


def _lacks_column(sheet: Sheet) -> bool:
    return any(problem.code == "heading_missing" for problem in sheet.problems)


def _plans(sheet: Sheet, names: Names, user: User) -> Iterator[RecordPlan]:
    if sheet.kind == "facts":
        yield from FactPlanner(sheet, read_facts(sheet), names, user).plans()
    else:
        yield from ItemPlanner(sheet, read_items(sheet, number_of(names)), names, user).plans()


def _notices(book: Book, sheets: Iterable[Sheet]) -> Iterator[CellProblem]:
    read = set()
    for sheet in sheets:
        read.add(sheet.title)
        for cell in sheet.unknown:
            yield CellProblem(cell, "heading_unknown", {"heading": cell.heading})
    for grid in book.grids:
        if grid.title not in read and grid.title not in _HELP_TITLES and grid.rows:
            yield CellProblem(Cell(grid.title, 0), "sheet_not_read", {"sheet": grid.title})
    if book.encoding == "gb18030":
        yield CellProblem(Cell(book.grids[0].title, 0), "encoding_guessed")


@transaction.atomic
def apply_import(
    plan: ImportPlan,
    author: User,
    now: datetime,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> Applied:
    """Save what a plan says is new or changed, all or nothing; the bank follows.

    Raises BadRowsError where rows are bad and not to be skipped, or the file itself is; and
    ChangedMeanwhileError where a fact or question is no longer what the plan was made from.
    """
    if plan.file_problems or (plan.bad and not skip_bad):
        raise BadRowsError
    drafts = [record.draft for record in plan.to_write]
    _check_unchanged(drafts)
    applied = Applied(skipped=len(plan.bad))
    articles: set[str] = set()
    for draft in drafts:
        if isinstance(draft, FactDraft):
            fact = save_fact(draft.fact, draft.points, by=author, now=now)
            applied.facts.append(fact)
            applied.changed += [fact] if draft.was else []
            statuses = {draft.fact.status, draft.was.status if draft.was else ""}
            if statuses != {Fact.Status.DRAFT, ""} and statuses != {Fact.Status.DRAFT}:
                articles.add(draft.fact.article.key)
        elif draft is not None:
            item = _write_item(draft, author, now)
            applied.items.append(item)
            applied.changed += [item] if draft.was else []
        if progress:
            progress()
    if articles:
        refresh_items(articles, now)
        ensure_quizzes(articles)
    return applied


def _write_item(draft: ItemDraft, author: User, now: datetime) -> Item:
    return write_item(
        author=author,
        article=draft.article,
        content=draft.content,
        now=now,
        item=draft.was,
        point=draft.point,
        status=draft.status,
        key=draft.key,
    )


def _check_unchanged(drafts: Iterable[FactDraft | ItemDraft | None]) -> None:
    """Lock what will be written, and see that it is what it was."""
    facts: dict[str, int | None] = {}
    items: dict[str, int | None] = {}
    for draft in drafts:
        if isinstance(draft, FactDraft):
            facts[draft.fact.key] = draft.was.version if draft.was else None
        elif draft is not None and (draft.key or draft.was):
            items[draft.was.key if draft.was else draft.key] = (
                draft.was.current_id if draft.was else None
            )
    kept = {
        fact.key: fact.version
        for keys in _chunks(facts)
        for fact in Fact.objects.select_for_update().filter(key__in=keys)
    }
    current = {
        item.key: item.current_id
        for keys in _chunks(items)
        for item in Item.objects.select_for_update().filter(key__in=keys)
    }
    if any(kept.get(key) != was for key, was in facts.items()) or any(
        current.get(key) != was for key, was in items.items()
    ):
        raise ChangedMeanwhileError


def _chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
