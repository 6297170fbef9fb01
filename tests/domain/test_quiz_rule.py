"""A quiz drawn by a rule: whatever the bank and the rule, what is promised of it holds."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.assembly import Candidate, Familiarity, gives_away
from quizzes.domain.items import Form
from quizzes.domain.quiz_rule import QuizRule, draw_by_rule

TOPICS = ("people", "trade", "roads")
WORDS = ("Aksu City", "Hotan", "cotton", "9,500", "")
FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.CLOZE)
KEYS = tuple(f"fact{fact}.p{point}" for fact in range(6) for point in range(2))
key_sets = st.frozensets(st.sampled_from(KEYS), max_size=2)
asked_sets = st.frozensets(st.sampled_from(KEYS), min_size=1, max_size=2)


@st.composite
def banks(draw_one: st.DrawFn) -> list[Candidate]:
    """Questions that share points, show each other's values and hold each other's answers."""
    size = draw_one(st.integers(0, 12))
    return [
        Candidate(
            id=number,
            asks=draw_one(asked_sets),
            form=draw_one(st.sampled_from(FORMS)),
            topic=draw_one(st.sampled_from(TOPICS)),
            shows=draw_one(key_sets),
            stem=" and ".join(draw_one(st.lists(st.sampled_from(WORDS), max_size=2))),
            answers=(draw_one(st.sampled_from(WORDS)),),
            rank=draw_one(st.integers(0, 1)),
            familiarity=draw_one(st.sampled_from(Familiarity)),
        )
        for number in range(size)
    ]


@st.composite
def rules(draw_one: st.DrawFn) -> QuizRule:
    new = draw_one(st.none() | st.integers(0, 100))
    return QuizRule(
        questions=draw_one(st.integers(0, 12)),
        topics=draw_one(st.frozensets(st.sampled_from(TOPICS))),
        forms=draw_one(st.frozensets(st.sampled_from(FORMS))),
        new_share=new,
        known_share=draw_one(st.none() | st.integers(0, 100 - (new or 0))),
        seed=draw_one(st.none() | st.integers(0, 99)),
    )


@given(banks(), rules(), st.integers())
def test_no_two_ask_one_point_and_none_gives_anothers_answer_away(
    bank: list[Candidate], rule: QuizRule, seed: int
) -> None:
    drawn = draw_by_rule(bank, rule, seed)
    assert not any(gives_away(one, other) for one, other in combinations(drawn, 2))
    asked = [key for each in drawn for key in each.asks]
    assert len(asked) == len(set(asked))


@given(banks(), rules(), st.integers())
def test_only_what_the_rule_allows_is_drawn_and_no_more_than_it_asks_for(
    bank: list[Candidate], rule: QuizRule, seed: int
) -> None:
    drawn = draw_by_rule(bank, rule, seed)
    assert len(drawn) <= rule.questions
    assert len({each.id for each in drawn}) == len(drawn)
    assert all(not rule.topics or each.topic in rule.topics for each in drawn)
    assert all(not rule.forms or each.form in rule.forms for each in drawn)


@given(banks(), rules(), st.integers())
def test_fewer_come_only_where_nothing_more_goes_with_them(
    bank: list[Candidate], rule: QuizRule, seed: int
) -> None:
    drawn = draw_by_rule(bank, rule, seed)
    if len(drawn) < rule.questions:
        left = [each for each in bank if rule.allows(each) and each not in drawn]
        assert all(any(gives_away(each, old) for old in drawn) for each in left)


@given(banks(), rules(), st.integers(), st.integers())
def test_the_rules_own_seed_asks_everybody_the_same(
    bank: list[Candidate], rule: QuizRule, one: int, other: int
) -> None:
    assert draw_by_rule(bank, rule, one) == draw_by_rule(bank, rule, one)
    if rule.seed is not None:
        assert draw_by_rule(bank, rule, one) == draw_by_rule(bank, rule, other)


@st.composite
def free_banks(draw_one: st.DrawFn) -> list[Candidate]:
    """Questions that all go together, of facts of their own."""
    kinds = draw_one(st.lists(st.sampled_from(Familiarity), max_size=30))
    return [
        Candidate(
            number,
            frozenset({f"fact{number}.p"}),
            draw_one(st.sampled_from(FORMS)),
            draw_one(st.sampled_from(TOPICS)),
            familiarity=kind,
        )
        for number, kind in enumerate(kinds)
    ]


@given(free_banks(), rules(), st.integers())
def test_shares_hold_as_far_as_the_bank_goes_and_the_rest_is_filled(
    bank: list[Candidate], rule: QuizRule, seed: int
) -> None:
    allowed = [each for each in bank if rule.allows(each)]
    drawn = draw_by_rule(bank, rule, seed)
    assert len(drawn) == min(rule.questions, len(allowed))
    there = Counter(each.familiarity for each in allowed)
    had = Counter(each.familiarity for each in drawn)
    for kind, places in rule.quotas:
        assert had[kind] >= min(places, there[kind])


@given(free_banks(), rules(), st.integers())
def test_questions_spread_over_topics(bank: list[Candidate], rule: QuizRule, seed: int) -> None:
    """No topic has two more than one that could have given another."""
    plain = QuizRule(rule.questions, rule.topics, rule.forms)
    there = Counter(each.topic for each in bank if plain.allows(each))
    had = Counter(each.topic for each in draw_by_rule(bank, plain, seed))
    open_topics = [topic for topic in there if had[topic] < there[topic]]
    assert all(max(had.values()) - had[topic] <= 1 for topic in open_topics if had)


@given(st.integers(), st.integers(1, 8))
def test_facts_take_turns_before_a_second_point_of_one_is_asked(seed: int, count: int) -> None:
    bank = [
        Candidate(2 * fact + point, frozenset({f"fact{fact}.p{point}"}), Form.NUMERIC)
        for fact in range(4)
        for point in range(2)
    ]
    facts = Counter(
        fact for each in draw_by_rule(bank, QuizRule(count), seed) for fact in each.facts
    )
    assert max(facts.values()) == (count + 3) // 4


@given(st.integers(0, 30), st.integers(0, 100), st.integers(0, 100))
def test_quotas_never_exceed_the_quiz(count: int, new: int, known: int) -> None:
    rule = QuizRule(count, new_share=new, known_share=min(known, 100 - new))
    assert 0 <= sum(places for _kind, places in rule.quotas) <= count
