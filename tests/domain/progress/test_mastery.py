"""How a learner stands with a point."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.memory.evidence import QuizAnswer, after_quiz
from quizzes.domain.memory.scheduling import answer, retrievability
from quizzes.domain.memory.settings import Rating, Settings
from quizzes.domain.memory.state import MemoryState, State
from quizzes.domain.progress.mastery import SLACK, Mastery, mastery_of
from quizzes.domain.progress.spread import spread

NOW = datetime(2025, 7, 6, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SETTINGS = Settings()


def known(stability: float = 30, due: float = 10, reviewed: float = 5) -> MemoryState:
    """Known since so many days, due in so many."""
    return MemoryState(
        stability, 5, State.REVIEW, None, NOW + due * DAY, NOW - reviewed * DAY, repetitions=4
    )


def test_a_point_never_met_is_new() -> None:
    assert mastery_of(None, NOW, SETTINGS) is Mastery.NEW


def test_a_point_met_in_a_quiz_or_on_its_first_steps_is_being_learnt() -> None:
    quiz = after_quiz(None, QuizAnswer(True, 1 / 3), NOW, SETTINGS, "1")
    step = answer(None, Rating.AGAIN, NOW, SETTINGS, "1")
    assert mastery_of(quiz, NOW, SETTINGS) is Mastery.LEARNING
    assert mastery_of(step, NOW, SETTINGS) is Mastery.LEARNING


def test_a_point_that_passed_its_steps_is_known_until_it_is_overdue() -> None:
    assert mastery_of(known(), NOW, SETTINGS) is Mastery.KNOWN
    assert mastery_of(known(due=0), NOW, SETTINGS) is Mastery.KNOWN
    assert mastery_of(known(due=-1), NOW, SETTINGS) is Mastery.SLIPPING


def test_due_earlier_today_is_not_overdue_but_before_4_in_the_morning_is() -> None:
    assert mastery_of(known(due=-8 / 24), NOW, SETTINGS) is Mastery.KNOWN
    assert mastery_of(known(due=-8.1 / 24), NOW, SETTINGS) is Mastery.SLIPPING


def test_a_forgotten_point_slips_until_it_is_known_again() -> None:
    forgotten = answer(known(), Rating.AGAIN, NOW, SETTINGS, "1")
    assert mastery_of(forgotten, NOW, SETTINGS) is Mastery.SLIPPING
    again = answer(forgotten, Rating.GOOD, NOW + DAY / 24, SETTINGS, "1")
    assert mastery_of(again, NOW + DAY / 24, SETTINGS) is Mastery.KNOWN


def test_who_wants_to_retain_more_sees_sooner_what_slips() -> None:
    state = known(stability=10, due=3, reviewed=10)  # recall has just fallen to 90 %
    assert mastery_of(state, NOW, SETTINGS) is Mastery.KNOWN
    assert mastery_of(state, NOW, replace(SETTINGS, desired_retention=0.97)) is Mastery.SLIPPING


@given(
    st.lists(st.sampled_from([Rating.HARD, Rating.GOOD, Rating.EASY]), min_size=3, max_size=12),
    st.sampled_from([0.7, 0.8, 0.9, 0.97]),
    st.text(max_size=3),
)
def test_a_card_studied_when_it_is_due_never_slips_before(
    ratings: list[Rating], desired: float, seed: str
) -> None:
    """The slack is wide enough for whole days and fuzz."""
    settings = Settings(desired_retention=desired)
    state, now = answer(None, Rating.EASY, NOW, settings, seed), NOW
    for rating in ratings:
        for moment in (now, state.due_at - timedelta(seconds=1), state.due_at):
            assert mastery_of(state, moment, settings) is Mastery.KNOWN
        now = state.due_at
        state = answer(state, rating, now, settings, seed)


@given(st.floats(0.1, 1000), st.floats(0, 1000), st.floats(0, 900))
def test_what_is_known_would_be_recalled(stability: float, due: float, reviewed: float) -> None:
    state = known(stability, due, reviewed)
    is_sure = retrievability(state, NOW) >= SETTINGS.desired_retention - SLACK
    assert (mastery_of(state, NOW, SETTINGS) is Mastery.KNOWN) == is_sure


@given(st.lists(st.floats(0.01, 36_500), min_size=1))
def test_the_median_lies_between_its_quartiles(values: list[float]) -> None:
    found = spread(values)
    assert found is not None
    slack = 1e-9 * max(values)
    assert -inf < min(values) - slack <= found.low <= found.median + slack
    assert found.median <= found.high + slack <= max(values) + 2 * slack
    assert found.n == len(values)
    assert found.is_enough == (len(values) >= 5)
