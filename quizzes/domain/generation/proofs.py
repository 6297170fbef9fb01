"""Why a wrong value is wrong, by named rules that can be checked again from the fact base alone.

Every rule takes the point, the wrong value and the base, and is True only where the value is
provably wrong in the point's place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from quizzes.domain.facts import (
    EntityRef,
    Fact,
    FactBase,
    Member,
    MemberSet,
    Point,
    Sequence,
    Value,
)
from quizzes.domain.generation.index import index_of
from quizzes.domain.generation.wording import is_hedged
from quizzes.domain.items import Proof
from quizzes.domain.values.compare import provably_different
from quizzes.domain.values.dates import PartialDate, date_interval
from quizzes.domain.values.quantities import Bound, Quantity, same_figure

Rule = Callable[[Point, Value, FactBase], bool]

DIFFERENT = "different"
OTHER_FIGURE = "other_figure"
CONTRADICTION = "contradiction"
NOT_A_MEMBER = "not_a_member"
NOT_NEXT = "not_next"
EARLIER = "earlier"


def is_different(point: Point, value: Value, base: FactBase) -> bool:
    """Only one value is right (`exclusive`), and this one cannot be the same."""
    return point.exclusive and provably_different(point.value, value, base)


def is_other_figure(point: Point, value: Value, base: FactBase) -> bool:
    """The article gives one hedged figure, and the question asks which; this is another one."""
    right = point.value
    if not (point.exclusive and isinstance(right, Quantity) and isinstance(value, Quantity)):
        return False
    comparable = base.units[right.unit].dimension == base.units[value.unit].dimension
    return is_hedged(right) and comparable and not same_figure(right, value, base.units)


def is_contradiction(point: Point, value: Value, base: FactBase) -> bool:
    """The statement with this value in it is false, however loosely its hedge is read.

    "More than 600" is true where "more than 700" is, so a hedge counts as open-ended here.
    """
    return is_different(point, loosened(value), base)


def loosened(value: Value) -> Value:
    """A figure at its loosest: 700多 as "more than 700", without the end that 多 implies."""
    if isinstance(value, Quantity) and value.bound is Bound.OVER:
        return replace(value, bound=Bound.MORE_THAN)
    return value


def is_not_a_member(point: Point, value: Value, base: FactBase) -> bool:
    """The set is complete, and this is none of its members."""
    known = point.value
    return (
        isinstance(known, MemberSet)
        and known.complete
        and all(provably_different(member, value, base) for member in known.members)
    )


def is_not_next(point: Point, value: Value, base: FactBase) -> bool:
    """Of the pair (anchor, wrong), the second is in the sequence but not right after the first."""
    known = point.value
    if not (isinstance(known, Sequence) and isinstance(value, Sequence)):
        return False
    anchor, wrong = value.members
    places = {member: place for place, member in enumerate(known.members)}
    if not point.exclusive or anchor not in places or wrong not in places:
        return False
    follower = _follower(known, anchor)
    return follower is not None and provably_different(follower, wrong, base)


def is_earlier(point: Point, value: Value, _base: FactBase) -> bool:
    """Of two dates the point's one is over before the other begins, however exactly each is known.

    So the other can neither be its date, nor come before it.
    """
    right = point.value
    if not (point.exclusive and isinstance(right, PartialDate) and isinstance(value, PartialDate)):
        return False
    return date_interval(right)[1] < date_interval(value)[0]


def _follower(sequence: Sequence, anchor: Member) -> Member | None:
    place = sequence.members.index(anchor) + 1
    return sequence.members[place] if place < len(sequence.members) else None


RULES: Mapping[str, Rule] = {
    DIFFERENT: is_different,
    OTHER_FIGURE: is_other_figure,
    CONTRADICTION: is_contradiction,
    NOT_A_MEMBER: is_not_a_member,
    NOT_NEXT: is_not_next,
    EARLIER: is_earlier,
}


def verify(proof: Proof, base: FactBase) -> bool:
    """Whether the proof holds in the fact base: the value is wrong in the point's place."""
    point, rule = base.points.get(proof.point), RULES.get(proof.rule)
    if point is None or rule is None or not is_known(proof.value, base):
        return False
    if proof.rule == EARLIER and not _is_dated(proof, base):
        return False
    return rule(point, proof.value, base) and not is_stated_elsewhere(point, proof.value, base)


def _is_dated(proof: Proof, base: FactBase) -> bool:
    """Whether what the proof calls later still has the date that it had."""
    source = base.points.get(proof.source)
    return source is not None and source.exclusive and source.value == proof.value


def is_known(value: Value, base: FactBase) -> bool:
    """Whether the base still has the entities and the unit that a value names."""
    match value:
        case EntityRef(key):
            return key in base.entities
        case Quantity(unit=unit):
            return unit in base.units
        case MemberSet(members) | Sequence(members):
            return all(is_known(member, base) for member in members)
    return True


def prove(
    point: Point, value: Value, base: FactBase, *rules: str, source: str = ""
) -> Proof | None:
    """A proof by the first of the rules that holds, or None."""
    for rule in rules:
        proof = Proof(rule, point.key, value, source)
        if verify(proof, base):
            return proof
    return None


def is_stated_elsewhere(point: Point, value: Value, base: FactBase) -> bool:
    """Whether another fact of the same relation may say the statement with this very value.

    It does where all its other values may be those of the point's own fact. It would show that
    the point is not exclusive after all, whatever its author wrote.
    """
    fact = base.facts[point.fact]
    others = index_of(base).related(fact.relation) if fact.relation else []
    return any(
        other.key != fact.key and _may_say(other, fact, point.name, value, base) for other in others
    )


def _may_say(other: Fact, fact: Fact, name: str, value: Value, base: FactBase) -> bool:
    theirs = {point.name: point.value for point in other.points}
    wanted = {point.name: point.value for point in fact.points} | {name: value}
    return theirs.keys() == wanted.keys() and not any(
        provably_different(theirs[each], wanted[each], base) for each in wanted
    )
