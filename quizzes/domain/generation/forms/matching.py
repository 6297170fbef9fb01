"""Matching: facts of one relation, each to be given the value that is its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from quizzes.domain.facts import EntityRef, Fact, FactBase, Point, PointKind, Term, Value
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import MADE_ELSEWHERE, Asked, RefusedError, languages_of
from quizzes.domain.generation.index import SAMPLE, index_of
from quizzes.domain.generation.proofs import DIFFERENT, OTHER_FIGURE, prove
from quizzes.domain.generation.registry import register
from quizzes.domain.items import Entry, Form, ItemContent, MatchingBody, Pair, Proof
from quizzes.domain.text import Text
from quizzes.domain.values.compare import provably_different, write_bare
from quizzes.domain.values.dates import PartialDate
from quizzes.domain.values.quantities import Quantity

FEWEST_ROWS = 4
MOST_PAIRS = 4
MOST_SPARES = 2
KINDS = {PointKind.QUANTITY, PointKind.DATE, PointKind.ENTITY, PointKind.TERM}
LEFT_IDS, RIGHT_IDS = "1234", "abcdef"


@dataclass(frozen=True)
class Row:
    """A fact of the relation: the point whose value is to be found, and all others of it."""

    fact: Fact
    right: Point
    left: tuple[Point, ...]


def is_related(base: FactBase, point: Point) -> bool:
    """Only facts that have a relation can be matched."""
    fact = base.facts[point.fact]
    return bool(fact.relation) and len(fact.points) > 1


@register(Form.MATCHING, KINDS, is_related)
def make(asked: Asked) -> ItemContent:
    """Three or four facts of the relation and one or two spare values of others.

    It is made once for a relation, at the first of its facts.
    """
    home = _home(asked)
    if home is None or home.right != asked.point:
        raise RefusedError(MADE_ELSEWHERE)
    rows = _rows_before(asked, home) or _rows(asked, home)
    if len(rows) < FEWEST_ROWS:
        raise RefusedError("too_few_pairs", found=len(rows), needed=FEWEST_ROWS)
    pairs = rows[: min(MOST_PAIRS, len(rows) - 1)]
    return ItemContent(
        form=Form.MATCHING,
        points=tuple(row.right.key for row in pairs),
        stem=asked.text({each: _stem(asked, rows, each) for each in asked.languages}),
        explanation=asked.text(
            {each: _explanation(asked, pairs, each) for each in asked.languages}
        ),
        body=_body(asked, pairs, rows),
        shows=tuple(point.key for row in pairs for point in row.left),
        seed=asked.seed,
        languages=asked.languages,
    )


def _home(asked: Asked) -> Row | None:
    """The first fact that can be a row; the last exclusive point of it is what is looked for."""
    for fact in index_of(asked.base).rows(asked.fact):
        able = [point for point in fact.points if point.exclusive and point.kind in KINDS]
        if able and len(fact.points) > 1:
            return _row(fact, able[-1])
    return None


def _row(fact: Fact, right: Point) -> Row:
    return Row(fact, right, tuple(point for point in fact.points if point != right))


def _rows_before(asked: Asked, home: Row) -> list[Row]:
    """The rows of an earlier version in their order; [] where they do not all go together now."""
    before = asked.before
    if before is None or not isinstance(before.body, MatchingBody):
        return []
    spares = dict.fromkeys(proof.source for proof in before.body.proofs)
    keys = dict.fromkeys((*before.points, *spares))
    able = {row.right.key: row for row in (home, *_candidates(asked, home))}
    rows = [able[key] for key in keys if key in able]
    is_whole = len(rows) == len(keys) and rows[:1] == [home]
    holds = all(_goes_with(asked.base, a, b) for a, b in combinations(rows, 2))
    return rows if is_whole and holds else []


def _rows(asked: Asked, home: Row) -> list[Row]:
    """Rows that go together, home first: every value is proven wrong for every other row."""
    taken = [home]
    for row in _candidates(asked, home):
        if len(taken) == MOST_PAIRS + MOST_SPARES:
            break
        if all(_goes_with(asked.base, row, other) for other in taken):
            taken.append(row)
    return taken


def _candidates(asked: Asked, home: Row) -> list[Row]:
    """The other facts with a like value, in an order by lot in which each has its own number."""
    rows = [
        _row(fact, point)
        for fact in index_of(asked.base).rows(asked.fact)[: SAMPLE * 2]
        for point in fact.points
        if fact != home.fact and point.name == home.right.name and point.exclusive
    ]
    alike = [
        row
        for row in rows
        if _likeness(row.right.value, asked.base) == _likeness(home.right.value, asked.base)
        and set(asked.languages) <= set(languages_of(row.fact, asked.base))
        and [each.name for each in row.fact.points] == [each.name for each in home.fact.points]
    ]
    lots = {row.fact.key: asked.random(row.fact.key, asked.attempt).random() for row in alike}
    return sorted(alike, key=lambda row: lots[row.fact.key])


def _likeness(value: Value, base: FactBase) -> tuple[str, str]:
    """What two values share that can stand in one list: their type, and unit or category."""
    match value:
        case Quantity(unit=unit):
            return "quantity", unit
        case EntityRef(key):
            return base.entities[key].kind, base.entities[key].category
        case Term(category=category):
            return "term", category
    return type(value).__name__, ""


def _goes_with(base: FactBase, one: Row, other: Row) -> bool:
    told_apart = any(
        provably_different(a.value, b.value, base)
        for a, b in zip(one.left, other.left, strict=True)
    )
    return told_apart and all(
        prove(a.right, b.right.value, base, DIFFERENT, OTHER_FIGURE)
        for a, b in ((one, other), (other, one))
    )


def _is_one_sentence(rows: list[Row]) -> bool:
    """Whether all say the same with two values, so that the sentence need be read only once."""
    first = rows[0].fact
    return len(first.points) == 2 and all(row.fact.statement == first.statement for row in rows)


def _stem(asked: Asked, rows: list[Row], language: str) -> str:
    words, who = wording.wording(language), asked.fact.attributed_to.get(language)
    if not _is_one_sentence(rows):
        return wording.attributed(asked.fact, language, words.match_gaps)
    gaps = {point.name: words.gap for point in asked.fact.points}
    text = wording.fill(asked.fact, language, asked.base, gaps)
    if who:
        return words.match_sentence_of.format(text, who=wording.continued(who))
    return words.match_sentence.format(text)


def _explanation(asked: Asked, rows: list[Row], language: str) -> str:
    """All that the facts say, each passage cited once after what it says."""
    joint = "" if wording.wording(language) is wording.ZH else " "
    by_passage: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda each: (each.fact.passage, each.fact.key)):
        by_passage.setdefault(row.fact.passage, []).append(row)
    return joint.join(
        joint.join(wording.fill(row.fact, language, asked.base, {}) for row in found)
        + wording.citation(replace(asked, point=found[0].right), language)
        for found in by_passage.values()
    )


def _body(asked: Asked, pairs: list[Row], rows: list[Row]) -> MatchingBody:
    """Ids are given by place after the lot, so that they say nothing of what belongs together."""
    left = asked.random("left").sample(pairs, len(pairs))
    right = _right_order(asked, rows)
    left_ids = {row.fact.key: LEFT_IDS[place] for place, row in enumerate(left)}
    right_ids = {row.fact.key: RIGHT_IDS[place] for place, row in enumerate(right)}
    prompts = _left_texts(asked, left, _is_one_sentence(rows))
    values = [row.right.value for row in right]
    return MatchingBody(
        left=tuple(
            Entry(left_ids[row.fact.key], text) for row, text in zip(left, prompts, strict=True)
        ),
        right=tuple(
            Entry(right_ids[row.fact.key], text, row.right.value)
            for row, text in zip(right, _texts(asked, values), strict=True)
        ),
        pairs=tuple(
            Pair(left_ids[row.fact.key], right_ids[row.fact.key], row.right.key) for row in left
        ),
        in_order=_is_sorted(rows[0].right.value),
        proofs=_proofs(asked.base, pairs, rows),
    )


def _right_order(asked: Asked, rows: list[Row]) -> list[Row]:
    if _is_sorted(rows[0].right.value):
        return sorted(rows, key=lambda row: _rank(row.right.value))
    # From a fixed order, so that the lot does not depend on how they were found.
    fixed = sorted(rows, key=lambda row: row.fact.key)
    return asked.random("right").sample(fixed, len(fixed))


def _is_sorted(value: Value) -> bool:
    return isinstance(value, Quantity | PartialDate)


def _rank(value: Value) -> tuple[Decimal, date]:
    if isinstance(value, Quantity):
        return value.amount, date.min
    assert isinstance(value, PartialDate)
    return Decimal(0), value.start


def _left_texts(asked: Asked, rows: list[Row], one_sentence: bool) -> list[Text]:
    if one_sentence:
        return _texts(asked, [row.left[0].value for row in rows])
    return [
        asked.text(
            {
                each: wording.fill(
                    row.fact, each, asked.base, {row.right.name: wording.wording(each).gap}
                )
                for each in asked.languages
            }
        )
        for row in rows
    ]


def _texts(asked: Asked, values: list[Value]) -> list[Text]:
    return [
        asked.text({each: write_bare(value, each, asked.base, values) for each in asked.languages})
        for value in values
    ]


def _proofs(base: FactBase, pairs: list[Row], rows: list[Row]) -> tuple[Proof, ...]:
    found = [
        prove(row.right, other.right.value, base, DIFFERENT, OTHER_FIGURE, source=other.right.key)
        for row in pairs
        for other in rows
        if other != row
    ]
    return tuple(proof for proof in found if proof is not None)
