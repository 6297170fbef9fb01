"""A large bank of questions, written straight into the tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from typing import Any

TOPICS, BATCH = 8, 5000


def factories() -> Any:
    """Those of the tests; they can only be imported once Django is set up."""
    return import_module("tests.factories")


def fill(items: int) -> Any:
    """An article whose points have a question in each of four forms; it is returned."""
    from django.db import connection, transaction

    article = factories().make_article(f"bank-{items}", topics=[f"topic{n}" for n in range(TOPICS)])
    with transaction.atomic():
        bank = _items(article, items)
        _versions(bank)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return article


def _keep(model: Any, rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)


def _points(article: Any, count: int) -> list[Any]:
    from quizzes.models import Fact, Point

    fact_of: Any = Fact
    topics, passage, unit = (
        list(article.topics.all()),
        article.passages.first(),
        factories().make_unit(),
    )
    facts = [
        fact_of(
            key=f"{article.key}-{n}",
            article=article,
            topic=topics[n % TOPICS],
            passage=passage,
            statement_en="There were {count}.",
            status=Fact.Status.PUBLISHED,
        )
        for n in range(count)
    ]
    _keep(Fact, iter(facts))
    points = [
        Point(fact=fact, name="count", kind="quantity", amount=n, unit=unit, bound="exact")
        for n, fact in enumerate(facts)
    ]
    _keep(Point, iter(points))
    return points


def _items(article: Any, count: int) -> list[Any]:
    from quizzes.models import Item

    bodies = factories().BODIES
    bank = [
        Item(
            key=f"{point.fact.key}.{form.value}",
            article=article,
            point=point,
            form=form.value,
            origin="generated",
            status="published",
        )
        for point in _points(article, count // len(bodies))
        for form in bodies
    ]
    _keep(Item, iter(bank))
    return bank


def _versions(bank: list[Any]) -> None:
    from django.db.models import OuterRef, Subquery

    from quizzes.domain.codec import encode
    from quizzes.models import Item, ItemVersion

    made = factories()
    bodies = {form.value: encode(body()) for form, body in made.BODIES.items()}
    version_of: Any = ItemVersion
    rows = (
        version_of(
            item=item,
            number=1,
            stem_en=f"How many, of {item.key}?",
            stem_zh_hans=f"{item.key}有多少？",
            body=bodies[item.form],
            asks=[f"{item.point.fact.key}.count"],
            shows=[f"{item.point.fact.key}.count"],
            languages=["en", "zh-hans"],
            digest="-",
            created_at=made.NOW,
        )
        for item in bank
    )
    _keep(ItemVersion, rows)
    own = ItemVersion.objects.filter(item=OuterRef("pk")).values("pk")[:1]
    Item.objects.filter(current=None).update(current=Subquery(own))
