"""Wrong entities and terms: of the same kind and category, those of the article first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from quizzes.domain.facts import Entity, EntityRef, FactBase, Member, Term
from quizzes.domain.generation.context import Asked, RefusedError, exists_in
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.generation.index import index_of, sampled
from quizzes.domain.generation.proofs import prove
from quizzes.domain.items import Proof
from quizzes.domain.quality.words import display_width, echoes
from quizzes.domain.text import Text
from quizzes.domain.values.compare import provably_different, write_value

LONGER = 1.3
"""The right option is at most so many times as wide as the mean wrong one."""

UNNAMED = 3
"""How much worse a name compares that the article does not mention."""


@dataclass(frozen=True)
class Candidate:
    """A name that may be offered, where it comes from, and how well it compares: less is better."""

    value: Member
    source: str
    distance: int


def choose_names(asked: Asked, count: int, stem: Text, rules: tuple[str, ...]) -> tuple[Proof, ...]:
    """Wrong names, the most comparable first; no two of one meaning."""
    right = asked.point.value
    assert isinstance(right, EntityRef | Term)
    return choose_members(asked, right, count, stem, rules)


def choose_members(
    asked: Asked, right: Member, count: int, stem: Text, rules: tuple[str, ...]
) -> tuple[Proof, ...]:
    """Wrong names beside `right`, which is the point's value or one member of it."""
    random = asked.random("names", asked.attempt)
    candidates = list(_candidates(asked, right, random))
    candidates.sort(key=lambda each: each.distance + _awkwardness(asked, right, each.value, stem))
    taken: list[Proof] = []
    for each in candidates:
        if len(taken) == count:
            break
        if _goes_with(asked, each.value, stem, taken):
            proof = prove(asked.point, each.value, asked.base, *rules, source=each.source)
            taken += [proof] if proof else []
    if len(taken) < count:
        raise RefusedError("too_few_names", found=len(taken), needed=count)
    return tuple(taken)


def _goes_with(asked: Asked, value: Member, stem: Text, taken: list[Proof]) -> bool:
    return (
        all(exists_in(value, language, asked.base) for language in asked.languages)
        and not stands_in(value, stem, asked.base)
        and all(provably_different(value, proof.value, asked.base) for proof in taken)
    )


def _awkwardness(asked: Asked, right: Member, value: Member, stem: Text) -> int:
    """How much a name would help to guess: shorter than the right one, or unlike it in words."""
    awkward = 0
    for language in asked.languages:
        ours = write_value(right, language, asked.base)
        theirs = write_value(value, language, asked.base)
        awkward += 4 * (display_width(ours) > LONGER * display_width(theirs))
        told = echoes(ours, stem[language])
        awkward += 2 * len(told - echoes(theirs, stem[language]))
    return awkward


def _candidates(asked: Asked, right: Member, random: Random) -> Iterator[Candidate]:
    """Names of the kind and category of the right one, in an order by lot."""
    if isinstance(right, EntityRef):
        return _entities(asked, asked.base.entities[right.key], random)
    return _terms(asked, right, random)


def _entities(asked: Asked, right: Entity, random: Random) -> Iterator[Candidate]:
    if not right.category:
        return
    index = index_of(asked.base)
    named = index.named_entities(asked.fact.article, right.kind, right.category)
    known = index.entities(right.kind, right.category)
    for found, distance in ((named, 0), (known, UNNAMED)):
        for entity in sampled(random, found):
            apart = entity.part_of != right.part_of
            yield Candidate(EntityRef(entity.key), entity.key, distance + apart)


def _terms(asked: Asked, right: Term, random: Random) -> Iterator[Candidate]:
    seen = set()
    terms = index_of(asked.base).terms(asked.fact.article, right.category)
    for source, term in sampled(random, terms):
        if term.text not in seen:
            seen.add(term.text)
            yield Candidate(term, source, 0)


def names_in(value: Member, base: FactBase) -> tuple[str, ...]:
    """Every name and alias of an entity or a term."""
    if isinstance(value, EntityRef):
        entity = base.entities[value.key]
        return (*entity.name.values(), *entity.aliases)
    return (*value.text.values(), *value.aliases)
