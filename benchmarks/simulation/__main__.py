"""Simulate a year and write docs/simulation.md and docs/simulation.svg.

Run by itself: `python -m benchmarks.simulation [--points N] [--learners N] [--out DIRECTORY]`; the
same numbers give the same files.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from tqdm import tqdm

from benchmarks.simulation.report import draw, write_page
from benchmarks.simulation.year import SCHEDULES, Year, live

DOCS = Path(__file__).parents[2] / "docs"


def simulate(points: int, learners: int) -> dict[str, list[Year]]:
    """The years of each schedule, in the order of the learners."""
    results: dict[str, list[Year]] = defaultdict(list)
    runs = [(make, seed) for make in SCHEDULES for seed in range(learners)]
    for make, seed in tqdm(runs, unit=" years", leave=False):
        year = live(make, seed, points)
        results[year.name].append(year)
    return dict(results)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--learners", type=int, default=10)
    parser.add_argument("--out", type=Path, default=DOCS)
    options = parser.parse_args()
    results = simulate(options.points, options.learners)
    page = write_page(results, options.points)
    (options.out / "simulation.md").write_text(page, "utf-8")
    (options.out / "simulation.svg").write_text(draw(results), "utf-8")
    print("\n".join(line for line in page.splitlines() if line.startswith("|")))


if __name__ == "__main__":
    main()
