"""Drawing a quiz: no question twice, none that answers another, all topics and forms."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.assembly import Candidate, draw
from quizzes.domain.items import Form

FORMS = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC)


def candidate(number: int, point: str = "", **members: object) -> Candidate:
    asks = frozenset({point or f"fact.p{number}"})
    return Candidate(number, asks, members.pop("form", Form.NUMERIC), **members)


def bank(points: int, topics: int = 1) -> list[Candidate]:
    """Every point in three forms, points in turn over the topics."""
    return [
        candidate(3 * i + j, f"fact.p{i}", form=form, topic=f"topic{i % topics}")
        for i in range(points)
        for j, form in enumerate(FORMS)
    ]


@given(st.integers(0, 30), st.integers(0, 12), st.integers())
def test_no_point_is_asked_twice_and_as_many_are_drawn_as_there_are(
    points: int, count: int, seed: int
) -> None:
    drawn = draw(bank(points), count, seed)
    assert len(drawn) == min(points, count)
    assert len({key for each in drawn for key in each.asks}) == len(drawn)


def test_the_same_seed_draws_the_same_quiz_and_another_seed_another() -> None:
    assert draw(bank(40), 10, 1) == draw(bank(40), 10, 1)
    assert draw(bank(40), 10, 1) != draw(bank(40), 10, 2)


def test_topics_take_turns() -> None:
    topics = Counter(each.topic for each in draw(bank(40, topics=5), 10, 3))
    assert set(topics.values()) == {2}


def test_forms_are_mixed() -> None:
    forms = Counter(each.form for each in draw(bank(40), 9, 3))
    assert set(forms.values()) == {3}


@given(st.integers())
def test_a_quiz_begins_with_what_one_touch_answers_where_it_has_such(seed: int) -> None:
    typed = [candidate(100 + i) for i in range(9)]
    drawn = draw([*typed, candidate(1, form=Form.TRUE_FALSE)], 10, seed)
    assert drawn[0].id == 1
    assert len({each.id for each in drawn[1:]}) == 9
    assert len(draw(typed, 9, seed)) == 9


def test_what_one_question_shows_is_not_asked_by_another() -> None:
    one = candidate(1, "fact.city")
    other = candidate(2, "fact.count", shows=frozenset({"fact.city"}))
    for seed in range(20):
        assert len(draw([one, other], 2, seed)) == 1


def test_no_stem_holds_anothers_answer() -> None:
    one = candidate(1, stem="Which city trained 9,500 people?", answers=("Aksu City",))
    other = candidate(2, stem="What did Aksu City open?", answers=("a school",))
    for seed in range(20):
        assert len(draw([one, other], 2, seed)) == 1


def test_a_figure_within_a_longer_one_gives_nothing_away() -> None:
    one = candidate(1, stem="Who had 19,500 books?", answers=("the library",))
    other = candidate(2, stem="How many came?", answers=("9,500",))
    assert len(draw([one, other], 2, 0)) == 2


def test_what_was_chosen_by_hand_counts() -> None:
    fixed = candidate(0, "fact.p1")
    drawn = draw(bank(3), 5, 0, [fixed])
    assert {key for each in drawn for key in each.asks} == {"fact.p0", "fact.p2"}


def test_a_worse_rank_is_drawn_only_where_a_better_one_runs_out() -> None:
    worse = [candidate(100 + i, f"other.p{i}", rank=1) for i in range(20)]
    drawn = draw([*worse, *bank(4)], 6, 0)
    assert Counter(each.rank for each in drawn) == {0: 4, 1: 2}


def test_a_first_choice_that_leaves_no_room_is_reconsidered() -> None:
    """One candidate shows what all the others ask: taking it first would make a quiz of one."""
    spoiler = candidate(0, "spoiler.p", shows=frozenset(f"fact.p{i}" for i in range(6)))
    for seed in range(50):
        assert len(draw([spoiler, *bank(6)], 6, seed)) == 6
