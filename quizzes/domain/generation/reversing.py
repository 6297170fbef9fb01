"""Cards the other way round: from a name to what the article says of it."""

from __future__ import annotations

from quizzes.domain.facts import EntityRef, Fact, FactBase, Member, MemberSet, Sequence, Term, Value
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked
from quizzes.domain.generation.distractors.visible import stands_in
from quizzes.domain.items import Card, Form
from quizzes.domain.values.compare import provably_different, write_value


def is_one_to_one(base: FactBase, point_key: str) -> bool:
    """Whether a point can be asked the other way round: one value fits it, and it fits one fact.

    The value is an entity or a term, since a figure or a day stands for too much. It is exclusive:
    nothing else makes the statement true. And nothing else in the article is about it: no other
    value, or member of one, is the same, lies within it or around it, or shares a name with it,
    and no other fact has one of its names in its own words. So only this fact answers "What does
    the article say of it?". `base` has to hold all facts of the article that learners may meet.
    Raises KeyError for an unknown point.
    """
    point = base.points[point_key]
    value, fact = point.value, base.facts[point.fact]
    if not isinstance(value, EntityRef | Term) or not point.exclusive:
        return False
    others = (each for each in base.facts.values() if each.article == fact.article)
    return not any(_is_about(each, value, point_key, base) for each in others)


def _is_about(fact: Fact, value: Member, own: str, base: FactBase) -> bool:
    """Whether a fact names a value somewhere else than in the point that is to be asked."""
    told = (fact.statement, fact.attributed_to)
    is_same = own.rpartition(".")[0] == fact.key
    if not is_same and any(stands_in(value, text, base) for text in told):
        return True
    return any(
        not provably_different(value, member, base)
        for point in fact.points
        if point.key != own
        for member in _names_in(point.value)
    )


def _names_in(value: Value) -> tuple[Member, ...]:
    match value:
        case EntityRef() | Term():
            return (value,)
        case MemberSet(members) | Sequence(members):
            return members
    return ()


def make_reverse(base: FactBase, point_key: str) -> Card | None:
    """The card of a point from its value to the whole statement; None unless it is one to one.

    Raises KeyError for an unknown point.
    """
    asked = Asked(base, base.points[point_key], Form.SHORT_TEXT)
    if not asked.languages or not is_one_to_one(base, point_key):
        return None
    fact = asked.fact
    return Card(
        point=point_key,
        front=asked.text({each: _front(asked, each) for each in asked.languages}),
        back=asked.text({each: wording.fill(fact, each, base, {}) for each in asked.languages}),
        explanation=asked.text(
            {each: wording.citation(asked, each).strip() for each in asked.languages}
        ),
    )


def _front(asked: Asked, language: str) -> str:
    """What is said of the value, and by whom."""
    words, who = wording.wording(language), asked.fact.attributed_to.get(language)
    value = write_value(asked.point.value, language, asked.base)
    if who:
        return words.someone_says_of.format(value=value, who=wording.continued(who))
    return words.article_says_of.format(value=value)
