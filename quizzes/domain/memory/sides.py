"""Which side of a card is shown, where it can be turned round."""

from __future__ import annotations

from quizzes.domain.memory.state import MemoryState, State


def shows_reverse(state: MemoryState | None) -> bool:
    """Whether a card that can be turned round is asked the other way now.

    The two sides are one card with one memory: a schedule of its own for the other side would ask
    for one fact twice as often, and would know nothing of what the first side and quizzes have
    shown. So the sides take turns, by the number of repetitions: the same history always shows the
    same side, on every device, and taking a rating back brings back the side that was rated.

    A quiz asks for the value; so does a card until it is known, and again once it was forgotten.
    Only known cards are turned, every other time. Who recalls the value but not what is said of it
    has forgotten the fact: the card then goes through its steps by the value.
    """
    return state is not None and state.state is State.REVIEW and state.repetitions % 2 == 1
