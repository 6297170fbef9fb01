"""Writing any value in a language, and proving that two values differ."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from quizzes.domain.facts import (
    Entity,
    EntityRef,
    FactBase,
    Member,
    MemberSet,
    Sequence,
    Term,
    Value,
)
from quizzes.domain.values.dates import PartialDate, overlaps, write_date
from quizzes.domain.values.figures import is_chinese, shared_scale, write_figure, write_quantity
from quizzes.domain.values.normalise import normalise
from quizzes.domain.values.quantities import Quantity, disjoint


def write_value(value: Value, language: str, base: FactBase) -> str:
    """The value as it stands in a statement of the language; a text that lacks it in another one.

    >>> from quizzes.domain.text import Text
    >>> plans = MemberSet(tuple(Term(Text.of({"en": name})) for name in ("Sky", "Sea", "Sun")))
    >>> write_value(plans, "en", FactBase())
    'Sky, Sea and Sun'
    """
    match value:
        case Quantity():
            return write_quantity(value, language, base.units.get(value.unit))
        case PartialDate():
            return write_date(value, language)
        case MemberSet(members):
            return _join([write_value(each, language, base) for each in members], language)
        case Sequence(members):
            joint = "、" if is_chinese(language) else ", "
            return joint.join(write_value(each, language, base) for each in members)
        case EntityRef(key):
            return base.entities[key].name.best(language)
        case Term(text):
            return text.best(language)


def write_bare(value: Value, language: str, base: FactBase, among: Iterable[Value] = ()) -> str:
    """The value as an option: a quantity without its hedge, every other one as in a statement.

    A range has no bare figure: both ends are what is reported. Figures that stand `among` each
    other are written in one manner: 9500, 29000 rather than 9500, 2.9万.
    """
    if not isinstance(value, Quantity):
        return write_value(value, language, base)
    unit, scale = base.units.get(value.unit), _scale_among(among, language)
    if value.upper is None:
        return write_figure(value.amount, language, unit, scale)
    return write_quantity(value, language, unit, scale)


def write_reported(value: Value, language: str, base: FactBase, among: Iterable[Value] = ()) -> str:
    """The value as it stands in a statement, its figure in the manner of those it is `among`."""
    if not isinstance(value, Quantity):
        return write_value(value, language, base)
    scale = _scale_among(among, language)
    return write_quantity(value, language, base.units.get(value.unit), scale)


def _scale_among(values: Iterable[Value], language: str) -> Decimal | None:
    found = [each for each in values if isinstance(each, Quantity)]
    amounts = [end for each in found for end in (each.amount, each.upper) if end is not None]
    return shared_scale(amounts, language) if amounts else None


def provably_different(a: Value, b: Value, base: FactBase) -> bool:
    """Whether the two values cannot both be right in one place; False where it cannot be proved.

    - quantities: no number fits both, after conversion; other dimensions cannot be compared
    - dates: no day lies within both
    - entities: neither contains the other, and no name or alias is common to both
    - terms: no text or alias is common to both, and none of one is part of one of the other
    - complete sets: a member of one differs from every member of the other
    - sequences: of different length, or their members differ at some place

    >>> from quizzes.domain.text import Text
    >>> term = lambda text, *aliases: Term(Text.of({"en": text}), aliases)
    >>> provably_different(term("Sky Plan"), term("Sea Plan"), FactBase())
    True
    >>> provably_different(term("Sky Plan"), term("sky"), FactBase())
    False
    """
    match a, b:
        case Quantity(), Quantity():
            return disjoint(a, b, base.units)
        case PartialDate(), PartialDate():
            return not overlaps(a, b)
        case ((EntityRef() | Term()), (EntityRef() | Term())):
            return _members_differ(a, b, base)
        case MemberSet(), MemberSet():
            return _sets_differ(a, b, base)
        case Sequence(), Sequence():
            return _sequences_differ(a, b, base)
    return False


def names_of(value: Member, base: FactBase) -> frozenset[str]:
    """Every normalised name and alias of an entity or term, in every language."""
    if isinstance(value, EntityRef):
        entity = base.entities[value.key]
        return _normalised((*entity.name.values(), *entity.aliases))
    return _normalised((*value.text.values(), *value.aliases))


def contained(inner: Entity, outer: Entity, base: FactBase) -> bool:
    """Whether one entity lies within another, at any depth (杭州 within 浙江)."""
    return any(each.key == outer.key for each in base.containers(inner.key))


def _members_differ(a: Member, b: Member, base: FactBase) -> bool:
    names_a, names_b = names_of(a, base), names_of(b, base)
    if not names_a or not names_b or names_a & names_b:
        return False
    if isinstance(a, EntityRef) and isinstance(b, EntityRef):
        one, other = base.entities[a.key], base.entities[b.key]
        nested = contained(one, other, base) or contained(other, one, base)
        return a.key != b.key and not nested
    return not any(x in y or y in x for x in names_a for y in names_b)


def _sets_differ(a: MemberSet, b: MemberSet, base: FactBase) -> bool:
    if not (a.complete and b.complete):
        return False
    return _has_stranger(a, b, base) or _has_stranger(b, a, base)


def _has_stranger(a: MemberSet, b: MemberSet, base: FactBase) -> bool:
    """Whether some member of one set is none of the other."""
    return any(all(_members_differ(x, y, base) for y in b.members) for x in a.members)


def _sequences_differ(a: Sequence, b: Sequence, base: FactBase) -> bool:
    pairs = zip(a.members, b.members, strict=False)
    return len(a.members) != len(b.members) or any(_members_differ(x, y, base) for x, y in pairs)


def _join(names: list[str], language: str) -> str:
    """A list as it is read out: "A、B和C", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    joint, last = ("、", "和") if is_chinese(language) else (", ", " and ")
    return f"{joint.join(names[:-1])}{last}{names[-1]}"


def _normalised(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(normalise, texts)))
