"""Facts and questions as rows of a sheet that the import reads back unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import QuerySet

from quizzes.domain.facts import PointKind
from quizzes.domain.formats import words
from quizzes.domain.formats.cells import join_list, write_partial_date, write_quantity
from quizzes.domain.formats.columns import LANGUAGES, OFFERED_OPTIONS, Kind, Table
from quizzes.domain.formats.fact_columns import FACTS
from quizzes.domain.formats.item_bodies import SHEET_FORMS, Cells, cells_of
from quizzes.domain.formats.item_columns import ITEMS
from quizzes.domain.formats.tables import TABLES
from quizzes.domain.formats.workbooks import Page, write_csv, write_workbook
from quizzes.domain.items import ClozeBody
from quizzes.domain.writing.gaps import write_gaps
from quizzes.models import Fact, Item, Member, Point
from quizzes.models.base import lines, text_of
from quizzes.selectors.fact_base import with_points

_WIDE = ("statement", "question", "stem", "explanation")


def export_facts(facts: QuerySet[Fact], language: str) -> Page:
    """Facts as a page with headings and words in a language."""
    rows = (row for fact in with_points(facts) for row in _fact_rows(fact, language))
    return _page(FACTS, rows, language)


def export_items(items: QuerySet[Item], language: str) -> Page:
    """Questions of every form as a page; one of which nothing was ever written has no row."""
    related = items.select_related("current", "article", "point__fact").order_by("article", "pk")
    rows = [_item_row(item, language) for item in related if item.current]
    return _page(ITEMS, rows, language)


def template(kind: Kind | None, language: str) -> bytes:
    """An empty workbook with the headings, and a sheet that explains each column."""
    tables = [TABLES[kind]] if kind else list(TABLES.values())
    pages = [_page(table, [], language) for table in tables]
    return write_workbook([*pages, _help(tables, language)])


def workbook(pages: Iterable[Page]) -> bytes:
    """The pages as an .xlsx file."""
    return write_workbook(pages)


def csv_of(page: Page) -> bytes:
    """The page as a .csv file."""
    return write_csv(page)


def _help(tables: Iterable[Table], language: str) -> Page:
    chinese = language.startswith("zh")
    headings = ("工作表", "列", "内容") if chinese else ("Sheet", "Column", "What it holds")
    rows = [
        (table.title.best(language), column.heading.best(language), column.note.best(language))
        for table in tables
        for column in table.columns
        if not _is_extra(column.name)
    ]
    return Page("说明" if chinese else "Help", headings, rows, (12, 24, 90))


def _page(table: Table, rows: Iterable[Cells], language: str) -> Page:
    made = list(rows)
    used = {name for row in made for name, value in row.items() if value not in (None, "")}
    columns = [each for each in table.columns if not _is_extra(each.name) or each.name in used]
    widths = [40 if column.name.startswith(_WIDE) else 16 for column in columns]
    return Page(
        table.title.best(language),
        [column.heading.best(language) for column in columns],
        [[row.get(column.name) for column in columns] for row in made],
        widths,
    )


def _is_extra(name: str) -> bool:
    """Options beyond those offered are columns only where they are used."""
    head, _mark, rest = name.partition("_")
    return head in {"option", "match", "why"} and int(rest.partition("_")[0]) > OFFERED_OPTIONS


# Facts -------------------------------------------------------------------------------------------


def _fact_rows(fact: Fact, language: str) -> Iterator[Cells]:
    """The fact's own columns stand in its first row; all rows have its key."""
    first: Cells = {
        "article": fact.article.key,
        "passage": fact.passage.number,
        "topic": fact.topic.key,
        **cells_of("statement", text_of(fact, "statement")),
        "as_of": fact.as_of,
        "modality": words.write_word(fact.modality, words.MODALITY, language),
        **cells_of("attributed_to", text_of(fact, "attributed_to")),
        "status": words.write_word(fact.status, words.FACT_STATUS, language),
        "relation": fact.relation,
    }
    points = [_point_cells(point, language) for point in fact.points.all()] or [{}]
    for place, point in enumerate(points):
        yield {"key": fact.key, **(first if place == 0 else {}), **point}


def _point_cells(point: Point, language: str) -> Cells:
    return {
        "point": point.name,
        "kind": words.write_word(point.kind, words.KIND, language),
        **_value(point),
        "category": point.category,
        "unit": point.unit.key if point.unit else "",
        "bound": words.write_word(point.bound, words.BOUND, language) if point.bound else "",
        "exclusive": _yes(point.exclusive, language),
        "complete": _yes(True, language) if point.complete else "",
        **cells_of("question", text_of(point, "question")),
    }


def _yes(value: bool, language: str) -> str:
    return words.write_word("yes" if value else "no", words.YES_NO, language)


def _value(point: Point) -> Cells:
    if point.kind in {PointKind.SET, PointKind.SEQUENCE}:
        return _members(list(point.members.all()))
    cells: Cells = {"aliases": join_list(lines(point.aliases), "|")}
    if point.kind == PointKind.QUANTITY and point.amount is not None:
        is_range = point.upper is not None
        cells["value"] = write_quantity(point.amount, point.upper) if is_range else point.amount
    elif point.kind == PointKind.DATE and point.date is not None:
        cells["value"] = write_partial_date(point.date, point.precision, point.date_end)
    elif point.entity is not None:
        cells["value"] = point.entity.key
    return cells | cells_of("term", text_of(point, "term"))


def _members(members: list[Member]) -> Cells:
    """Each member in its place, in the column of entities or in those of terms."""
    columns: Mapping[str, list[str]] = {
        "value": [member.entity.key if member.entity else "" for member in members],
        **{
            f"term_{each.replace('-', '_')}": [text_of(m, "term").get(each, "") for m in members]
            for each in LANGUAGES
        },
    }
    cells: Cells = {name: join_list(texts) for name, texts in columns.items() if any(texts)}
    aliases = [join_list(lines(member.aliases), "|") for member in members]
    return cells | {"aliases": "；".join(aliases) if any(aliases) else ""}


# Questions ---------------------------------------------------------------------------------------


def _item_row(item: Item, language: str) -> Cells:
    assert item.current is not None  # others are left out
    item.current.item = item
    content = item.current.to_content()
    body = content.body
    stem = write_gaps(body) if isinstance(body, ClozeBody) else content.stem
    return {
        "key": item.key,
        "article": item.article.key,
        "point": f"{item.point.fact.key}.{item.point.name}" if item.point else "",
        "form": words.write_word(item.form, words.FORM, language),
        "status": words.write_word(item.status, words.ITEM_STATUS, language),
        **cells_of("stem", stem),
        **SHEET_FORMS[content.form].write(body, language),
        **cells_of("explanation", content.explanation),
    }
