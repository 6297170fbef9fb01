"""Which facts with a date can be put in order with each other: each is in one group at most."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from quizzes.domain.facts import Fact, Point, PointKind
from quizzes.domain.quality.words import display_width
from quizzes.domain.values.dates import PartialDate, date_interval

FEWEST, MOST = 4, 5
WIDEST = 110
"""Columns of a statement, its places counted by their names: 55 Han characters, 110 letters."""

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
SEARCHED = 60
"""So many events of a group are looked at to find the one that its question stands at."""


@dataclass(frozen=True)
class Event:
    """A fact and its one date; `group` is the narrowest of which enough go together."""

    fact: Fact
    point: Point

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which it may have been."""
        assert isinstance(self.point.value, PartialDate)
        return date_interval(self.point.value)


@dataclass(frozen=True)
class Timeline:
    """Events that may stand in one question, by the key of their fact.

    `longest` says how many of them have dates that all lie apart; `home` is the event at which
    the question stands, None where too few go together.
    """

    events: tuple[Event, ...]
    longest: int
    home: Event | None


def event_of(fact: Fact) -> Event | None:
    """The fact as an event: short, and with one date, which is the only right one.

    None where another date than its point's is written in its statement: it could tell its place.
    """
    dates = [point for point in fact.points if point.kind is PointKind.DATE]
    if len(dates) != 1 or not dates[0].exclusive:
        return None
    texts = fact.statement.values()
    if any(_YEAR.search(text) or display_width(text) > WIDEST for text in texts):
        return None
    return Event(fact, dates[0])


def is_apart(one: Event, other: Event) -> bool:
    """Whether the days of one are all before those of the other: their order is beyond doubt."""
    (first, last), (other_first, other_last) = one.days, other.days
    return last < other_first or other_last < first


def longest_chain(events: Iterable[Event], with_one: Event | None = None) -> list[Event]:
    """As many events as can be, each over before the next begins (earliest end first)."""
    able = [each for each in events if with_one is None or is_apart(each, with_one)]
    chosen = [with_one] if with_one else []
    last = date.min
    for event in sorted(able, key=lambda each: (each.days[1], each.fact.key)):
        first, end = event.days
        if first > last:
            last = end
            chosen.append(event)
    return sorted(chosen, key=lambda each: each.days)


_LEVELS: tuple[Callable[[Fact], str], ...] = (
    lambda fact: fact.relation,
    lambda fact: fact.topic,
    lambda fact: fact.article,
)
"""From near to far: what is said with one relation, under one topic, in one article."""


def timelines(facts: Iterable[Fact]) -> dict[str, Timeline]:
    """The timeline of each event by the key of its fact: the nearest that is long enough.

    Only what the same speaker tells, of the same modality, stands together.
    """
    left = [event for fact in facts if (event := event_of(fact))]
    found: dict[str, Timeline] = {}
    for level in _LEVELS:
        groups: dict[tuple[object, ...], list[Event]] = {}
        for event in left:
            fact = event.fact
            if name := level(fact):
                group = fact.article, fact.attributed_to, fact.modality, name
                groups.setdefault(group, []).append(event)
        for events in groups.values():
            line = timeline_of(events)
            found.update({each.fact.key: line for each in events})
        left = [each for each in left if not _has_place(found.get(each.fact.key))]
    return found


def _has_place(line: Timeline | None) -> bool:
    return line is not None and line.home is not None


def timeline_of(events: Sequence[Event]) -> Timeline:
    """The events of one group, and the first of them with which enough others go together."""
    ordered = tuple(sorted(events, key=lambda each: each.fact.key))
    longest = len(longest_chain(ordered))
    home = None
    if longest >= FEWEST:
        searched = islice(ordered, SEARCHED)
        home = next((e for e in searched if len(longest_chain(ordered, e)) >= FEWEST), None)
    return Timeline(ordered, longest, home)
