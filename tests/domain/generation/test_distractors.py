"""How wrong values are chosen: wrong beyond doubt, comparable, and no hint to the right one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.facts import EntityRef, FactBase, Term
from quizzes.domain.generation import plan_item, verify
from quizzes.domain.generation.distractors.figures import grid
from quizzes.domain.items import ChoiceBody, Form, ItemContent, Option, Proof, Refusal
from quizzes.domain.values.dates import PartialDate, date_interval
from quizzes.domain.values.quantities import Bound, Quantity, roundness
from tests.domain.generation.sample import (
    ENTITIES,
    both,
    entity,
    fact,
    month,
    people,
    percent,
    point,
    sample_base,
)

amounts = st.decimals(min_value="0.1", max_value="9e12", places=2).map(
    lambda amount: amount.normalize() + 0
)


def options(base: FactBase, key: str, seed: int = 0, count: int = 3) -> tuple[Option, ...]:
    planned = plan_item(base, key, Form.SINGLE_CHOICE, seed, count)
    assert isinstance(planned, ItemContent), planned
    assert isinstance(planned.body, ChoiceBody)
    return planned.body.options


def refusal(base: FactBase, key: str, form: Form = Form.SINGLE_CHOICE) -> str:
    planned = plan_item(base, key, form)
    assert isinstance(planned, Refusal)
    return planned.code


def base_with(value: object, **members: object) -> FactBase:
    """The sample base with one more fact, whose only point has this value."""
    made = point("extra", "count", value, both("How many?", "有多少个？"), **members)
    return sample_base(fact("extra", both("There were {count}.", "共有{count}个。"), made))


@given(amounts, st.integers())
def test_figures_of_the_grid_are_as_round_as_the_right_one_and_have_its_magnitude(
    amount: Decimal, seed: int
) -> None:
    found = grid(Quantity(amount, "person"), False, Random(seed))
    assert amount not in found
    assert len(set(found)) == len(found)
    for figure in found:
        assert figure > 0
        assert roundness(figure) <= roundness(amount)
        assert -figure.as_tuple().exponent <= max(-amount.as_tuple().exponent, 0)
        assert amount / 6 < figure < amount * 6


@given(st.integers(1, 99), st.integers())
def test_percentages_of_the_grid_stay_between_0_and_100(amount: int, seed: int) -> None:
    assert all(0 < each < 100 for each in grid(percent(str(amount)), True, Random(seed)))


@given(st.integers(min_value=1, max_value=10**7), st.sampled_from(list(Bound)), st.integers(0, 50))
def test_whatever_the_figure_and_its_hedge_three_proven_options_in_order(
    amount: int, bound: Bound, seed: int
) -> None:
    upper = Decimal(amount + 2) if bound is Bound.RANGE else None
    base = base_with(Quantity(Decimal(amount), "person", bound, upper))
    planned = plan_item(base, "extra.count", Form.SINGLE_CHOICE, seed)
    if isinstance(planned, Refusal):
        assert planned.code == "too_few_figures"
        return
    assert isinstance(planned.body, ChoiceBody)
    figures = [o.value.amount for o in planned.body.options if isinstance(o.value, Quantity)]
    assert figures == sorted(set(figures))
    assert len(figures) == 3
    assert all(verify(o.proof, base) for o in planned.body.options if o.proof)


def test_counts_stay_whole_numbers() -> None:
    for seed in range(50):
        for option in options(base_with(people("7")), "extra.count", seed):
            assert isinstance(option.value, Quantity)
            assert option.value.amount % 1 == 0
            assert option.value.amount > 0


def test_the_right_figure_is_lowest_middle_or_highest_equally_often() -> None:
    base = base_with(people("47000"))
    places = Counter(
        next(i for i, each in enumerate(options(base, "extra.count", seed)) if each.is_key)
        for seed in range(600)
    )
    chi_square = sum((places[place] - 200) ** 2 / 200 for place in range(3))
    assert chi_square < 13.8  # exceeded once in a thousand


def test_the_right_name_stands_at_every_place_equally_often() -> None:
    base = sample_base()
    places = Counter(
        next(i for i, each in enumerate(options(base, "trained.city", seed)) if each.is_key)
        for seed in range(600)
    )
    assert sum((places[place] - 200) ** 2 / 200 for place in range(3)) < 13.8


def test_figures_of_the_article_come_before_made_up_ones() -> None:
    sources = Counter(
        option.proof.source
        for seed in range(30)
        for option in options(sample_base(), "output.count", seed)
        if option.proof
    )
    assert set(sources) <= {"", "jobs.count"}
    assert sources["jobs.count"] > 5


def test_options_of_a_hedged_figure_are_bare_figures() -> None:
    for option in options(sample_base(), "trained.count"):
        assert "more than" not in option.text["en"]
        assert "多" not in option.text["zh-hans"]


@pytest.mark.parametrize("bound", [Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN])
def test_no_statement_of_true_or_false_is_made_of_an_open_ended_figure(bound: Bound) -> None:
    """At least 3,000 may be 4,000; and "at least 2,000" is true of it."""
    base = base_with(people("3000", bound))
    assert refusal(base, "extra.count", Form.TRUE_FALSE) == "too_few_figures"


def test_more_than_600_is_no_false_statement_where_it_was_more_than_700() -> None:
    base = base_with(people("700", Bound.OVER))
    for amount, wrong in (("600", False), ("800", True), ("900", True)):
        proof = Proof("contradiction", "extra.count", people(amount, Bound.OVER))
        assert verify(proof, base) is wrong


def test_a_percentage_of_more_than_95_has_wrong_options_below_it_or_asks_for_the_figure() -> None:
    for seed in range(20):
        for option in options(sample_base(), "sprouted.share", seed):
            assert isinstance(option.value, Quantity)
            assert 0 < option.value.amount < 100
            if option.proof and option.value.amount > 95:
                assert option.proof.rule == "other_figure"


def test_where_another_value_may_be_right_nothing_is_asked_but_the_card() -> None:
    base = base_with(people("14"), exclusive=False)
    for form in (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC):
        assert refusal(base, "extra.count", form) == "not_exclusive"


def test_a_place_within_the_right_one_or_around_it_is_no_wrong_option() -> None:
    base = sample_base()
    inside = {**ENTITIES, "old-town": entity("old-town", "Old Town", "老城", "city", "aksu")}
    base = replace(base, entities=inside)
    assert not verify(Proof("different", "trained.city", EntityRef("old-town")), base)
    assert not verify(Proof("different", "trained.city", EntityRef("xinjiang")), base)
    assert verify(Proof("different", "trained.city", EntityRef("hotan")), base)


def test_another_name_of_the_right_one_is_no_wrong_option() -> None:
    base = sample_base()
    twin = replace(ENTITIES["korla"], key="twin", name=both("Aksu", "阿克蘇市"), aliases=())
    base = replace(base, entities={**ENTITIES, "twin": twin})
    assert not verify(Proof("different", "trained.city", EntityRef("twin")), base)


def test_a_proof_about_what_is_no_longer_in_the_base_does_not_hold() -> None:
    base = sample_base()
    assert not verify(Proof("different", "trained.city", EntityRef("gone")), base)
    assert not verify(Proof("different", "gone.city", EntityRef("hotan")), base)
    assert not verify(Proof("different", "trained.count", Quantity(Decimal(5), "gone")), base)
    assert not verify(Proof("no_such_rule", "trained.city", EntityRef("hotan")), base)


def test_a_value_that_another_fact_of_the_relation_states_is_no_wrong_option() -> None:
    def aid(key: str, giver: str) -> object:
        return fact(
            key,
            both("{giver} helps {taker}.", "{giver}帮助{taker}。"),
            point(key, "giver", EntityRef(giver)),
            point(key, "taker", EntityRef("hotan")),
            relation="helps",
        )

    base = sample_base(aid("one", "aksu"), aid("two", "korla"))
    assert not verify(Proof("different", "one.giver", EntityRef("korla")), base)
    assert verify(Proof("different", "one.giver", EntityRef("kashgar")), base)


def test_a_date_has_neighbours_of_its_own_precision_none_after_publication() -> None:
    base = sample_base()
    for seed in range(40):
        dates = [option.value for option in options(base, "jobs.month", seed)]
        assert all(isinstance(each, PartialDate) for each in dates)
        starts = [each.start for each in dates if isinstance(each, PartialDate)]
        assert starts == sorted(set(starts))
        for each in dates:
            assert isinstance(each, PartialDate)
            assert each.precision == month(2024, 8).precision
            assert date_interval(each)[1] <= date(2025, 7, 31)


def test_a_value_that_can_be_read_in_the_question_is_no_option() -> None:
    for seed in range(20):
        texts = [option.text["en"] for option in options(sample_base(), "jobs.count", seed)]
        assert "2024" not in texts


def test_a_member_of_an_incomplete_list_is_not_asked_for() -> None:
    assert refusal(sample_base(), "other-plans.plans") == "set_not_complete"


def test_who_is_no_member_of_a_complete_list_is_a_wrong_option_for_it() -> None:
    base = sample_base()
    (right,) = (option for option in options(base, "plans.plans") if option.is_key)
    assert right.text["en"] in {"the Sky Plan", "the Seed Plan"}
    member = Term(both("the Seed Plan", "种子计划"), (), "plan")
    assert not verify(Proof("not_a_member", "plans.plans", member), base)


def test_a_wrong_option_is_kept_while_it_is_proven_and_dropped_when_it_is_not() -> None:
    base = sample_base()
    first = plan_item(base, "trained.count", Form.SINGLE_CHOICE)
    assert isinstance(first, ItemContent)
    more = sample_base(
        fact("more", both("{n} came.", "来了{n}人。"), point("more", "n", people("8200")))
    )
    assert plan_item(more, "trained.count", Form.SINGLE_CHOICE, keep=first) == first
    assert isinstance(first.body, ChoiceBody)
    wrong = next(o.value for o in first.body.options if not o.is_key)
    assert isinstance(wrong, Quantity)
    changed = base.facts["trained"]
    points = (changed.points[0], replace(changed.points[1], value=replace(wrong, bound=Bound.OVER)))
    corrected = replace(base, facts={**base.facts, "trained": replace(changed, points=points)})
    renewed = plan_item(corrected, "trained.count", Form.SINGLE_CHOICE, keep=first)
    assert isinstance(renewed, ItemContent)
    assert isinstance(renewed.body, ChoiceBody)
    assert [o.value.amount for o in renewed.body.options if o.is_key] == [wrong.amount]
    assert all(verify(o.proof, corrected) for o in renewed.body.options if o.proof)
