"""From the rows of facts to records that can be saved, compared with what is kept."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from quizzes.domain.facts import PointKind
from quizzes.domain.formats.fact_rows import FactRows, MemberRow, PointRow
from quizzes.domain.formats.tables import CellProblem, Row, Sheet
from quizzes.domain.problems import Problem
from quizzes.models import Fact, Item, Member, Point, Review, User
from quizzes.models.base import lines, set_text, text_of
from quizzes.selectors.fact_base import with_points
from quizzes.services.sheet_names import Names, NotFoundError
from quizzes.services.sheet_plans import FactDraft, Outcome, RecordPlan
from quizzes.services.validation import PointDraft, check_fact, message

_AT_ONCE = 400
_COLUMN_OF = {
    "statement": "statement_zh_hans",
    "points": "point",
    "name": "point",
    "amount": "value",
    "upper": "value",
    "date": "value",
    "date_end": "value",
    "precision": "value",
    "entity": "value",
    "members": "value",
    "term": "term_zh_hans",
}
"""Where the field of a record stands, when its column has another name."""
_NOT_TYPED = {
    Fact: {"id", "article", "passage", "topic", "statement", "attributed_to", "version"},
    Point: {"id", "fact", "unit", "entity", "question", "term", "position"},
    Member: {"id", "point", "entity", "term", "position"},
}
"""Columns that a cell does not fill as it stands: they are checked elsewhere."""


class FactPlanner:
    """Plans the facts of one sheet for one user."""

    def __init__(self, sheet: Sheet, facts: Sequence[FactRows], names: Names, user: User) -> None:
        self.sheet, self.facts, self.names = sheet, facts, names
        self.may_add, self.may_change = (
            user.has_perm(f"quizzes.{action}_fact") for action in ("add", "change")
        )
        self.kept = _kept_facts(fact.key for fact in facts)
        self.in_use = _points_in_use(self.kept.values())

    def plans(self) -> Iterator[RecordPlan]:
        """One plan a fact, in the order of the sheet."""
        for rows in self.facts:
            yield self._plan(rows)

    def _plan(self, rows: FactRows) -> RecordPlan:
        kept = self.kept.get(rows.key)
        problems = list(rows.problems)
        draft = self._draft(rows, kept, problems)
        if draft is not None:
            problems += self._checked(rows, draft, problems)
        problems += self._refused(rows, kept, draft)
        outcome: Outcome = "bad" if problems or draft is None else _outcome(draft)
        return RecordPlan(
            kind="facts",
            sheet=self.sheet.title,
            first_row=rows.rows[0].number,
            last_row=rows.rows[-1].number,
            row_count=len(rows.rows),
            key=rows.key,
            text=rows.statement.best("zh-hans"),
            outcome=outcome,
            problems=tuple(problems),
            draft=draft,
        )

    # Making the records ------------------------------------------------------------------------

    def _draft(
        self, rows: FactRows, kept: Fact | None, problems: list[CellProblem]
    ) -> FactDraft | None:
        """The records; None where the article is not known, without which nothing is."""
        fact = copy.copy(kept) if kept is not None else Fact(key=rows.key)
        first, before = rows.rows[0], len(problems)
        if not rows.article:
            return None
        try:
            fact.article = self.names.article(rows.article)
        except NotFoundError as error:
            problems.append(self._not_found(first, "article", error))
            return None
        self._place(fact, rows, problems)
        fact.as_of, fact.modality, fact.relation = rows.as_of, rows.modality, rows.relation
        fact.status = rows.status or fact.status
        set_text(fact, "statement", rows.statement)
        set_text(fact, "attributed_to", rows.attributed_to)
        records = {point.name: point for point in kept.points.all()} if kept else {}
        points = [self._point(point, records, problems) for point in rows.points]
        is_placed = bool(fact.passage_id and fact.topic_id) or len(problems) == before
        return FactDraft(fact, points, kept) if is_placed else None

    def _place(self, fact: Fact, rows: FactRows, problems: list[CellProblem]) -> None:
        try:
            if rows.passage is not None:
                fact.passage = self.names.passage(fact.article, rows.passage)
        except NotFoundError as error:
            problems.append(self._not_found(rows.rows[0], "passage", error))
        try:
            if rows.topic:
                fact.topic = self.names.topic(fact.article, rows.topic)
        except NotFoundError as error:
            problems.append(self._not_found(rows.rows[0], "topic", error))

    def _point(
        self, rows: PointRow, records: Mapping[str, Point], problems: list[CellProblem]
    ) -> PointDraft:
        kept = records.get(rows.name)
        point = Point(
            pk=kept.pk if kept else None,
            name=rows.name,
            kind=rows.kind,
            exclusive=rows.exclusive,
            complete=rows.complete,
            category=rows.category,
            aliases="\n".join(rows.aliases),
            amount=rows.amount,
            upper=rows.upper,
            bound=rows.bound if rows.kind == PointKind.QUANTITY else "",
        )
        if kept and rows.kind in {PointKind.SET, PointKind.SEQUENCE}:
            point.aliases = kept.aliases
        if rows.date is not None:
            point.date, point.date_end = rows.date.start, rows.date.end
            point.precision = rows.date.precision.value
        set_text(point, "question", rows.question)
        set_text(point, "term", rows.term)
        self._look_up(point, rows, problems)
        return PointDraft(point, [self._member(rows, each, problems) for each in rows.members])

    def _look_up(self, point: Point, rows: PointRow, problems: list[CellProblem]) -> None:
        try:
            if rows.unit and rows.kind == PointKind.QUANTITY:
                point.unit = self.names.unit(rows.unit)
        except NotFoundError as error:
            column = "unit" if rows.row.get("unit") else "value"
            problems.append(self._not_found(rows.row, column, error))
        try:
            if rows.entity:
                point.entity = self.names.entity(rows.entity)
        except NotFoundError as error:
            problems.append(self._not_found(rows.row, "value", error))

    def _member(self, rows: PointRow, given: MemberRow, problems: list[CellProblem]) -> Member:
        member = Member(aliases="\n".join(given.aliases))
        set_text(member, "term", given.term)
        try:
            if given.entity:
                member.entity = self.names.entity(given.entity)
        except NotFoundError as error:
            problems.append(self._not_found(rows.row, "value", error))
        return member

    def _not_found(self, row: Row, column: str, error: NotFoundError) -> CellProblem:
        return self.sheet.problem(row, column, error.code, **error.params)

    # Checking them -----------------------------------------------------------------------------

    def _checked(
        self, rows: FactRows, draft: FactDraft, known: Iterable[CellProblem]
    ) -> Iterator[CellProblem]:
        """What the one check of facts says, where the cells themselves say nothing yet."""
        wrong_rows = {problem.cell.row for problem in known}
        point_rows = {f"{rows.key}.{point.name}": point.row for point in rows.points}
        first = rows.rows[0]
        for problem in check_fact(draft.fact, draft.points):
            row = point_rows.get(problem.where, first)
            if row.number not in wrong_rows:
                yield self._said(row, problem.field, message(problem), problem)
        for record, row in _records(rows, draft):
            if row.number not in wrong_rows:
                for field, text in _field_errors(record):
                    yield self._said(row, field, text)

    def _said(self, row: Row, name: str, text: str, problem: Problem | None = None) -> CellProblem:
        column = _COLUMN_OF.get(name, name)
        if name in {"term", "members"} and not row.get("value"):
            column = "term_zh_hans"
        code = problem.code if problem else "said"
        return self.sheet.problem(row, column, "said", text=text, why=code)

    def _refused(
        self, rows: FactRows, kept: Fact | None, draft: FactDraft | None
    ) -> Iterator[CellProblem]:
        """What is well written and yet may not be done."""
        first = rows.rows[0]
        if not (self.may_change if kept else self.may_add):
            yield self.sheet.problem(first, "key", "not_allowed")
        if rows.status == Fact.Status.PUBLISHED and not self.may_change:
            yield self.sheet.problem(first, "status", "may_not_publish")
        if kept is None:
            return
        if draft is not None and draft.fact.article_id != kept.article_id:
            yield self.sheet.problem(
                first, "article", "fact_of_other_article", article=kept.article.key
            )
        given = {point.name for point in rows.points}
        for point in kept.points.all():
            if point.name not in given and point.pk in self.in_use:
                yield self.sheet.problem(first, "point", "point_in_use", name=point.name)
        # What a change does to scores and memories is shown before it is made: only there.
        if kept.status == Fact.Status.PUBLISHED and draft and _outcome(draft) == "changed":
            yield self.sheet.problem(first, "key", "published_fact")


def _kept_facts(keys: Iterable[str]) -> dict[str, Fact]:
    wanted = sorted(set(keys))
    found: dict[str, Fact] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        facts = Fact.objects.filter(key__in=wanted[start : start + _AT_ONCE])
        found |= {fact.key: fact for fact in with_points(facts)}
    return found


def _points_in_use(facts: Iterable[Fact]) -> set[int]:
    """The points that questions or memories hang on: they cannot be left out."""
    keys = [point.pk for fact in facts for point in fact.points.all()]
    found: set[int] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        items = Item.objects.filter(point__in=some).values_list("point_id", flat=True)
        found.update(pk for pk in items if pk is not None)
        found.update(Review.objects.filter(point__in=some).values_list("point_id", flat=True))
    return found


def _records(rows: FactRows, draft: FactDraft) -> Iterator[tuple[Model, Row]]:
    yield draft.fact, rows.rows[0]
    for row, point in zip(rows.points, draft.points, strict=True):
        yield point.point, row.row
        for member in point.members:
            yield member, row.row


def _field_errors(record: Model) -> Iterator[tuple[str, str]]:
    """What the columns themselves do not take: too long, malformed, not a slug."""
    empty = {field.name for field in record._meta.fields if not getattr(record, field.attname)}
    try:
        record.clean_fields(exclude=_NOT_TYPED[type(record)] | empty)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            yield field, " ".join(messages)


# Comparing ---------------------------------------------------------------------------------------


def _outcome(draft: FactDraft) -> Outcome:
    if draft.was is None:
        return "new"
    kept = [PointDraft(point, list(point.members.all())) for point in draft.was.points.all()]
    return "unchanged" if said(draft.was, kept) == said(draft.fact, draft.points) else "changed"


def said(fact: Fact, points: Iterable[PointDraft]) -> tuple[Any, ...]:
    """All that a sheet can say of a fact, to be compared."""
    return (
        fact.article_id,
        fact.passage_id,
        fact.topic_id,
        _texts(fact, "statement"),
        fact.as_of,
        fact.modality,
        _texts(fact, "attributed_to"),
        fact.status,
        fact.relation,
        [_said_of_point(each) for each in points],
    )


def _said_of_point(draft: PointDraft) -> tuple[Any, ...]:
    point = draft.point
    is_list = point.kind in {PointKind.SET, PointKind.SEQUENCE}
    return (
        *(getattr(point, name) for name in ("name", "kind", "exclusive", "complete", "category")),
        *(getattr(point, name) for name in ("amount", "upper", "unit_id", "bound")),
        *(getattr(point, name) for name in ("date", "date_end", "precision", "entity_id")),
        _texts(point, "question"),
        _texts(point, "term"),
        () if is_list else lines(point.aliases),
        [(each.entity_id, _texts(each, "term"), lines(each.aliases)) for each in draft.members],
    )


def _texts(record: Model, name: str) -> dict[str, str]:
    return {language: text.strip() for language, text in text_of(record, name).items()}
