"""What the answers of a learner's handed in quizzes tell of single points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from quizzes.domain.marking import parts_of
from quizzes.domain.responses import MalformedResponseError
from quizzes.models import AttemptSlot, ItemVersion, Point, Response, User


@dataclass(frozen=True)
class Answer:
    """One answer that told of a point: in a quiz (with its response), or on a card.

    `seen_at` is when the question was drawn: the answer rests on what was true then. `facts` are
    the keys of all facts that the question asked, where it asked several points.
    """

    at: datetime
    seen_at: datetime
    is_right: bool
    response: int | None = None
    facts: frozenset[str] = frozenset()

    @property
    def is_card(self) -> bool:
        return self.response is None


class _Row(NamedTuple):
    response: int
    version: int
    point: int | None
    score: float
    answer: Mapping[str, Any]
    at: datetime
    seen_at: datetime


_COLUMNS = (
    "pk",
    "slot__version_id",
    "slot__version__item__point_id",
    "score",
    "answer",
    "saved_at",
    "slot__attempt__started_at",
)


def told_answers(learner: User) -> dict[int, list[Answer]]:
    """The answers by the id of the point that they tell of. At most four queries.

    Left empty, an answer tells nothing. A question on several points tells of each by its own
    parts; where it has none, a wrong one tells of all and one in between of the question's own.
    """
    rows = _rows(learner)
    several = _versions_on_several_points(learner)
    points = _point_ids(key for asks in several.values() for key in asks)
    wrong = {row.version for row in rows if row.score < 1 and row.version in several}
    contents = ItemVersion.objects.select_related("item").in_bulk(wrong) if wrong else {}
    facts = {pk: frozenset(map(_fact_of, asks)) for pk, asks in several.items()}
    found: dict[int, list[Answer]] = defaultdict(list)
    for row in rows:
        marks = {row.point: row.score >= 1} if row.point is not None else {}
        if row.version in several:
            by_key = _by_part(row, contents.get(row.version), several[row.version])
            marks |= {points[key]: is_right for key, is_right in by_key.items() if key in points}
        about = facts.get(row.version, frozenset())
        for point, is_right in marks.items():
            found[point].append(Answer(row.at, row.seen_at, is_right, row.response, about))
    return found


def _fact_of(point: str) -> str:
    return point.rpartition(".")[0]


def _rows(learner: User) -> list[_Row]:
    responses = Response.objects.filter(
        slot__attempt__learner=learner,
        slot__attempt__submitted_at__isnull=False,
        score__isnull=False,
    )
    rows = (_Row(*row) for row in responses.order_by().values_list(*_COLUMNS))
    return [row for row in rows if _is_filled(row.answer)]


def _is_filled(answer: Mapping[str, Any]) -> bool:
    return any(part not in (None, "", [], {}) for part in answer.values())


def _versions_on_several_points(learner: User) -> dict[int, list[str]]:
    """The keys of the points that versions ask, for those that ask several."""
    seen = AttemptSlot.objects.filter(attempt__learner=learner).values("version")
    asked = ItemVersion.objects.filter(pk__in=seen).order_by().values_list("pk", "asks")
    return {pk: asks for pk, asks in asked if len(asks) > 1}


def _point_ids(keys: Iterable[str]) -> dict[str, int]:
    wanted = set(keys)
    if not wanted:
        return {}
    facts = set(map(_fact_of, wanted))
    rows = Point.objects.filter(fact__key__in=facts).values_list("pk", "fact__key", "name")
    return {f"{fact}.{name}": pk for pk, fact, name in rows}


def _by_part(row: _Row, version: ItemVersion | None, asks: Collection[str]) -> dict[str, bool]:
    """Whether each point was answered right, as far as the answer tells."""
    if version is None or row.score >= 1:
        return dict.fromkeys(asks, True)
    try:
        parts = parts_of(version.to_content(), row.answer)
    except MalformedResponseError:  # readable once, by older rules
        parts = ()
    marks: dict[str, bool] = {}
    for part in parts:
        if part.point and part.given:
            marks[part.point] = marks.get(part.point, True) and part.is_right
    return marks or (dict.fromkeys(asks, False) if not row.score else {})
