"""What is told of one question of an attempt that goes on, where feedback comes after each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizzes.models import Attempt, AttemptSlot
from quizzes.selectors.answer_keys import KEY_RELATIONS, AnswerKeys
from quizzes.selectors.attempts import QuestionView, question_view, slots_of
from quizzes.selectors.kept_back import points_of, waiting_questions
from quizzes.selectors.results import ReviewedQuestion, reviewed_question


@dataclass(frozen=True)
class CheckedQuestion:
    """A question with how its tries stand; `feedback`, with the key, only once it is settled."""

    question: QuestionView
    earned: float | None
    feedback: ReviewedQuestion | None

    @property
    def position(self) -> int:
        return self.question.position

    @property
    def tries(self) -> int:
        return self.question.tries

    @property
    def tries_left(self) -> int:
        return self.question.tries_left or 0

    @property
    def score(self) -> float | None:
        return self.question.checked_score

    @property
    def next_worth(self) -> float:
        return self.question.next_worth

    @property
    def is_settled(self) -> bool:
        return self.question.is_settled


def checked_question(attempt: Attempt, position: int) -> CheckedQuestion:
    """One question of an attempt. Three queries. Raises AttemptSlot.DoesNotExist.

    Of a settled question all is told that a result tells, save what another question still asks:
    the explanation, the reasons and the passage hold the whole fact.
    """
    slots = slots_of(attempt, *KEY_RELATIONS, "response")
    slot = next((each for each in slots if each.position == position), None)
    if slot is None:
        raise AttemptSlot.DoesNotExist
    view = question_view(slot, attempt.language, attempt.quiz)
    response = slot.given
    feedback = None
    if view.is_settled and not waiting_questions(attempt, [slot], True)[0]:
        feedback = reviewed_question(slot, attempt.language, AnswerKeys([slot]))
        if _facts_of(slot) & _facts_still_asked(slots, slot):
            feedback = _without_reasons(feedback)
    return CheckedQuestion(view, response.earned if response else None, feedback)


def _facts_of(slot: AttemptSlot) -> set[str]:
    return {key.rpartition(".")[0] for key in points_of(slot)}


def _facts_still_asked(slots: list[AttemptSlot], but: AttemptSlot) -> set[str]:
    """The facts of the other questions whose answers have not been shown."""
    others = (each for each in slots if each.pk != but.pk)
    answers = ((each, each.given) for each in others)
    is_open = (each for each, given in answers if given is None or given.settled_at is None)
    return {fact for each in is_open for fact in _facts_of(each)}


def _without_reasons(told: ReviewedQuestion) -> ReviewedQuestion:
    options = tuple(replace(option, reason="") for option in told.options)
    passage = replace(told.passage, text="") if told.passage else None
    return replace(told, options=options, reason="", explanation="", passage=passage)
