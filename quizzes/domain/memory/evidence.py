"""What an answer in a quiz tells of a learner's memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from math import factorial
from typing import assert_never

from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    Form,
    MatchingBody,
    NumericBody,
    OrderingBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.memory.scheduling import answer, days_until_due, due_in
from quizzes.domain.memory.settings import Rating, Settings, study_day
from quizzes.domain.memory.state import MemoryState, State


@dataclass(frozen=True)
class QuizAnswer:
    """A marked answer: whether wholly right, and the chance of that for one who only guesses."""

    is_right: bool
    guessing_chance: float = 0.0
    is_after_feedback: bool = False


def guessing_chance(form: Form, body: Body) -> float:
    """The chance that a blind guess is wholly right: 1/n of one choice, 1/2 of true or false.

    Of multiple choice every non-empty selection is a guess, and of an order every permutation.
    Matching is told pair by pair, so it counts as one choice among what is on the right. What is
    written by hand cannot be guessed.

    >>> guessing_chance(Form.TRUE_FALSE, TrueFalseBody(truth=True))
    0.5
    """
    match body:
        case ChoiceBody(options=options) if form is Form.MULTIPLE_CHOICE:
            return 1 / (2.0 ** len(options) - 1)
        case ChoiceBody(options=options):
            return 1 / len(options)
        case TrueFalseBody():
            return 0.5
        case MatchingBody(right=right):
            return 1 / len(right)
        case OrderingBody(entries=entries):
            return 1 / factorial(len(entries))
        case NumericBody() | TextBody() | ClozeBody():
            return 0.0
        case _:
            assert_never(body)


def after_quiz(
    state: MemoryState | None,
    quiz_answer: QuizAnswer,
    now: datetime,
    settings: Settings,
    seed: str,
) -> MemoryState | None:
    """The memory after a quiz answer; unchanged where the answer tells nothing.

    - **After feedback: nothing.** The answer had just been shown; repeating it is practice.
    - **The same point once a day: nothing more.** A second answer within a study day tells of the
      hours since the first, and a quiz repeated ten times would build years of stability in an
      afternoon. This holds for right and wrong, and whether the first was a card or a quiz.
    - **Wrong is "again".** Who fails to recognise what was to be learned would not have recalled
      it. An answer that is only partly right was not recalled whole, so it is wrong here.
    - **Right, written by hand, is "good"**: it was recalled, as on a card.
    - **Right by choice is "good" discounted.** Let g be the chance of guessing. Of those who do
      not know, a share g is right all the same, so a right answer is trusted to the degree 1 - g
      (the classical correction for guessing), and stability and difficulty become the mean of what
      they would be with the answer and without it: x + (1 - g)(x_good - x). That is linear in g;
      it gives the full step as n grows and g goes to 0; it can never lower stability, since "good"
      does not; and true or false counts half. A posterior that also weighs the retrievability
      before (R / (R + (1 - R) g)) would trust the answer more the better the card is known, hence
      least where the evidence is needed and most where the model would merely confirm itself.
      Choosing is easier than recalling, so of the two we take the smaller credit.
    - **A card on a step stays on it**: steps are passed by recall. A right choice raises the
      stability as above, and the card is asked as soon as it would have been.
    - **A first meeting by choice gives no credit at all.** There is no earlier state to discount
      towards, and to have read the right option is not to have recalled it. The point is put among
      the cards as met and due at once (no repetitions, the stability of a failure); the first
      recall then counts as a first review, as if the quiz had not been.
    """
    if quiz_answer.is_after_feedback or _was_seen_today(state, now, settings):
        return state
    if not quiz_answer.is_right:
        return answer(state, Rating.AGAIN, now, settings, seed)
    good = answer(state, Rating.GOOD, now, settings, seed)
    if not quiz_answer.guessing_chance:
        return good
    if state is None or not state.repetitions:
        return state or met(now, settings, seed)
    return _discounted(state, good, 1 - quiz_answer.guessing_chance, now, settings, seed)


def _was_seen_today(state: MemoryState | None, now: datetime, settings: Settings) -> bool:
    return state is not None and (
        study_day(now, settings) <= study_day(state.reviewed_at, settings)
    )


def met(now: datetime, settings: Settings, seed: str) -> MemoryState:
    """Met but never recalled: due at once, with the stability of a failure and no repetitions."""
    failed = answer(None, Rating.AGAIN, now, settings, seed)
    return replace(failed, state=State.LEARNING, step=0, due_at=now, repetitions=0)


def _discounted(
    state: MemoryState,
    good: MemoryState,
    trust: float,
    now: datetime,
    settings: Settings,
    seed: str,
) -> MemoryState:
    stability = state.stability + trust * (good.stability - state.stability)
    difficulty = state.difficulty + trust * (good.difficulty - state.difficulty)
    after = replace(
        state,
        stability=stability,
        difficulty=difficulty,
        reviewed_at=good.reviewed_at,
        repetitions=good.repetitions,
    )
    if state.state is not State.REVIEW:
        return after
    days = days_until_due(stability, state, settings, seed)
    return replace(after, due_at=due_in(days, now, settings))
