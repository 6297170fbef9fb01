"""Facts with a date as things to put in order: only those whose order is beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from quizzes.domain.generation import wording
from quizzes.domain.generation.context import MADE_ELSEWHERE, Asked, RefusedError, languages_of
from quizzes.domain.generation.index import index_of, sampled
from quizzes.domain.generation.proofs import EARLIER, prove
from quizzes.domain.generation.timelines import (
    FEWEST,
    MOST,
    SEARCHED,
    Event,
    Timeline,
    event_of,
    is_apart,
    longest_chain,
)
from quizzes.domain.items import Entry, Form, ItemContent, OrderingBody, Proof
from quizzes.domain.text import Text

IDS = "abcdefgh"


def order_of_events(asked: Asked) -> ItemContent:
    """Four or five facts of a timeline, each without its date, to be put in their order in time.

    It is made once for a timeline, at the first of its facts.
    """
    if not asked.point.exclusive:
        raise RefusedError("not_exclusive")
    line = index_of(asked.base).timeline(asked.fact)
    if line is None or line.home is None:
        raise RefusedError("too_few_events", found=line.longest if line else 0, needed=FEWEST)
    if line.home.point != asked.point:
        raise RefusedError(MADE_ELSEWHERE)
    events = _events(asked, line, line.home)
    if len(events) < FEWEST:
        raise RefusedError("too_few_events", found=len(events), needed=FEWEST)
    return ItemContent(
        form=Form.ORDERING,
        points=(asked.point.key, *(e.point.key for e in events if e != line.home)),
        stem=asked.text({each: _stem(asked, each) for each in asked.languages}),
        explanation=asked.text(
            {each: _explanation(asked, events, each) for each in asked.languages}
        ),
        body=_body(asked, events),
        shows=tuple(p.key for e in events for p in e.fact.points if p != e.point),
        seed=asked.seed,
        languages=asked.languages,
    )


def _events(asked: Asked, line: Timeline, home: Event) -> list[Event]:
    """Events in their order in time, home among them: those of an earlier version if they hold."""
    able = [e for e in line.events if e != home and _is_able(asked, e)]
    if kept := _kept(asked):
        return kept
    taken = [home]
    for event in _by_lot(asked, able):
        if len(taken) < MOST and all(_goes_with(asked, event, other) for other in taken):
            taken.append(event)
    if len(taken) < FEWEST:
        # By lot, a long period may have taken the room of several dates.
        taken = _whole_chain(asked, [e for e in able if is_apart(e, home)], home)
    return sorted(taken, key=lambda each: each.days)


def _is_able(asked: Asked, event: Event) -> bool:
    return set(asked.languages) <= set(languages_of(event.fact, asked.base))


def _by_lot(asked: Asked, events: list[Event]) -> Iterator[Event]:
    """In an order by lot in which each has its own number, whatever else there is."""
    near = sampled(asked.random("sample", asked.attempt), events, SEARCHED * 2)
    lots = {e.fact.key: asked.random(e.fact.key, asked.attempt).random() for e in near}
    yield from sorted(near, key=lambda each: lots[each.fact.key])


def _whole_chain(asked: Asked, events: list[Event], home: Event) -> list[Event]:
    chain = [e for e in longest_chain(events, home) if e == home or _goes_with(asked, e, home)]
    others = asked.random("chain", asked.attempt).sample(
        [e for e in chain if e != home], min(MOST, len(chain)) - 1
    )
    return [home, *others]


def _kept(asked: Asked) -> list[Event]:
    """The events of an earlier version; [] where there is none or they do not go together now."""
    before = asked.before
    if before is None or not isinstance(before.body, OrderingBody):
        return []
    points = [asked.base.points[key] for key in before.points if key in asked.base.points]
    facts = [asked.base.facts[point.fact] for point in points]
    events = [event for fact in facts if (event := event_of(fact))]
    if [each.point.key for each in events] != list(before.points):
        return []
    ordered = sorted(events, key=lambda each: each.days)
    holds = all(_goes_with(asked, a, b) for a, b in pairwise(ordered))
    return ordered if holds and all(_is_able(asked, each) for each in ordered) else []


def _goes_with(asked: Asked, one: Event, other: Event) -> bool:
    """Whether their order is proven, and they can be told apart and are told by the same ones."""
    earlier, later = sorted((one, other), key=lambda each: each.days)
    same_words = one.fact.attributed_to == other.fact.attributed_to
    is_proven = same_words and is_apart(one, other) and _proof(asked, earlier, later) is not None
    texts = _without_date(asked, one), _without_date(asked, other)
    return is_proven and all(texts[0][each] != texts[1][each] for each in asked.languages)


def _proof(asked: Asked, earlier: Event, later: Event) -> Proof | None:
    value, source = later.point.value, later.point.key
    return prove(earlier.point, value, asked.base, EARLIER, source=source)


def _stem(asked: Asked, language: str) -> str:
    text = wording.wording(language).put_in_time
    return wording.attributed(asked.fact, language, text)


def _explanation(asked: Asked, events: list[Event], language: str) -> str:
    """What the facts say, in their order; a passage is cited once for what follows each other."""
    joint = "" if wording.wording(language) is wording.ZH else " "
    told = []
    for _passage, group in groupby(events, key=lambda each: each.fact.passage):
        found = list(group)
        told.append(
            joint.join(wording.fill(e.fact, language, asked.base, {}) for e in found)
            + wording.citation(replace(asked, point=found[0].point), language)
        )
    return joint.join(told)


def _body(asked: Asked, events: list[Event]) -> OrderingBody:
    """Ids are given by place after the lot, so that they say nothing of the order."""
    random, places = asked.random("order"), list(range(len(events)))
    while places == sorted(places):
        random.shuffle(places)
    entries = tuple(_entry(asked, IDS[shown], events[p]) for shown, p in enumerate(places))
    order = tuple(IDS[places.index(place)] for place in range(len(events)))
    found = [_proof(asked, one, other) for one, other in pairwise(events)]
    return OrderingBody(entries, order, tuple(proof for proof in found if proof is not None))


def _entry(asked: Asked, entry_id: str, event: Event) -> Entry:
    return Entry(entry_id, _without_date(asked, event), event.point.value, event.point.key)


def _without_date(asked: Asked, event: Event) -> Text:
    """What happened, with a gap in the place of its date."""
    gaps = {each: {event.point.name: wording.wording(each).gap} for each in asked.languages}
    return asked.text(
        {each: wording.fill(event.fact, each, asked.base, gaps[each]) for each in asked.languages}
    )
