"""The due queue of a learner with many memories against one with 1,000, among many rows.

Run by itself: `python -m benchmarks.due_queue [rows] [--plans]`; 300,000 rows of memories by
default, with 10,000 for the large learner; 10,000,000 with 100,000 when that many are asked for.
Everybody has met the newest points first, and six tenths of everybody's cards are due: both queues
are full, and what is new to the large learner lies behind all that has been met; in the end nothing
is. The two take turns, and the least of the times counts, to which other work on the machine has
added least; the medians stand beside.
`BENCH_DATABASE_URL` names an empty database; otherwise it is SQLite, thrown away.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from quizzes.models import User

SMALL = 1000
LEARNERS = 100
POINTS_AN_ARTICLE = 100
REPEATS = 25
NOW = datetime(2025, 7, 6, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DUE = {
    "sqlite": "datetime('2025-05-07 20:00:00', '+' || (p.id * 37 %% 100) || ' days')",
    "postgresql": "timestamptz '2025-05-07 20:00:00+00' + p.id * 37 %% 100 * interval '1 day'",
}
REVIEWED = {
    "sqlite": "datetime('2025-05-01 10:00:00', '-' || (p.id * 61 %% 90) || ' days')",
    "postgresql": "timestamptz '2025-05-01 10:00:00+00' - p.id * 61 %% 90 * interval '1 day'",
}


def make_points(count: int) -> None:
    """Articles, newest first, of one topic and passage each, with a fact for every point."""
    from quizzes.models import Article, Fact, Passage, Point, Topic, Unit

    unit = Unit.objects.create(key="person", dimension="person", name="people")
    count_articles = count // POINTS_AN_ARTICLE
    articles = Article.objects.bulk_create(
        Article(key=f"a{n}", published_on=(NOW - timedelta(days=n)).date(), title=f"A {n}")
        for n in range(count_articles)
    )
    topics = Topic.objects.bulk_create(Topic(article=a, key="t", position=0) for a in articles)
    passages = Passage.objects.bulk_create(Passage(article=a, number=1) for a in articles)
    facts = Fact.objects.bulk_create(
        (
            Fact(
                key=f"f{n}",
                article=articles[n // POINTS_AN_ARTICLE],
                topic=topics[n // POINTS_AN_ARTICLE],
                passage=passages[n // POINTS_AN_ARTICLE],
                statement="There were {count} people.",
                status=Fact.Status.PUBLISHED,
            )
            for n in range(count)
        ),
        batch_size=500,
    )
    Point.objects.bulk_create(
        (
            Point(fact=fact, name="count", kind="quantity", amount=1, unit=unit, bound="exact")
            for fact in facts
        ),
        batch_size=500,
    )


def make_memories(learner_ids: list[int], count: int) -> None:
    """Memories of the first points in the order of reading, for each of some learners."""
    from django.db import connection

    due, reviewed = DUE[connection.vendor], REVIEWED[connection.vendor]
    with connection.cursor() as cursor:
        for learner_id in learner_ids:
            cursor.execute(
                "INSERT INTO quizzes_memory (learner_id, point_id, state, step, stability,"
                " difficulty, due_at, reviewed_at, repetitions, lapses)"
                f" SELECT %s, p.id, 'review', NULL, 10 + p.id %% 90, 5, {due}, {reviewed}, 3, 0"
                " FROM quizzes_point p ORDER BY p.id LIMIT %s ON CONFLICT DO NOTHING",
                [learner_id, count],
            )


def fill(rows: int) -> tuple[User, User]:
    """The large and the small learner, among others, so that there are so many memories."""
    from django.core.management import call_command
    from django.db import connection

    from quizzes.models import User

    call_command("migrate", verbosity=0, interactive=False)
    large = rows // LEARNERS if rows >= 10_000_000 else min(10_000, rows // 3)
    start = time.perf_counter()
    make_points(large + 2 * POINTS_AN_ARTICLE)
    people = User.objects.bulk_create(
        User(username=f"u{n}", password="!") for n in range(rows // large + 1)
    )
    make_memories([people[0].pk], SMALL)
    make_memories([learner.pk for learner in people[1:]], large)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    total = large * (len(people) - 1) + SMALL
    print(f"{connection.vendor}: {total:,} memories in {time.perf_counter() - start:.0f} s")
    return people[1], people[0]


def ms_of(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def compare(name: str, action: Callable[[User], object], large: User, small: User) -> float:
    """Time an action for both learners in turn; how many times longer the large one takes."""
    action(small), action(large)
    pairs = [
        (ms_of(lambda: action(small)), ms_of(lambda: action(large))) for _turn in range(REPEATS)
    ]
    few, many = zip(*pairs, strict=True)
    ratio = min(many) / min(few)
    least = f"{min(few):>8.1f} ms {min(many):>8.1f} ms {ratio:>6.2f} ×"
    print(f"{name:<44}{least} {median(few):>8.1f} ms {median(many):>8.1f} ms", flush=True)
    return ratio


def print_plans(learner: User) -> None:
    """How the database finds what the queue of the large learner asks it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from quizzes.selectors.study import study_queue

    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE) "
    with CaptureQueriesContext(connection) as queries:
        study_queue(learner, NOW)
    for query in queries.captured_queries:
        print(f"\n-- {query['sql'][:150]}… ({query['time']} s)")
        with connection.cursor() as cursor:
            cursor.execute(explain + query["sql"].replace("%", "%%"))
            for row in cursor.fetchall():
                print("   ", str(row[-1])[:150])


def begin(learners: Iterable[User], now: datetime) -> None:
    """Begin a study day, as the first review of it does."""
    from quizzes.services.study_events import scheduling_now

    for learner in learners:
        taken = ms_of(lambda learner=learner: scheduling_now(learner, now))  # type: ignore[misc]
        print(f"{'  (a study day begins, once)':<44}{taken:>8.1f} ms")


def measure(large: User, small: User) -> float:
    """Both learners on the first day ever, on later ones, and when nothing is new any more.

    Gives the worst of the ratios.
    """
    from quizzes.models import Point
    from quizzes.selectors.study import next_card, study_queue

    ratios: list[float] = []

    def both(when: str, now: datetime) -> None:
        queue = compare(f"{when}: queue", lambda who: study_queue(who, now), large, small)
        card = compare(
            "  card with its buttons", lambda who: next_card(who, now, "en"), large, small
        )
        ratios.extend((queue, card))

    print(f"{'':<44}{'1,000':>11} {'many':>11} {'':>8} {'medians':>11}")
    both("before any study day was kept", NOW)
    begin((small, large), NOW - DAY)
    both("the next morning", NOW)
    begin((small, large), NOW)
    both("after the first review of the day", NOW)
    make_memories([large.pk], Point.objects.count())
    begin((small, large), NOW + DAY)
    both("when the large one has met everything", NOW + DAY)
    return max(ratios)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", default=300_000, type=int)
    parser.add_argument("--plans", action="store_true", help="print how the database finds them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        url = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{directory}/queue.sqlite3")
        os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "quizsite.settings"}
        django.setup()
        from django.test.utils import override_settings

        with override_settings(DEBUG=False):  # which would keep every query
            large, small = fill(options.rows)
            print(f"the worst: {measure(large, small):.2f} ×")
            if options.plans:
                print_plans(large)


if __name__ == "__main__":
    main()
