"""The simulated year is the same each time, and compares like with like."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

from benchmarks.simulation.report import draw, write_page
from benchmarks.simulation.schedules import Sm2
from benchmarks.simulation.year import NEW_A_DAY, SCHEDULES, START, Year, live

POINTS = 24


def years() -> dict[str, list[Year]]:
    return {year.name: [year] for year in (live(make, 1, POINTS) for make in SCHEDULES)}


def test_the_same_seed_gives_the_same_year() -> None:
    first, second = years(), years()
    assert first == second
    assert write_page(first, POINTS) == write_page(second, POINTS)
    ElementTree.fromstring(draw(first))
    for (year,) in first.values():
        assert year.cards >= 2 * POINTS  # every card passes two steps
        assert 0 < year.remembered <= POINTS
        assert sum(year.reviews[: POINTS // NEW_A_DAY]) > POINTS


def test_sm2_waits_one_day_then_six_then_by_the_ease() -> None:
    schedule, now, days = Sm2(), START, []
    for turn in range(6):
        schedule.card(1, True, now)
        due = schedule.cards[1].due_at
        if turn:  # the first answer passes a step of minutes
            days.append((due.date() - now.date()).days)
        now = due + timedelta(hours=5)
    assert days == [1, 6, 15, 38, 95]


def test_sm2_begins_again_after_a_failure_and_the_ease_falls() -> None:
    schedule, now = Sm2(), START
    for is_recalled in (True, True, True, False, True):
        schedule.card(1, is_recalled, now)
        now = schedule.cards[1].due_at + timedelta(hours=5)
    assert schedule.cards[1].days == 1
    assert schedule.cards[1].ease < 2.5
