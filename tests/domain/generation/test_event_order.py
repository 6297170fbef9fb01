"""Facts with a date as things to put in order: only where the order is beyond doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.facts import Fact, FactBase, Modality, Term
from quizzes.domain.generation import plan_item, verify
from quizzes.domain.generation.timelines import event_of, is_apart, longest_chain
from quizzes.domain.items import Form, ItemContent, OrderingBody, Proof, Refusal
from quizzes.domain.text import Text
from quizzes.domain.values.dates import PartialDate, Precision, date_interval
from tests.domain.generation.sample import both, fact, month, point, sample_base

THINGS = ("dam", "mill", "road", "school", "tower", "well", "yard")
YEAR_2020 = PartialDate(date(2020, 1, 1), Precision.YEAR)


def built(number: int, value: PartialDate, **members: object) -> Fact:
    key, thing = f"built-{number}", THINGS[number]
    text = both("The {thing} was opened in {when}.", "{thing}于{when}启用。")
    points = point(key, "thing", Term(both(thing, thing))), point(key, "when", value)
    return fact(key, text, *points, **{"relation": "opened", **members})


def base_of(*values: PartialDate, **members: object) -> FactBase:
    return sample_base(*(built(number, each, **members) for number, each in enumerate(values)))


def planned(base: FactBase, seed: int = 0, keep: ItemContent | None = None) -> ItemContent:
    made = plan_item(base, "built-0.when", Form.ORDERING, seed, keep=keep)
    assert isinstance(made, ItemContent), made
    return made


def refusal(base: FactBase, key: str = "built-0.when") -> Refusal:
    made = plan_item(base, key, Form.ORDERING)
    assert isinstance(made, Refusal)
    return made


def in_order(content: ItemContent) -> list[str]:
    assert isinstance(content.body, OrderingBody)
    texts = {entry.id: entry.text["en"] for entry in content.body.entries}
    return [texts[each].split()[1] for each in content.body.order]


MONTHS = (month(2021, 5), month(2019, 3), month(2022, 1), month(2020, 7))


def test_facts_of_a_relation_are_put_in_the_order_of_their_dates() -> None:
    content = planned(base_of(*MONTHS))
    assert in_order(content) == ["mill", "school", "dam", "road"]
    assert content.stem["en"] == (
        "According to the article, in what order do these come in time? Put the earliest first."
    )
    assert content.explanation["zh-hans"].startswith("Mill于2019年3月启用。School于2020年7月启用。")


def test_no_entry_shows_its_date_and_none_stands_at_its_place() -> None:
    content = planned(base_of(*MONTHS))
    assert isinstance(content.body, OrderingBody)
    assert all(
        "20" not in entry.text[each] for entry in content.body.entries for each in ("en", "zh-hans")
    )
    assert [entry.id for entry in content.body.entries] != list(content.body.order)


@pytest.mark.parametrize(
    "last",
    [YEAR_2020, PartialDate(date(2020, 7, 31), Precision.DAY),
     PartialDate(date(2020, 6, 1), Precision.PERIOD, date(2020, 7, 1))],
    ids=["a year around a month", "a day in a month", "a period that overlaps"],
)  # fmt: skip
def test_dates_that_overlap_are_never_put_in_order(last: PartialDate) -> None:
    """2020 may be before or after July 2020: with it there are too few."""
    found = refusal(base_of(month(2021, 5), month(2019, 3), month(2020, 7), last))
    assert (found.code, dict(found.params)) == ("too_few_events", {"found": "3", "needed": "4"})
    content = planned(base_of(month(2021, 5), month(2019, 3), month(2020, 7), last, month(2022, 1)))
    assert len(in_order(content)) == 4
    assert len({"road", "school"} & set(in_order(content))) == 1


def test_a_date_that_may_be_another_one_too_is_not_asked() -> None:
    facts = [built(number, each) for number, each in enumerate(MONTHS)]
    loose = replace(
        facts[3], points=(facts[3].points[0], replace(facts[3].points[1], exclusive=False))
    )
    assert refusal(sample_base(*facts[:3], loose)).code == "too_few_events"


def test_what_others_say_or_expect_is_not_mixed_with_what_is_reported() -> None:
    for members in ({"modality": Modality.EXPECTED}, {"attributed_to": both("a clerk", "职员")}):
        base = sample_base(
            *(built(number, each) for number, each in enumerate(MONTHS[:3])),
            built(3, MONTHS[3], **members),
        )
        assert refusal(base).code == "too_few_events"


def test_a_statement_that_tells_a_year_itself_is_no_event() -> None:
    told = built(0, MONTHS[0])
    assert event_of(told)
    assert not event_of(replace(told, statement=Text.of({"en": "{thing}: in 2021 and {when}."})))


def test_one_question_stands_at_the_first_of_the_facts() -> None:
    assert refusal(base_of(*MONTHS), "built-2.when").code == "made_elsewhere"


def test_events_of_an_earlier_version_stay_while_their_order_holds() -> None:
    old = planned(base_of(*MONTHS))
    more = base_of(*MONTHS, month(2018, 1), month(2023, 1))
    assert planned(more, keep=old) == old
    moved = base_of(MONTHS[0], month(2022, 1), *MONTHS[2:], month(2018, 1))
    assert "mill" not in in_order(planned(moved, keep=old)) or "road" not in in_order(
        planned(moved, keep=old)
    )


def test_a_proof_of_an_order_falls_with_either_date() -> None:
    content = planned(base_of(*MONTHS))
    assert isinstance(content.body, OrderingBody)
    first = content.body.proofs[0]
    assert first == Proof("earlier", "built-1.when", month(2020, 7), "built-3.when")
    assert verify(first, base_of(*MONTHS))
    assert not verify(first, base_of(MONTHS[0], month(2020, 8), *MONTHS[2:]))
    assert not verify(first, base_of(*MONTHS[:3], month(2020, 6)))
    assert not verify(replace(first, source="gone.when"), base_of(*MONTHS))


days = st.dates(date(2000, 1, 1), date(2024, 12, 31))
dates = st.one_of(
    st.builds(PartialDate, days, st.sampled_from([Precision.YEAR, Precision.MONTH, Precision.DAY])),
    st.builds(
        lambda first, length: PartialDate(first, Precision.PERIOD, first + timedelta(days=length)),
        days,
        st.integers(0, 3000),
    ),
)


@given(st.lists(dates, min_size=1, max_size=7), st.integers(0, 20))
def test_whatever_the_dates_an_order_is_made_only_of_those_that_lie_apart(
    values: list[PartialDate], seed: int
) -> None:
    base = base_of(*values)
    events = [
        event for number in range(len(values)) if (event := event_of(built(number, values[number])))
    ]
    chain = longest_chain(events)
    assert all(is_apart(a, b) for a in chain for b in chain if a != b)
    made = [
        content
        for number in range(len(values))
        if isinstance(
            content := plan_item(base, f"built-{number}.when", Form.ORDERING, seed), ItemContent
        )
    ]
    assert len(made) == (len(chain) >= 4)
    for content in made:
        assert isinstance(content.body, OrderingBody)
        found = {entry.id: base.points[entry.point].value for entry in content.body.entries}
        spans = [date_interval(found[each]) for each in content.body.order]
        assert all(one[1] < other[0] for one, other in pairwise(spans))
        assert all(verify(proof, base) for proof in content.body.proofs)
