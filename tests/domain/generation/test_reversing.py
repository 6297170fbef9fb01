"""Cards the other way round: only where exactly one thing is said of exactly one value."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.facts import EntityRef, Fact, FactBase, MemberSet, Sequence, Term, Value
from quizzes.domain.generation import is_one_to_one, make_card, make_reverse, without_questions
from quizzes.domain.generation.wording import fill
from quizzes.domain.items import Card
from quizzes.domain.memory.sides import shows_reverse
from quizzes.domain.memory.state import MemoryState, State
from quizzes.domain.text import Text
from quizzes.domain.values.compare import names_of
from quizzes.domain.values.normalise import normalise
from tests.domain.generation.sample import both, fact, people, point, sample_base


def naming(value: Value, key: str = "more", statement: str = "The road leads to {place}.") -> Fact:
    return fact(key, both(statement, "路通向{place}。"), point(key, "place", value))


def test_a_name_asks_for_what_is_said_of_it_and_by_whom() -> None:
    card = make_reverse(sample_base(), "trained.city")
    assert card is not None
    assert card.front["en"] == "What does the article say of “Aksu City”?"
    assert card.front["zh-hans"] == "关于“阿克苏市”，文章是怎么说的？"
    assert card.back["zh-hans"] == "截至2024年底，阿克苏市培育了9500多名电商人才。"
    assert card.explanation["en"] == "(Xinhua News Agency, 6 July 2025, passage 7)"
    told = make_reverse(sample_base(), "jobs.city")
    assert told is not None
    assert told.front["en"] == (
        "What does the article report of “Hotan City”, according to the head of the mill?"
    )
    assert told.front["zh-hans"] == "关于“和田市”，文章中工厂负责人是怎么说的？"
    assert "工厂负责人介绍" in told.explanation["zh-hans"]


@pytest.mark.parametrize("key", ["trained.count", "jobs.month", "plans.plans"])
def test_a_figure_a_day_and_a_list_are_never_turned_round(key: str) -> None:
    assert make_reverse(sample_base(), key) is None


@pytest.mark.parametrize(
    "value",
    [
        EntityRef("aksu"),
        EntityRef("xinjiang"),  # Aksu lies in it: what is said of one may be said of the other
        Term(both("AKSU CITY", "阿克苏市")),
        MemberSet((EntityRef("hotan"), EntityRef("aksu"))),
        Sequence((EntityRef("aksu"), EntityRef("korla"))),
    ],
)
def test_a_value_that_another_point_has_too_stands_for_more_than_one_thing(value: Value) -> None:
    assert is_one_to_one(sample_base(), "trained.city")
    assert not is_one_to_one(sample_base(naming(value)), "trained.city")
    assert is_one_to_one(sample_base(naming(EntityRef("korla"))), "trained.city")


def test_so_does_one_that_another_fact_names_in_its_own_words() -> None:
    named = naming(EntityRef("korla"), statement="From Aksu City a road leads to {place}.")
    assert not is_one_to_one(sample_base(named), "trained.city")
    speaker = replace(naming(EntityRef("korla")), attributed_to=both("a guide", "阿克苏市的导游"))
    assert not is_one_to_one(sample_base(speaker), "trained.city")


def test_another_article_has_no_bearing_and_neither_has_what_is_not_exclusive() -> None:
    elsewhere = replace(naming(EntityRef("aksu")), article="another")
    assert is_one_to_one(sample_base(elsewhere), "trained.city")
    loose = fact("loose", both("{a} grows cotton.", "{a}种棉花。"))
    loose = replace(loose, points=(point("loose", "a", EntityRef("korla"), exclusive=False),))
    assert not is_one_to_one(sample_base(loose), "loose.a")


def test_an_unknown_point_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        is_one_to_one(sample_base(), "no.point")


NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm")
TERMS = st.builds(
    lambda name, aliases: Term(Text.of({"en": name}), tuple(sorted(aliases - {name}))),
    st.sampled_from(NAMES),
    st.sets(st.sampled_from(NAMES), max_size=1),
)
VALUES = st.one_of(
    TERMS, st.builds(lambda some: MemberSet(tuple(some)), st.lists(TERMS, max_size=2))
)


@st.composite
def bases(draw: st.DrawFn) -> FactBase:
    facts = {}
    for number, value in enumerate(draw(st.lists(VALUES, min_size=1, max_size=5))):
        key = f"fact-{number}"
        made = fact(key, Text.of({"en": f"Tree {number} is {{a}}."}), point(key, "a", value))
        facts[key] = made
    return FactBase(sample_base().articles, facts)


def named_in(base: FactBase, each: Fact) -> set[str]:
    values = (p.value for p in each.points)
    members = (m for v in values for m in (v.members if isinstance(v, MemberSet) else (v,)))
    return {name for member in members for name in names_of(member, base)}  # type: ignore[arg-type]


@given(bases())
def test_what_is_one_to_one_is_named_by_one_fact_alone(base: FactBase) -> None:
    for key, asked in base.points.items():
        others = (each for each in base.facts.values() if each.key != asked.fact)
        names = named_in(base, base.facts[asked.fact])
        is_alone = all(not names & named_in(base, each) for each in others)
        assert is_one_to_one(base, key) == (isinstance(asked.value, Term) and is_alone)


@given(bases(), VALUES)
def test_a_further_fact_never_makes_a_point_one_to_one(base: FactBase, value: Value) -> None:
    more = replace(base, facts={**base.facts, "more": naming(value)})
    for key in base.points:
        assert is_one_to_one(base, key) or not is_one_to_one(more, key)


def test_in_the_articles_no_other_fact_says_the_name_of_a_card_turned_round(
    articles_base: FactBase,
) -> None:
    turned = [key for key in articles_base.points if make_reverse(articles_base, key)]
    assert len(turned) > 10
    for key in turned:
        asked = articles_base.points[key]
        own = articles_base.facts[asked.fact]
        assert isinstance(asked.value, EntityRef | Term)
        names = names_of(asked.value, articles_base)
        for each in articles_base.facts.values():
            if each.article == own.article and each.key != own.key:
                told = {normalise(fill(each, lang, articles_base, {})) for lang in each.statement}
                assert not [n for n in names if any(f" {n} " in f" {t} " for t in told)], key


def test_without_its_question_a_card_is_the_statement_with_a_gap() -> None:
    base = sample_base(
        fact("more", both("It has {n} rooms.", "有{n}间。"), point("more", "n", people("5")))
    )
    card = make_card(without_questions(base), "trained.count")
    assert isinstance(card, Card)
    assert card.front["en"] == (
        "Which figure does the article give? By the end of 2024, Aksu City had trained _____ "
        "e-commerce workers."
    )
    assert make_card(without_questions(base), "more.n") == make_card(base, "more.n")


NOW = datetime(2025, 7, 6, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "repetitions", "is_turned"),
    [
        (State.REVIEW, 2, False),
        (State.REVIEW, 3, True),
        (State.LEARNING, 1, False),
        (State.RELEARNING, 3, False),
    ],
)
def test_known_cards_take_turns_and_those_on_steps_ask_for_the_value(
    state: State, repetitions: int, is_turned: bool
) -> None:
    memory = MemoryState(5.0, 5.0, state, None, NOW, NOW, repetitions)
    assert shows_reverse(memory) is is_turned
    assert not shows_reverse(None)
