"""With fuzz and load balancing off, a history leads to the memory that the real Anki keeps.

Anki answers each card by its own scheduler, in a process of its own (`real_anki`); all four
buttons are compared before each answer. Anki counts in 32-bit floats and keeps four decimals of
the stability and three of the difficulty between answers, so memories agree to 1 in 500; an
interval is the same day, unless ours lies within that error of the half day where rounding turns.

Without steps Anki brings back within hours what would be forgotten in less than half a day; we
follow the `fsrs` package, which waits a day at least. The memories agree there too. Since each
interval depends on the last, those after such an answer are compared once both agree again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quizzes.domain.memory.scheduling import exact_interval, preview
from quizzes.domain.memory.settings import Rating, Settings, day_start, days_between, study_day
from quizzes.domain.memory.state import MemoryState, State

pytest.importorskip("anki", reason="the real Anki is a dependency of the tests")

HISTORIES, ANSWERS = 40, 9
ERROR = 1 / 500
ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Auckland")
STEPS = ((timedelta(minutes=1), timedelta(minutes=10)), (timedelta(minutes=10),))
LONGER_STEPS = ((timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)), STEPS[0])
KINDS = {State.LEARNING: "learning", State.REVIEW: "review", State.RELEARNING: "relearning"}
ORDERS = {
    "the defaults": Settings(is_fuzzed=False),
    "keep less": Settings(desired_retention=0.7, is_fuzzed=False),
    "keep more": Settings(desired_retention=0.97, is_fuzzed=False),
    "half a year at most": Settings(maximum_interval=180, is_fuzzed=False),
    "longer steps": Settings(
        learning_steps=LONGER_STEPS[0], relearning_steps=LONGER_STEPS[1], is_fuzzed=False
    ),
    "one step, and two to learn again": Settings(
        learning_steps=STEPS[1], relearning_steps=LONGER_STEPS[0][:2], is_fuzzed=False
    ),
    "no steps": Settings(learning_steps=(), relearning_steps=(), is_fuzzed=False),
    "no steps and keep less": Settings(
        desired_retention=0.75, learning_steps=(), relearning_steps=(), is_fuzzed=False
    ),
    "no steps for what is new": Settings(learning_steps=(), is_fuzzed=False),
    "no steps for what was forgotten": Settings(relearning_steps=(), is_fuzzed=False),
}
History = list[tuple[int, int, float]]


def a_history(random: Random) -> History:
    """Rating, study days since the last answer, hour of the study day."""
    gaps = [0, *(random.choice((0, 0, 1, 1, 2, 4, 9, 20, 45, 120)) for _turn in range(ANSWERS - 1))]
    history: History = []
    hour = 0.0
    for place, days in enumerate(gaps):
        # Anki answers at noon of its day: what it answers next on the same day came before that.
        latest = 11.9 if 0 in gaps[place + 1 : place + 2] else 22.9
        hour = random.uniform(min(hour, latest) if days == 0 else 0, latest)
        history.append((random.choices(list(Rating), (2, 1, 5, 1))[0].value, days, hour))
    return history


@cache
def histories(name: str) -> list[History]:
    random = Random(name)
    return [a_history(random) for _history in range(HISTORIES)]


@cache
def anki_offers(name: str) -> list[list[list[dict[str, Any]]]]:
    """What Anki offers before each answer of each history."""
    settings = ORDERS[name]
    order = {
        "retention": settings.desired_retention,
        "learning": [step / timedelta(minutes=1) for step in settings.learning_steps],
        "relearning": [step / timedelta(minutes=1) for step in settings.relearning_steps],
        "maximum": settings.maximum_interval,
        "histories": histories(name),
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.domain.memory.real_anki"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    return json.loads(run.stdout)


def assert_same_memory(ours: MemoryState, theirs: dict[str, Any]) -> None:
    assert ours.stability == pytest.approx(theirs["stability"], rel=ERROR)
    assert ours.difficulty == pytest.approx(theirs["difficulty"], rel=ERROR)


def is_same_wait(
    ours: MemoryState, theirs: dict[str, Any], now: datetime, settings: Settings
) -> bool:
    """Whether a button leads both to the same state, for as long."""
    if KINDS[ours.state] != theirs["kind"]:
        return False
    if ours.state is State.REVIEW:
        return days_between(now, ours.due_at, settings) == theirs["days"]
    return (ours.due_at - now).total_seconds() == theirs["seconds"]


def may_differ(ours: MemoryState, theirs: dict[str, Any], settings: Settings) -> bool:
    """Whether rounding turns the interval to the other whole day, or Anki counts it in hours."""
    exact = exact_interval(ours.stability, settings)
    if ours.state is State.REVIEW and theirs["seconds"] is not None:
        return exact < 0.5 and theirs["seconds"] == pytest.approx(exact * 86_400, rel=ERROR)
    return theirs["days"] is not None and abs(exact % 1 - 0.5) <= exact * ERROR


def follow(history: History, offers: list[list[dict[str, Any]]], settings: Settings) -> int:
    """Compare a history answer by answer; how many intervals of days were the same."""
    state, same, is_together = None, 0, True
    day = study_day(datetime(2025, 1, 5, 12, tzinfo=UTC), settings)
    for (rating, days, hour), theirs in zip(history, offers, strict=True):
        day += timedelta(days=days)
        now = day_start(day, settings) + timedelta(hours=hour)
        offered = preview(state, now, settings, "seed")
        buttons = list(zip(Rating, theirs, strict=True))
        for each, anki in buttons:
            assert_same_memory(offered[each], anki)
        agree = {each: is_same_wait(offered[each], anki, now, settings) for each, anki in buttons}
        if is_together and not all(agree.values()):
            # The buttons after one that differs keep their distance from it.
            first = next(each for each in Rating if not agree[each])
            assert may_differ(offered[first], theirs[first - 1], settings)
        elif is_together:
            same += sum(offered[each].state is State.REVIEW for each in Rating)
        state, is_together = offered[Rating(rating)], agree[Rating(rating)]
    return same


@pytest.mark.parametrize("name", ORDERS)
def test_random_histories_are_scheduled_like_the_real_anki(name: str) -> None:
    same = 0
    for number, (history, offers) in enumerate(
        zip(histories(name), anki_offers(name), strict=True)
    ):
        zone = ZoneInfo(ZONES[number % len(ZONES)])
        same += follow(history, offers, replace(ORDERS[name], zone=zone))
    assert same > HISTORIES * ANSWERS  # of at most three intervals of days an answer
