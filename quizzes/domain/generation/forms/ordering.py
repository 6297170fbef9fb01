"""Ordering: members of a sequence, or facts with a date, to be put in their order."""

from __future__ import annotations

from itertools import combinations

from quizzes.domain.facts import FactBase, Member, Point, PointKind, Sequence
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked, RefusedError
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.event_order import order_of_events
from quizzes.domain.generation.registry import register
from quizzes.domain.generation.shown import shown_points
from quizzes.domain.generation.timelines import event_of
from quizzes.domain.items import Entry, Form, ItemContent, OrderingBody
from quizzes.domain.values.compare import provably_different, write_value

FEWEST, MOST = 4, 6
RUN = 5
"""So many that follow each other are taken of a longer sequence."""

IDS = "abcdefgh"


def has_an_order(base: FactBase, point: Point) -> bool:
    """A sequence has one of its own; a date has its place among those of other facts."""
    return point.kind is PointKind.SEQUENCE or event_of(base.facts[point.fact]) is not None


@register(Form.ORDERING, {PointKind.SEQUENCE, PointKind.DATE}, has_an_order)
def make(asked: Asked) -> ItemContent:
    """Four to six things, in an order by lot that is not the right one."""
    if asked.point.kind is PointKind.DATE:
        return order_of_events(asked)
    return _order_of_members(asked)


def _order_of_members(asked: Asked) -> ItemContent:
    if not asked.point.exclusive:
        raise RefusedError("not_exclusive")
    members = _run(asked)
    stem = asked.text(
        {
            each: wording.wording(each).put_in_order.format(wording.stem(asked)[each])
            for each in asked.languages
        }
    )
    if any(stands_in(each, stem, asked.base) for each in members):
        raise RefusedError("members_in_stem")
    if not all(provably_different(a, b, asked.base) for a, b in combinations(members, 2)):
        raise RefusedError("members_alike")
    return ItemContent(
        form=Form.ORDERING,
        points=(asked.point.key,),
        stem=stem,
        explanation=wording.explanation(asked),
        body=_body(asked, members),
        shows=shown_points(asked, stem),
        seed=asked.seed,
        languages=asked.languages,
    )


def _run(asked: Asked) -> tuple[Member, ...]:
    known = asked.point.value
    assert isinstance(known, Sequence)
    count = len(known.members)
    if count < FEWEST:
        raise RefusedError("sequence_too_short", found=count)
    if count <= MOST:
        return known.members
    start = asked.random("run", asked.attempt).randrange(count - RUN + 1)
    return known.members[start : start + RUN]


def _body(asked: Asked, members: tuple[Member, ...]) -> OrderingBody:
    """Ids are given by place after the lot, so that they say nothing of the order."""
    random, places = asked.random("order"), list(range(len(members)))
    while places == sorted(places):
        random.shuffle(places)
    entries = tuple(_entry(asked, IDS[shown], members[p]) for shown, p in enumerate(places))
    order = tuple(IDS[places.index(place)] for place in range(len(members)))
    return OrderingBody(entries, order)


def _entry(asked: Asked, entry_id: str, member: Member) -> Entry:
    texts = {each: write_value(member, each, asked.base) for each in asked.languages}
    return Entry(entry_id, asked.text(texts), member)
