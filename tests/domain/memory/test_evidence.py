"""What an answer in a quiz tells of the memory, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.domain.items import ChoiceBody, Form, NumericBody, Option, TextBody, TrueFalseBody
from quizzes.domain.memory.evidence import QuizAnswer, after_quiz, guessing_chance
from quizzes.domain.memory.history import Event, follow
from quizzes.domain.memory.scheduling import answer, retrievability
from quizzes.domain.memory.settings import Rating, Settings, days_between
from quizzes.domain.memory.state import MemoryState, State
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
SETTINGS = Settings(is_fuzzed=False)
CHOICE, TRUE_FALSE, WRITTEN = 1 / 3, 1 / 2, 0.0


def known() -> MemoryState:
    """A card known for some time, due on 24 March."""
    state = answer(None, Rating.EASY, NOW, SETTINGS, "seed")
    return answer(state, Rating.GOOD, state.due_at, SETTINGS, "seed")


def quizzed(
    state: MemoryState | None, is_right: bool, guess: float, now: datetime, shown: bool = False
) -> MemoryState | None:
    return after_quiz(state, QuizAnswer(is_right, guess, shown), now, SETTINGS, "seed")


def options(count: int) -> ChoiceBody:
    return ChoiceBody(tuple(Option(str(n), Text(), n == 0) for n in range(count)))


def test_the_chance_of_guessing_follows_from_the_form() -> None:
    assert guessing_chance(Form.SINGLE_CHOICE, options(3)) == 1 / 3
    assert guessing_chance(Form.SINGLE_CHOICE, options(4)) == 1 / 4
    assert guessing_chance(Form.MULTIPLE_CHOICE, options(4)) == 1 / 15
    assert guessing_chance(Form.TRUE_FALSE, TrueFalseBody(True)) == 1 / 2
    assert guessing_chance(Form.NUMERIC, NumericBody(Quantity(1, "person"))) == 0
    assert guessing_chance(Form.SHORT_TEXT, TextBody(Text(), ())) == 0


@pytest.mark.parametrize("guess", [CHOICE, TRUE_FALSE, WRITTEN])
def test_a_wrong_answer_is_again(guess: float) -> None:
    state = known()
    assert quizzed(state, False, guess, state.due_at) == answer(
        state, Rating.AGAIN, state.due_at, SETTINGS, "seed"
    )
    assert quizzed(None, False, guess, NOW) == answer(None, Rating.AGAIN, NOW, SETTINGS, "seed")


def test_a_right_answer_written_by_hand_is_good() -> None:
    state = known()
    assert quizzed(state, True, WRITTEN, state.due_at) == answer(
        state, Rating.GOOD, state.due_at, SETTINGS, "seed"
    )
    assert quizzed(None, True, WRITTEN, NOW) == answer(None, Rating.GOOD, NOW, SETTINGS, "seed")


def test_a_right_choice_counts_less_the_easier_it_is_to_guess() -> None:
    state = known()
    good = answer(state, Rating.GOOD, state.due_at, SETTINGS, "seed")
    gains = []
    for guess in (WRITTEN, 1 / 4, CHOICE, TRUE_FALSE):
        after = quizzed(state, True, guess, state.due_at)
        assert after is not None
        gains.append((after.stability - state.stability) / (good.stability - state.stability))
        assert after.due_at > state.due_at
        assert after.repetitions == state.repetitions + 1
    assert gains == pytest.approx([1, 3 / 4, 2 / 3, 1 / 2])


def test_a_discounted_card_is_due_when_its_stability_says() -> None:
    state = known()
    after = quizzed(state, True, TRUE_FALSE, state.due_at)
    assert after is not None
    assert days_between(after.reviewed_at, after.due_at, SETTINGS) == round(after.stability)
    assert retrievability(after, after.due_at) == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("guess", [CHOICE, TRUE_FALSE])
def test_a_first_meeting_by_choice_gives_no_credit_and_queues_a_recall_card(guess: float) -> None:
    met = quizzed(None, True, guess, NOW)
    assert met is not None
    assert (met.state, met.repetitions, met.due_at) == (State.LEARNING, 0, NOW)
    later = NOW + timedelta(days=3)
    for rating in Rating:
        assert answer(met, rating, later, SETTINGS, "seed") == answer(
            None, rating, later, SETTINGS, "seed"
        )


def test_a_card_met_by_choice_waits_for_recall_however_often_it_is_chosen_right() -> None:
    met = quizzed(None, True, CHOICE, NOW)
    assert quizzed(met, True, CHOICE, NOW + timedelta(days=5)) == met


def test_a_right_choice_does_not_pass_a_learning_step() -> None:
    learning = answer(None, Rating.AGAIN, NOW, SETTINGS, "seed")
    after = quizzed(learning, True, CHOICE, NOW + timedelta(days=2))
    assert after is not None
    assert (after.state, after.step, after.due_at) == (State.LEARNING, 0, learning.due_at)
    assert after.stability > learning.stability


@pytest.mark.parametrize("is_right", [True, False])
def test_a_point_counts_once_a_day(is_right: bool) -> None:
    state = known()
    today = state.due_at
    once = quizzed(state, True, CHOICE, today)
    assert quizzed(once, is_right, WRITTEN, today + timedelta(hours=23)) == once
    assert quizzed(once, is_right, WRITTEN, today + timedelta(hours=24)) != once


def test_a_point_recalled_on_a_card_today_is_not_counted_again_in_a_quiz() -> None:
    recalled = answer(known(), Rating.GOOD, NOW + timedelta(days=30), SETTINGS, "seed")
    assert quizzed(recalled, True, WRITTEN, NOW + timedelta(days=30, hours=1)) == recalled


@pytest.mark.parametrize("is_right", [True, False])
def test_an_answer_after_feedback_is_practice(is_right: bool) -> None:
    state = known()
    assert quizzed(state, is_right, WRITTEN, state.due_at, shown=True) == state
    assert quizzed(None, is_right, WRITTEN, NOW, shown=True) is None


def test_events_are_followed_in_turn_from_no_memory() -> None:
    events = [
        Event(Rating.GOOD, NOW, SETTINGS, QuizAnswer(True, CHOICE)),
        Event(Rating.GOOD, NOW + timedelta(days=1), SETTINGS),
        Event(Rating.AGAIN, NOW + timedelta(days=3), SETTINGS, QuizAnswer(False, CHOICE)),
    ]
    states = [None]
    for event in events:
        states.append(follow(states[-1], event, "seed"))
    assert states[2] == answer(states[1], Rating.GOOD, events[1].at, SETTINGS, "seed")
    assert states[3] == answer(states[2], Rating.AGAIN, events[2].at, SETTINGS, "seed")
