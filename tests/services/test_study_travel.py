"""Study days of a learner who travels, or whose clocks change: nothing due waits for a clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from quizzes.domain.memory.due import is_due
from quizzes.domain.memory.settings import Rating
from quizzes.models import Memory, User
from quizzes.selectors.progress import progress
from quizzes.selectors.study import study_queue
from quizzes.selectors.study_choices import study_choices
from quizzes.selectors.study_due import due_now
from quizzes.selectors.study_settings import settings_for, state_of
from quizzes.services.study_rebuild import rebuild_memory
from tests.factories import make_article
from tests.services.study_points import NOW, bank, keys, know, rate

pytestmark = pytest.mark.django_db

SHANGHAI, NEW_YORK, BERLIN = map(ZoneInfo, ("Asia/Shanghai", "America/New_York", "Europe/Berlin"))


@pytest.fixture
def point(db: None) -> str:
    return bank(make_article(), 1)[0]


def move(learner: User, zone: ZoneInfo) -> None:
    learner.time_zone = zone.key
    learner.save()


def at(zone: ZoneInfo, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=zone)


def day_of(learner: User, zone: ZoneInfo) -> datetime:
    """Four in the morning, in a zone, of the day on which the one card is due."""
    due_at = Memory.objects.get(learner=learner).due_at.astimezone(zone)
    return due_at.replace(hour=4, minute=0)


def test_who_went_east_meets_a_card_from_the_morning_of_its_day(student: User, point: str) -> None:
    move(student, NEW_YORK)
    rate(student, point, Rating.EASY)
    move(student, SHANGHAI)
    morning = day_of(student, SHANGHAI)
    assert Memory.objects.get().due_at > morning  # where it was answered it is still yesterday
    assert progress(student, morning, "en").forecast.today == 1
    queue = study_queue(student, morning)
    assert (keys(queue.due), queue.counts.next_due_at) == ([point], None)
    assert [article.due for article in study_choices(student, morning, "en").articles] == [1]
    before = morning - timedelta(seconds=1)
    assert keys(study_queue(student, before).due) == []
    assert study_queue(student, before).counts.next_due_at == Memory.objects.get().due_at
    rate(student, point, Rating.GOOD, morning)
    assert not any(vars(rebuild_memory(is_dry_run=True))[each] for each in ("changed", "notes"))


def test_who_went_west_is_not_asked_twice_on_one_day(student: User, point: str) -> None:
    evening = at(SHANGHAI, 2025, 7, 6, 17, 0)  # five in the morning in New York
    for rating in (Rating.AGAIN, Rating.GOOD, Rating.GOOD):
        rate(student, point, rating, evening)
        evening += timedelta(minutes=10)
    assert Memory.objects.get().due_at == at(SHANGHAI, 2025, 7, 7, 4, 0)
    move(student, NEW_YORK)
    afternoon = at(NEW_YORK, 2025, 7, 6, 15, 0)
    queue = study_queue(student, afternoon)
    assert (keys(queue.due), queue.counts.next_due_at) == ([], Memory.objects.get().due_at)
    assert keys(study_queue(student, afternoon + timedelta(hours=1)).due) == [point]


@pytest.mark.parametrize("evening", [(2025, 3, 26, 20), (2025, 10, 22, 20)])
def test_when_clocks_change_a_card_is_due_at_four_on_the_wall(
    student: User, point: str, evening: tuple[int, ...]
) -> None:
    move(student, BERLIN)
    rate(student, point, Rating.EASY, at(BERLIN, *evening))
    due_at = Memory.objects.get().due_at.astimezone(BERLIN)
    assert (due_at.hour, due_at.minute) == (4, 0)
    assert due_at.utcoffset() != at(BERLIN, *evening).utcoffset()
    assert keys(study_queue(student, due_at).due) == [point]
    assert keys(study_queue(student, due_at - timedelta(seconds=1)).due) == []


def test_the_query_and_the_rule_say_the_same(student: User) -> None:
    hours = (-30, -13, -12, -1, 0, 1, 11, 12, 13, 30)
    grid = list(product(Memory.State, hours, hours))
    points = bank(make_article(), len(grid))
    for key, (state, due, reviewed) in zip(points, grid, strict=True):
        know(student, key, days=9, stability=5)
        Memory.objects.filter(point__fact__key=key.split(".")[0]).update(
            state=state,
            due_at=NOW + timedelta(hours=due),
            reviewed_at=NOW + timedelta(hours=reviewed),
        )
    settings = settings_for(student)
    found = set(Memory.objects.filter(due_now(NOW, settings)).values_list("pk", flat=True))
    said = {each.pk for each in Memory.objects.all() if is_due(state_of(each), NOW, settings)}
    assert found == said
    assert 0 < len(found) < len(grid)
