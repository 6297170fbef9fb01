"""From the rows of questions to contents that can be written, compared with the bank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from quizzes.domain.formats.item_bodies import Number
from quizzes.domain.formats.item_rows import ItemRow
from quizzes.domain.formats.reading import Reader
from quizzes.domain.formats.tables import CellProblem, Sheet
from quizzes.domain.items import (
    ChoiceBody,
    ClozeBody,
    Form,
    ItemContent,
    NumericBody,
)
from quizzes.domain.problems import Problem
from quizzes.domain.quality.authored import languages_of, problems_of
from quizzes.domain.writing.keeping import keeping, said, stripped
from quizzes.models import Article, Item, Point, User
from quizzes.models.base import PublicationStatus
from quizzes.services.explaining import item_problem_text
from quizzes.services.sheet_names import Names, NotFoundError
from quizzes.services.sheet_plans import ItemDraft, Outcome, RecordPlan
from quizzes.services.writing import number_body

_AT_ONCE = 400
_KEY = re.compile(r"[-\w.]{1,160}", re.ASCII)
_COLUMN_OF = {
    "stem": "stem_zh_hans",
    "explanation": "explanation_zh_hans",
    "options": "option_1_zh_hans",
    "pairs": "option_1_zh_hans",
    "order": "option_1_zh_hans",
    "gaps": "stem_zh_hans",
    "body": "answer",
}


class ItemPlanner:
    """Plans the questions of one sheet for one user."""

    def __init__(self, sheet: Sheet, items: Sequence[ItemRow], names: Names, user: User) -> None:
        self.sheet, self.items, self.names = sheet, items, names
        self.may_add, self.may_change = (
            user.has_perm(f"quizzes.{action}_item") for action in ("add", "change")
        )
        articles = {item.article for item in items}
        self.points = _points_of(articles)
        self.kept = _kept_items(item.key for item in items)
        # A row without a key that says what a question of the article says already is that one.
        self.same = _own_items(articles) if any(not item.key for item in items) else {}

    def plans(self) -> Iterator[RecordPlan]:
        """One plan a question, in the order of the sheet."""
        for row in self.items:
            yield self._plan(row)

    def _plan(self, row: ItemRow) -> RecordPlan:
        problems = list(row.problems)
        draft = None if problems else self._draft(row, problems)
        if draft is not None:
            problems += self._refused(row, draft)
        outcome: Outcome = "bad" if problems or draft is None else _outcome(draft)
        return RecordPlan(
            kind="items",
            sheet=self.sheet.title,
            first_row=row.row.number,
            last_row=row.row.number,
            row_count=1,
            key=row.key or (draft.was.key if draft and draft.was else ""),
            text=row.stem.best("zh-hans"),
            outcome=outcome,
            problems=tuple(problems),
            draft=draft,
        )

    def _draft(self, row: ItemRow, problems: list[CellProblem]) -> ItemDraft | None:
        try:
            column = "article"
            article = self.names.article(row.article)
            column = "point"
            point = self._point(article, row.point)
        except NotFoundError as error:
            problems.append(self.sheet.problem(row.row, column, error.code, **error.params))
            return None
        content = self._content(row, point)
        problems += [self._said(row, problem) for problem in problems_of(content)]
        was = self.kept.get(row.key) if row.key else self.same.get(_said(article, point, content))
        content = _kept(was, row, content)
        status = row.status or (was.status if was else PublicationStatus.DRAFT)
        return ItemDraft(article, content, point, status, row.key, was)

    def _point(self, article: Article, key: str) -> Point | None:
        if not key:
            return None
        point = self.points.get(key)
        if point is None or point.fact.article_id != article.pk:
            raise NotFoundError("item_point_unknown", {"value": key, "article": article.key})
        return point

    def _content(self, row: ItemRow, point: Point | None) -> ItemContent:
        assert row.body is not None  # a row without one has a problem
        content = ItemContent(
            form=Form(row.form),
            points=(f"{point.fact.key}.{point.name}",) if point else (),
            stem=row.stem,
            explanation=row.explanation,
            body=row.body,
        )
        return replace(content, languages=languages_of(content))

    # Refusing ----------------------------------------------------------------------------------

    def _said(self, row: ItemRow, problem: Problem) -> CellProblem:
        of_key = {"one_right_option", "right_and_wrong_options"}
        column = "answer" if problem.code in of_key else problem.field
        column = _COLUMN_OF.get(column, column)
        text = item_problem_text(problem)
        return self.sheet.problem(row.row, column, "said", text=text, why=problem.code)

    def _refused(self, row: ItemRow, draft: ItemDraft) -> Iterator[CellProblem]:
        was = draft.was
        if not (self.may_change if was else self.may_add):
            yield self.sheet.problem(row.row, "key", "not_allowed")
        if row.status == PublicationStatus.PUBLISHED and not self.may_change:
            yield self.sheet.problem(row.row, "status", "may_not_publish")
        if row.key and not _KEY.fullmatch(row.key):
            yield self.sheet.problem(row.row, "key", "key_malformed", value=row.key)
        if was is None:
            return
        if was.article_id != draft.article.pk:
            yield self.sheet.problem(
                row.row, "article", "item_of_other_article", article=was.article.key
            )
        elif was.form != draft.content.form.value:
            yield self.sheet.problem(row.row, "form", "form_stays")
        elif was.origin == Item.Origin.GENERATED and _outcome(draft) == "changed":
            yield self.sheet.problem(row.row, "key", "item_generated")


def number_of(names: Names) -> Number:
    """A number with its unit as a sheet names it; the problem of an unknown one is noted."""

    def number(
        reader: Reader, amount: Decimal, unit: str, tolerance: Decimal
    ) -> NumericBody | None:
        try:
            key = names.unit(unit).key
        except NotFoundError as error:
            reader.problem("unit", error.code, **error.params)
            return None
        return number_body(amount, key, names.unit_values, tolerance)

    return number


def _kept(was: Item | None, row: ItemRow, content: ItemContent) -> ItemContent:
    """What a row cannot say stays as it is."""
    old = _content_of(was)
    content = keeping(old, content) if old else content
    if isinstance(content.body, ChoiceBody) and row.in_order is not None:
        return replace(content, body=replace(content.body, in_order=row.in_order))
    return content


# Comparing ---------------------------------------------------------------------------------------


def _outcome(draft: ItemDraft) -> Outcome:
    if draft.was is None:
        return "new"
    old = _content_of(draft.was)
    if old is None or draft.was.status != draft.status:
        return "changed"
    point_pk = draft.point.pk if draft.point else None
    same = draft.was.point_id == point_pk and _of_content(old) == _of_content(draft.content)
    return "unchanged" if same else "changed"


def _said(article: Article, point: Point | None, content: ItemContent) -> tuple[Any, ...]:
    return article.pk, point.pk if point else None, _of_content(content)


def _of_content(content: ItemContent) -> tuple[Any, ...]:
    """All that a row can say of a content, to be compared."""
    body = content.body
    stem = None if isinstance(body, ClozeBody) else stripped(content.stem)
    in_order = isinstance(body, ChoiceBody) and body.in_order
    return content.form, stem, stripped(content.explanation), in_order, said(body)


def _content_of(item: Item | None) -> ItemContent | None:
    if item is None or item.current is None:
        return None
    item.current.item = item
    return item.current.to_content()


# Reading -----------------------------------------------------------------------------------------


def _points_of(articles: Iterable[str]) -> dict[str, Point]:
    points = Point.objects.filter(fact__article__key__in=set(articles)).select_related("fact")
    return {f"{point.fact.key}.{point.name}": point for point in points}


def _kept_items(keys: Iterable[str]) -> dict[str, Item]:
    wanted = sorted(set(keys) - {""})
    found: dict[str, Item] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        items = Item.objects.filter(key__in=wanted[start : start + _AT_ONCE])
        found |= {item.key: item for item in items.select_related("current", "article")}
    return found


def _own_items(articles: Iterable[str]) -> dict[tuple[Any, ...], Item]:
    items = Item.objects.filter(article__key__in=set(articles), origin=Item.Origin.TEACHER)
    found = {}
    for item in items.select_related("current", "article").order_by("-pk"):
        content = _content_of(item)
        if content is not None:
            found[item.article_id, item.point_id, _of_content(content)] = item
    return found
