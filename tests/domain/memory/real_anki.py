"""Answers histories by the real Anki, in a process of its own: `python -m …real_anki < histories`.

Standard input is JSON: `{"retention", "learning", "relearning", "maximum", "histories"}` with steps
in minutes; a history is a list of `[rating, days, hour]`: the rating, the study days since the
answer before, and the hour of the study day at which it is given (0 up to 24, from the rollover;
the last answer's hour does not matter). Standard output has for each answer what Anki then keeps
of the card, and what it offered for every rating.

Anki reads the machine's clock and takes no other. So each answer is given now, and then the card's
last answer is dated back, and the day it is due with it: what Anki works from, the days from that
answer's rollover to today's, is as if that time had passed. `ANKI_TEST_MODE`, which Anki's own
tests set, turns its fuzz off; load balancing is a preference. It is a process of its own because
that variable is read once, and because Anki's licence (AGPL) lets us link nothing with it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from typing import Any

# Wherever and whenever this runs, Anki's clock on the wall shows noon: far from its rollover, and
# from the small hours, in which its test mode sets the clock back.
os.environ |= {"ANKI_TEST_MODE": "1", "TZ": f"NOON{datetime.now(UTC).hour - 12:+d}"}

from anki.collection import Collection  # first: its modules import each other in a circle

# isort: split
from anki.cards import Card, CardId
from anki.decks import DeckId
from anki.scheduler.v3 import CardAnswer

DAY = 86_400
LEARNING_TODAY = 1
"""Anki's queue of cards that are due at a second; all others are due on a day."""


def open_collection(path: str, order: dict[str, Any]) -> Collection:
    """A collection with FSRS on, whose day began twelve hours ago."""
    col = Collection(path)
    preferences = col.get_preferences()
    preferences.scheduling.rollover = 0
    preferences.reviewing.load_balancer_enabled = False
    col.set_preferences(preferences)
    col.set_config("fsrs", True)
    config = col.decks.config_dict_for_deck_id(DeckId(1))
    config["desiredRetention"] = order["retention"]
    config["new"] |= {"delays": order["learning"], "perDay": 9999}
    config["lapse"] |= {"delays": order["relearning"], "leechAction": 1}
    config["rev"]["maxIvl"] = order["maximum"]
    col.decks.update_config(config)
    return col


def new_card(col: Collection) -> CardId:
    note = col.new_note(col.models.by_name("Basic"))
    note["Front"] = "front"
    col.add_note(note, DeckId(1))
    return note.cards()[0].id


def let_pass(col: Collection, card: Card, days: int, hour: float) -> None:
    """The card's last answer was at this hour, so many study days ago."""
    begun = col.sched.day_cutoff - DAY
    card.last_review_time = int(begun - days * DAY + hour * 3600)
    card.due -= days * DAY if card.queue == LEARNING_TODAY else days
    col.update_card(card)


def offered(state: Any) -> dict[str, Any]:
    """A state that Anki offers: days where it is a review, else seconds."""
    normal = state.normal
    kind = normal.WhichOneof("kind")
    inner = getattr(normal, kind)
    learning = inner.learning if kind == "relearning" else inner
    memory = inner.memory_state if kind == "review" else learning.memory_state
    return {
        "kind": kind,
        "days": inner.scheduled_days if kind == "review" else None,
        "seconds": None if kind == "review" else learning.scheduled_secs,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
    }


def follow(col: Collection, history: list[list[float]]) -> list[list[dict[str, Any]]]:
    """What Anki offered before each answer, for again, hard, good, easy."""
    card_id, steps = new_card(col), []
    for place, (rating, days, _hour) in enumerate(history):
        if place:
            let_pass(col, col.get_card(card_id), int(days), history[place - 1][2])
        states = col._backend.get_scheduling_states(card_id)
        choices = [states.again, states.hard, states.good, states.easy]
        steps.append([offered(each) for each in choices])
        col.sched.answer_card(
            CardAnswer(
                card_id=card_id,
                current_state=states.current,
                new_state=choices[int(rating) - 1],
                rating=int(rating) - 1,
                answered_at_millis=int(datetime.now(UTC).timestamp() * 1000),
                milliseconds_taken=1000,
            )
        )
    return steps


def main() -> None:
    order = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as directory:
        col = open_collection(f"{directory}/collection.anki2", order)
        json.dump([follow(col, history) for history in order["histories"]], sys.stdout)
        col.close()


if __name__ == "__main__":
    main()
