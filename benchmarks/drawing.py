"""Drawing 10 questions from banks of growing size, without sorting the bank or reading it all.

Run by itself: `python -m benchmarks.drawing [small large]`, numbers of items; SQLite, or
`BENCH_DATABASE_URL` (an empty database). Told are the time of a draw as a ratio to a floor (reading
as many questions as a draw compares, by their numbers), what sorting the bank by lot would take
instead, the database's plan, and how evenly the items of the large bank are drawn.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any

import django

from benchmarks.__main__ import median_ms
from benchmarks.banks import factories, fill

if TYPE_CHECKING:
    from quizzes.models import Quiz

QUESTIONS, DRAWS = 10, 400


def measure(quiz: Quiz) -> dict[str, float]:
    """Milliseconds of a draw, of its floor, and of sorting the bank by lot instead."""
    from quizzes.models import ItemVersion
    from quizzes.services.drawing import POOL, scope_of, versions_for

    bank = scope_of(quiz).bank()
    seeds = count()

    def draw(learner: Any = None) -> float:
        return median_ms(lambda: versions_for(quiz, "en", next(seeds), learner))

    pool = list(bank.values_list("current_id", flat=True)[:POOL])
    related = ItemVersion.objects.select_related("item__point__fact__topic")
    whole = {
        "floor": median_ms(lambda: [v.to_content() for v in related.filter(pk__in=pool)]),
        "draw": draw(),
        "sort": median_ms(lambda: list(bank.order_by("?").values_list("current_id")[:POOL]), 5),
    }
    quiz.new_share, quiz.known_share = 50, 50
    whole["shares"] = draw(_learner(bank))
    quiz.new_share = quiz.known_share = None
    quiz.topics.set(quiz.article.topics.all()[:1])
    return whole | {"topic": draw()}


def _learner(bank: Any) -> Any:
    """Somebody who met a hundred points of the bank."""
    from quizzes.models import Memory, User

    learner = User.objects.create(username=f"learner-{bank.count()}")
    points = bank.filter(form="single_choice").values_list("point_id", flat=True)[:100]
    now = factories().NOW
    Memory.objects.bulk_create(
        Memory(
            learner=learner,
            point_id=point,
            state="review",
            stability=3,
            difficulty=5,
            due_at=now,
            reviewed_at=now,
        )
        for point in points
    )
    return learner


def plans(quiz: Quiz) -> list[str]:
    """How the database finds the sample, line by line; lines that repeat are told once."""
    from random import Random

    from quizzes.services.drawing import scope_of
    from quizzes.services.sampling import intervals, probe

    quiz.topics.clear()
    bank = scope_of(quiz).bank()
    some = bank.filter(intervals(2**31 // 4000, Random(1))).order_by()
    lines = [line for rows in (probe(bank), some) for line in rows.explain().splitlines()]
    return list(dict.fromkeys(re.sub(r"^[\d ]+|\d{3,}", "", line)[:110] for line in lines))


def evenness(quiz: Quiz) -> tuple[float, float]:
    """Of samples by many seeds: the variance of how often an item comes over its mean.

    Independent draws with equal chances give about 1. And the share of the bank that came.
    """
    from quizzes.services.drawing import scope_of
    from quizzes.services.sampling import sample

    quiz.topics.clear()
    bank = scope_of(quiz).bank()
    size = bank.count()
    times = Counter(pk for seed in range(DRAWS) for pk, _languages in sample(bank, str(seed)))
    counts = [*times.values(), *[0] * (size - len(times))]
    return statistics.pvariance(counts) / statistics.mean(counts), len(times) / size


def main() -> None:
    small, large = (int(each) for each in sys.argv[1:] or ("1000", "100000"))
    with tempfile.TemporaryDirectory() as directory:
        url = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{directory}/bench.sqlite3")
        os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "quizsite.settings"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        for size in (small, large):
            quiz = factories().make_quiz(fill(size), drawn=QUESTIONS)
            found = measure(quiz)
            print(
                f"{size:>9,} items: floor {found['floor']:6.1f} ms,"
                f" a draw {found['draw'] / found['floor']:5.2f} × ({found['draw']:.1f} ms),"
                f" with shares {found['shares'] / found['floor']:.2f} ×,"
                f" of one topic {found['topic'] / found['floor']:.2f} ×;"
                f" sorting the bank alone {found['sort'] / found['floor']:.2f} ×"
            )
        print(*plans(quiz), sep="\n")
        ratio, share = evenness(quiz)
        print(f"{DRAWS} samples: variance over mean {ratio:.2f} (even: 1), {share:.0%} of the bank")


if __name__ == "__main__":
    main()
