"""What generating one item reads: the point, its fact, the form asked for, and the seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random

from quizzes.domain.facts import (
    Article,
    EntityRef,
    Fact,
    FactBase,
    Member,
    MemberSet,
    Point,
    Sequence,
    Term,
    Value,
)
from quizzes.domain.items import Form, ItemContent, Proof
from quizzes.domain.text import Text

DEFAULT_OPTIONS = 3
MADE_ELSEWHERE = "made_elsewhere"
"""The refusal of an item on several points that hangs on another one of them: nothing is amiss."""


class RefusedError(Exception):
    """An item that cannot be made well; `code` is stable, `params` fill its message."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(f"{code} {self.params}" if params else code)


@dataclass(frozen=True)
class Asked:
    """A point asked in a form.

    `options` is the number of options of a choice; `attempt` counts the tries at a content that
    passes the lint; `kept` are the wrong values of an earlier version, to be used again where
    they are still proven wrong; `kept_keys` are the right ones beside which they stood. `before`
    is that earlier version, of which whatever still holds is taken again.
    """

    base: FactBase
    point: Point
    form: Form
    seed: int = 0
    options: int = DEFAULT_OPTIONS
    attempt: int = 0
    kept: tuple[Proof, ...] = ()
    kept_keys: tuple[Value, ...] = ()
    before: ItemContent | None = None

    @property
    def fact(self) -> Fact:
        return self.base.facts[self.point.fact]

    @property
    def article(self) -> Article:
        return self.base.articles[self.fact.article]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the statement and every value of it exist."""
        return languages_of(self.fact, self.base)

    def random(self, purpose: str, attempt: int = 0) -> Random:
        """Random numbers for one purpose, so that one choice does not change another."""
        return Random(f"{self.point.key}|{self.form}|{self.seed}|{attempt}|{purpose}")

    def text(self, write: dict[str, str]) -> Text:
        """A text of the point's languages."""
        return Text.of({language: write[language] for language in self.languages})


def languages_of(fact: Fact, base: FactBase) -> tuple[str, ...]:
    """The languages in which the statement of a fact and every value of it exist."""
    return tuple(
        language
        for language in fact.statement
        if all(exists_in(point.value, language, base) for point in fact.points)
    )


def exists_in(value: Value, language: str, base: FactBase) -> bool:
    """Whether a value can be written in a language; figures and dates always can."""
    match value:
        case EntityRef(key):
            return language in base.entities[key].name
        case Term(text):
            return language in text
        case MemberSet(members) | Sequence(members):
            return all(exists_in(member, language, base) for member in members)
    return True


def members_of(value: Value) -> tuple[Member, ...]:
    """The members of a set or sequence; () for any other value."""
    return value.members if isinstance(value, MemberSet | Sequence) else ()
