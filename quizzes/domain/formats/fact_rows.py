"""Facts as rows of a sheet: a row a point, the rows of one fact one below the other."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.domain.facts import PointKind
from quizzes.domain.formats import words
from quizzes.domain.formats.cells import (
    read_partial_date,
    read_quantity,
    split_list,
    split_ways,
    unescape,
)
from quizzes.domain.formats.reading import Reader
from quizzes.domain.formats.tables import CellProblem, Row, Sheet
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.errors import UnreadableError
from quizzes.domain.values.quantities import Bound

OF_FACT = (
    "article",
    "passage",
    "topic",
    "statement_zh_hans",
    "statement_en",
    "as_of",
    "modality",
    "attributed_to_zh_hans",
    "attributed_to_en",
    "status",
    "relation",
)
"""The columns that say something of the whole fact: filled in its first row."""
OF_POINT = ("point", "kind", "value", "term_zh_hans", "term_en", "unit", "bound")
"""The columns by which a row is known to have a point."""


@dataclass(frozen=True)
class MemberRow:
    """One member as it was typed: the name or key of an entity, or a term."""

    entity: str = ""
    term: Text = Text()
    aliases: tuple[str, ...] = ()


@dataclass
class PointRow:
    """A point as its row gives it; `entity` and `unit` are names or keys, not yet looked up."""

    row: Row
    name: str
    kind: str
    exclusive: bool = False
    complete: bool = False
    amount: Decimal | None = None
    upper: Decimal | None = None
    bound: str = ""
    unit: str = ""
    date: PartialDate | None = None
    entity: str = ""
    term: Text = Text()
    aliases: tuple[str, ...] = ()
    category: str = ""
    members: tuple[MemberRow, ...] = ()
    question: Text = Text()


@dataclass
class FactRows:
    """A fact as its rows give it; `status` "" where it is left as it is."""

    rows: list[Row]
    key: str
    article: str
    passage: int | None
    topic: str
    statement: Text
    as_of: datetime.date | None
    modality: str
    attributed_to: Text
    status: str
    relation: str
    points: list[PointRow] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)


def read_facts(sheet: Sheet) -> list[FactRows]:
    """The facts of a sheet, each with the problems of its cells."""
    seen: set[str] = set()
    facts = []
    for rows in _groups(sheet.rows):
        fact = _read_fact(sheet, rows)
        if fact.key and fact.key in seen:
            fact.problems.append(sheet.problem(rows[0], "key", "key_again", key=fact.key))
        seen.add(fact.key)
        facts.append(fact)
    return facts


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows that belong together: with the key of the row above, or with none."""
    group: list[Row] = []
    for row in rows:
        key = row.get("key")
        starts = not group or (key != "" and key != group[0].get("key"))
        if starts and group:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _read_fact(sheet: Sheet, rows: list[Row]) -> FactRows:
    first = Reader(sheet, rows[0])
    fact = FactRows(
        rows=rows,
        key=first.needed("key"),
        article=first.needed("article"),
        passage=first.whole_number("passage"),
        topic=first.needed("topic"),
        statement=first.text("statement"),
        as_of=first.day("as_of"),
        modality=first.word("modality", words.MODALITY) or "actual",
        attributed_to=first.text("attributed_to"),
        status=first.word("status", words.FACT_STATUS),
        relation=first.get("relation"),
        problems=first.problems,
    )
    fact.problems += [problem for row in rows for problem in sheet.errors(row)]
    for row in rows[1:]:
        fact.problems += _differing(sheet, rows[0], row)
    for row in rows:
        if any(row.get(name) for name in OF_POINT):
            reader = Reader(sheet, row)
            fact.points.append(_read_point(reader))
            fact.problems += reader.problems
    return fact


def _differing(sheet: Sheet, first: Row, row: Row) -> Iterator[CellProblem]:
    for name in OF_FACT:
        if row.get(name) and row.get(name) != first.get(name):
            yield sheet.problem(row, name, "differs_from_first_row", row=str(first.number))


def _read_point(reader: Reader) -> PointRow:
    point = PointRow(
        row=reader.row,
        name=reader.needed("point"),
        kind=reader.word("kind", words.KIND, needed=True),
        exclusive=reader.yes("exclusive"),
        complete=reader.yes("complete"),
        category=reader.get("category"),
        question=reader.text("question"),
        unit=reader.get("unit"),
        bound=reader.word("bound", words.BOUND),
    )
    if point.kind not in {PointKind.SET, PointKind.SEQUENCE}:
        point.aliases = tuple(split_ways(reader.get("aliases")))
    match point.kind:
        case PointKind.QUANTITY:
            _read_quantity(reader, point)
        case PointKind.DATE:
            _read_date(reader, point)
        case PointKind.ENTITY:
            point.entity = reader.needed("value")
        case PointKind.TERM:
            point.term = reader.text("term") or _as_term(reader.needed("value"))
        case PointKind.SET | PointKind.SEQUENCE:
            point.members = tuple(_members(reader))
    return point


def _as_term(text: str) -> Text:
    """A term that stands in the column of values: Chinese where a Chinese character is in it."""
    is_chinese = any("\u4e00" <= char <= "\u9fff" for char in text)
    return Text.of({"zh-hans" if is_chinese else "en": text})


def _read_quantity(reader: Reader, point: PointRow) -> None:
    text = reader.needed("value")
    if not text:
        return
    try:
        read = read_quantity(text)
    except UnreadableError as error:
        reader.problem("value", "not_a_number", value=text, why=error.code)
        return
    point.amount, point.upper = read.amount, read.upper
    if read.rest and point.unit and read.rest == "%":
        pass  # the column tells which percentage is meant: a share, or a growth rate
    elif read.rest and not point.unit:
        point.unit = read.rest
    elif read.rest:
        reader.problem("value", "unit_twice", value=text, unit=point.unit)
    if point.upper is not None:
        point.bound = point.bound or Bound.RANGE.value
    point.bound = point.bound or read.bound.value


def _read_date(reader: Reader, point: PointRow) -> None:
    text = reader.needed("value")
    if not text:
        return
    try:
        point.date = read_partial_date(text)
    except UnreadableError as error:
        reader.problem("value", "not_a_date", value=text, why=error.code)


def _members(reader: Reader) -> Iterator[MemberRow]:
    columns = ("value", "term_zh_hans", "term_en", "aliases")
    lists = [split_list(reader.get(name)) for name in columns]
    count = max(len(each) for each in lists[:3])
    if len(lists[3]) > count:
        reader.problem("aliases", "more_aliases_than_members")
    for place in range(count):
        entity, zh, en, aliases = (each[place] if place < len(each) else "" for each in lists)
        term = Text.of({"zh-hans": unescape(zh), "en": unescape(en)})
        if not entity and not term:
            reader.problem("value", "member_empty", number=str(place + 1))
        yield MemberRow(unescape(entity), term, tuple(split_ways(aliases)))
