"""Time and memory to generate, per point, as the fact base grows.

Run by itself: `python -m benchmarks.generation [small large]`, points of two bases of the same
make. What is told is the ratio of the second to the first: 1 means that size costs nothing.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

from quizzes.domain.facts import Article, Entity, EntityRef, Fact, FactBase, Point, PointKind
from quizzes.domain.generation import forms_for, plan_item
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Bound, Quantity
from quizzes.domain.values.units import Unit

FACTS_AN_ARTICLE = 100
ITEMS = 3000
"""So many items are made of each base, of points taken from all over it."""


def both(en: str, zh: str) -> Text:
    return Text.of({"en": en, "zh-hans": zh})


def make_base(points: int) -> FactBase:
    """Articles of a hundred facts with a figure and a town each."""
    random = Random("benchmark")
    towns = {f"town{i}": _town(i) for i in range(max(50, points // 20))}
    facts: dict[str, Fact] = {}
    for number in range(points // 2):
        amount = Decimal(random.randint(10, 99) * 10 ** random.randint(1, 4))
        town = f"town{random.randrange(len(towns))}"
        fact = _fact(number, amount, town)
        facts[fact.key] = fact
    articles = {fact.article: _article(fact.article) for fact in facts.values()}
    person = Unit("person", "people", Decimal(1), both("person", "人"), Text(), "", "名")
    return FactBase(articles, facts, towns, {"person": person})


def _town(number: int) -> Entity:
    names = both(f"Town {number:05d}", f"第{number:05d}镇")
    return Entity(f"town{number}", "place", "town", names)


def _article(key: str) -> Article:
    title = both("Title", "标题")
    return Article(key, title, both("Publisher", "出版者"), date(2025, 7, 6), "en")


def _fact(number: int, amount: Decimal, town: str) -> Fact:
    key = f"fact{number}"
    return Fact(
        key,
        f"article{number // FACTS_AN_ARTICLE}",
        "topic",
        1,
        both("{town} trained {count} people.", "{town}培训了{count}人。"),
        (
            Point(key, "town", PointKind.ENTITY, EntityRef(town), exclusive=True),
            Point(
                key,
                "count",
                PointKind.QUANTITY,
                Quantity(amount, "person", Bound.OVER),
                both("How many people were trained?", "培训了多少人？"),
                True,
            ),
        ),
    )


def per_item(base: FactBase) -> float:
    """Microseconds for one item, the base's index made and its cost shared among all points."""
    keys = list(base.points)
    chosen = Random("chosen").sample(keys, min(len(keys), ITEMS // 2))
    jobs = [(key, form) for key in chosen for form in forms_for(base, key)][:ITEMS]
    plan_item(base, *jobs[0])
    start = time.perf_counter()
    for key, form in jobs:
        plan_item(base, key, form)
    return (time.perf_counter() - start) / len(jobs) * 1e6


def measure(points: int) -> Mapping[str, float]:
    """Time of an item, and memory of the base with its index for each point."""
    tracemalloc.start()
    base = make_base(points)
    plan_item(base, next(iter(base.points)), forms_for(base, next(iter(base.points)))[0])
    memory = tracemalloc.get_traced_memory()[0] / points
    tracemalloc.stop()
    return {"microseconds an item": per_item(base), "bytes a point": memory}


def main() -> None:
    small, large = (int(each) for each in sys.argv[1:] or ("1000", "100000"))
    first, second = measure(small), measure(large)
    for what, value in first.items():
        ratio = second[what] / value
        print(
            f"{what:24} {value:10.0f} at {small:,}  {second[what]:10.0f} at {large:,}  {ratio:.2f}"
        )


if __name__ == "__main__":
    main()
