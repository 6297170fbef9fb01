"""When a point is in the mistakes book, and when it leaves."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.mistakes import DAYS_TO_LEAVE, Answered, standing

MONDAY = date(2025, 7, 7)
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def wrong(day: date = MONDAY) -> Answered:
    return Answered(day, False)


def right(day: date) -> Answered:
    return Answered(day, True)


def card(day: date, is_right: bool) -> Answered:
    return Answered(day, is_right, is_card=True)


@st.composite
def histories(draw: st.DrawFn) -> list[Answered]:
    """Answers in the order in which they were made: days never go backwards."""
    steps = draw(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.booleans()), max_size=14))
    day, answers = MONDAY, []
    for days, is_right, is_card in steps:
        day += timedelta(days=days)
        answers.append(Answered(day, is_right, is_card))
    return answers


def is_in_by_definition(answers: list[Answered]) -> bool:
    """In the book since the last miss in a quiz, unless some stretch without a wrong answer after
    it has right answers on two days."""
    misses = [n for n, each in enumerate(answers) if not each.is_right and not each.is_card]
    if not misses:
        return False
    since = answers[misses[-1] :]
    cuts = [n for n, each in enumerate(since) if not each.is_right] + [len(since)]
    stretches = (since[start + 1 : end] for start, end in pairwise(cuts))
    return all(len({each.day for each in part}) < DAYS_TO_LEAVE for part in stretches)


@given(histories())
def test_a_point_is_in_the_book_exactly_when_the_definition_says_so(
    answers: list[Answered],
) -> None:
    assert standing(answers).is_in == is_in_by_definition(answers)


@given(histories())
def test_without_a_wrong_answer_in_a_quiz_nothing_is_in_the_book(answers: list[Answered]) -> None:
    kept = [each for each in answers if each.is_right or each.is_card]
    assert not standing(kept).is_in


@given(histories())
def test_a_wrong_answer_in_a_quiz_always_puts_a_point_back(answers: list[Answered]) -> None:
    last = answers[-1].day if answers else MONDAY
    found = standing([*answers, wrong(last)])
    assert (found.is_in, found.right_days) == (True, 0)


@given(histories(), st.integers(1, 5))
def test_being_right_again_and_again_on_one_day_counts_once(
    answers: list[Answered], times: int
) -> None:
    last = answers[-1].day if answers else MONDAY
    once = standing([*answers, right(last)])
    assert standing([*answers, *[right(last)] * times]) == once


@given(histories())
def test_right_on_two_new_days_empties_the_book_whatever_was_before(
    answers: list[Answered],
) -> None:
    last = answers[-1].day if answers else MONDAY
    days = [last + timedelta(days=n) for n in (1, 2)]
    assert not standing([*answers, *map(right, days)]).is_in


def test_a_miss_between_two_right_days_starts_the_count_again() -> None:
    answers = [wrong(), right(MONDAY), wrong(TUESDAY), right(TUESDAY)]
    assert standing(answers).is_in
    assert not standing([*answers, right(WEDNESDAY)]).is_in


def test_a_card_counts_on_the_way_out_but_puts_nothing_in() -> None:
    assert not standing([card(MONDAY, False)]).is_in
    assert not standing([wrong(), card(MONDAY, True), card(TUESDAY, True)]).is_in
    forgotten = [wrong(), right(MONDAY), card(TUESDAY, False), right(WEDNESDAY)]
    assert (standing(forgotten).is_in, standing(forgotten).missed) == (True, 1)


def test_what_has_left_and_is_missed_again_is_back() -> None:
    left = [wrong(), right(MONDAY), right(TUESDAY)]
    assert not standing(left).is_in
    back = standing([*left, wrong(WEDNESDAY)])
    assert (back.is_in, back.missed) == (True, 2)


def test_it_is_due_until_it_was_right_today() -> None:
    assert standing([wrong()]).is_due(MONDAY)
    answered = standing([wrong(), right(MONDAY)])
    assert (answered.is_due(MONDAY), answered.is_due(TUESDAY)) == (False, True)
    assert not standing([wrong(), right(MONDAY), right(TUESDAY)]).is_due(WEDNESDAY)
