"""Some of a large bank by lot: through the index, evenly, and the same again for the same seed."""

from __future__ import annotations

import statistics
from collections import Counter
from importlib import import_module
from itertools import pairwise
from random import Random
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.models import Article, Item, ItemVersion
from quizzes.models.items import LOTS
from quizzes.services import sampling
from quizzes.services.drawing import Scope
from quizzes.services.sampling import intervals, probe, sample
from tests.factories import NOW, make_article

pytestmark = pytest.mark.django_db


def fill(article: Article, count: int) -> None:
    """So many published questions of a teacher's own, their lots by a seed of ours."""
    random = Random("lots")
    items = Item.objects.bulk_create(
        Item(
            key=f"{article.key}-{n}",
            article=article,
            form="true_false",
            origin="teacher",
            status="published",
            lot=random.randrange(LOTS),
        )
        for n in range(count)
    )
    versions = ItemVersion.objects.bulk_create(
        ItemVersion(item=item, number=1, body={}, languages=["en"], digest="-", created_at=NOW)
        for item in items
    )
    for item, version in zip(items, versions, strict=True):
        item.current = version
    Item.objects.bulk_update(items, ["current"], batch_size=500)


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def _small_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """About 60 of more than 80, so that a bank of a thousand is a large one."""
    monkeypatch.setattr(sampling, "PROBE", 80)
    monkeypatch.setattr(sampling, "SAMPLE", 60)


def drawn(article: Article, seed: int) -> list[int]:
    return [version for version, _languages in sample(Scope(article.pk, {}, ()).bank(), str(seed))]


def test_a_small_bank_is_taken_whole_and_a_seed_gives_its_order(article: Article) -> None:
    fill(article, 40)
    assert drawn(article, 1) == drawn(article, 1) != drawn(article, 2)
    assert set(drawn(article, 1)) == set(drawn(article, 2))
    assert len(set(drawn(article, 1))) == 40


@pytest.mark.usefixtures("_small_samples")
def test_every_question_of_a_large_bank_is_drawn_about_as_often(article: Article) -> None:
    """The variance over the mean is 1 for independent draws with equal chances."""
    fill(article, 1000)
    samples = [drawn(article, seed) for seed in range(300)]
    assert all(25 < len(each) < 130 for each in samples)
    times = Counter(version for each in samples for version in each)
    counts = [*times.values(), *[0] * (1000 - len(times))]
    assert 0.7 < statistics.pvariance(counts) / statistics.mean(counts) < 1.4


@pytest.mark.usefixtures("_small_samples")
def test_questions_are_drawn_beside_others_again_and_again(article: Article) -> None:
    """The companions of one question are many more than its neighbours by lot."""
    fill(article, 1000)
    samples = [set(drawn(article, seed)) for seed in range(150)]
    chosen = next(iter(samples[0]))
    assert len(set().union(*(each for each in samples if chosen in each))) > 120


@pytest.mark.usefixtures("_small_samples")
def test_intervals_run_over_the_end(article: Article) -> None:
    fill(article, 200)
    bank = Scope(article.pk, {}, ()).bank()
    assert bank.filter(intervals(LOTS, Random(1))).count() == 200


def test_the_database_finds_a_sample_through_the_index(article: Article) -> None:
    """It neither sorts the bank nor reads it all, on SQLite and on PostgreSQL."""
    fill(article, 4000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    bank = Scope(article.pk, {}, ()).bank()
    width = LOTS * 20 // (4000 * sampling.INTERVALS)
    first, some = probe(bank), bank.filter(intervals(width, Random(1))).order_by()
    for plan in (first.explain(), some.explain()):
        assert "item_article_lot" in plan
        assert "TEMP B-TREE" not in plan
        assert "SCAN quizzes_item" not in plan
        assert "Seq Scan on quizzes_item " not in plan
        assert "Sort" not in plan
    with CaptureQueriesContext(connection) as captured:
        rows = drawn(article, 1)
    assert len(captured) == 2
    assert len(rows) < 1000


def test_items_that_were_there_before_get_lots_of_their_own(article: Article) -> None:
    """The migration that brought lots spreads them over the bank."""
    fill(article, 200)
    Item.objects.update(lot=0)
    migration = import_module("quizzes.migrations.0004_quiz_rule")
    migration.spread_lots(apps, SimpleNamespace(connection=connection))
    lots = sorted(Item.objects.values_list("lot", flat=True))
    gaps = [after - before for before, after in pairwise([*lots, lots[0] + LOTS])]
    assert min(lots) >= 0
    assert max(lots) < LOTS
    assert max(gaps) < 4 * LOTS / 200
