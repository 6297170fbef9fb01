"""Keeping the bank in step with the facts: generated items, and the quizzes that draw on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from quizzes.domain.codec import digest, encode
from quizzes.domain.facts import FactBase
from quizzes.domain.generation import (
    DEFAULT_OPTIONS,
    MADE_ELSEWHERE,
    asked_together,
    forms_for,
    plan_item,
)
from quizzes.domain.items import ChoiceBody, Form, ItemContent, Refusal
from quizzes.models import Article, Fact, Item, ItemVersion, Point
from quizzes.models.base import PublicationStatus, set_text
from quizzes.selectors.asking import ON_SEVERAL_FACTS
from quizzes.selectors.fact_base import load_fact_base, load_names

Progress = Callable[[str], object]
Slot = tuple[str, Form]


class Outcome:
    """What became of one item, as it is counted in a report."""

    MADE = "made"
    UNCHANGED = "unchanged"
    RENEWED = "renewed"
    WITHDRAWN = "withdrawn"
    RETIRED = "retired"
    KEPT = "kept"


@dataclass
class Report:
    """What a refresh did, or with `dry_run` would do.

    `outcomes` has the keys of the items by outcome; `refused` what was not made, and why;
    `barren` the keys of points of which no item could be made. `elsewhere` are items on several
    points, seen from those points that they do not hang on.
    """

    outcomes: dict[str, list[str]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    elsewhere: list[Refusal] = field(default_factory=list)
    barren: list[str] = field(default_factory=list)
    points: int = 0

    def add(self, outcome: str, key: str) -> None:
        """Count an item."""
        self.outcomes.setdefault(outcome, []).append(key)

    def count(self, outcome: str) -> int:
        """How many items had the outcome."""
        return len(self.outcomes.get(outcome, ()))

    @property
    def reasons(self) -> Counter[tuple[Form, str]]:
        """How many items of a form were refused for each reason."""
        return Counter((refusal.form, refusal.code) for refusal in self.refused)


@dataclass(frozen=True)
class Settings:
    """How to generate; None keeps what each item has (or takes the default for a new one)."""

    seed: int | None = None
    options: int | None = None


def refresh_items(
    article_keys: Iterable[str] | None,
    now: datetime,
    settings: Settings = Settings(),
    dry_run: bool = False,
    progress: Progress | None = None,
    only_fact: str | None = None,
) -> Report:
    """Make the generated items of some articles (of all for None) what their facts say now.

    One transaction an article. An item whose content changed gets a new version; one that can no
    longer be made, or whose fact is a draft again, is withdrawn; one whose fact is superseded is
    retired. Teachers' own items and retired ones are left alone. With `only_fact`, its
    key, items of other facts are not even looked at, save those on several facts that it may be
    one of. Running it again changes nothing.
    """
    report = Report()
    articles = Article.objects.order_by("key")
    if article_keys is not None:
        articles = articles.filter(key__in=set(article_keys))
    names = load_names()
    for key in articles.values_list("key", flat=True):
        with transaction.atomic():
            # Two runs at once wait for each other here; the second finds nothing left to do.
            article = Article.objects.select_for_update().get(key=key)
            base = load_fact_base([key], names=names)
            refresh = _Refresh(article, base, settings, now, report, dry_run, only_fact)
            refresh.run(progress or _no_progress)
    return report


class _Refresh:
    """The refresh of one article."""

    def __init__(
        self,
        article: Article,
        base: FactBase,
        settings: Settings,
        now: datetime,
        report: Report,
        dry_run: bool,
        only_fact: str | None,
    ) -> None:
        self.only_fact = only_fact
        self.article, self.base, self.settings, self.now = article, base, settings, now
        self.report, self.dry_run = report, dry_run
        self.beside: set[str] = set()
        self.items = self._existing()
        self.changed: list[tuple[Item, ItemContent]] = []
        self.moved: list[Item] = []

    def run(self, progress: Progress) -> None:
        """Plan every item, then write what differs."""
        wanted: set[Slot] = set()
        for key in self._points():
            forms = [form for form in forms_for(self.base, key) if self._is_meant(key, form)]
            made = [form for form in forms if self._refresh(key, form)]
            wanted.update((key, form) for form in made)
            self.report.points += 1
            if not made:
                self.report.barren.append(key)
            progress(key)
        for slot, item in self.items.items():
            if slot not in wanted:
                self._withdraw(item)
        if not self.dry_run:
            self._write()

    def _points(self) -> list[str]:
        if self.only_fact is None:
            return list(self.base.points)
        keys = {self.only_fact, *self.beside}
        facts = [fact for key, fact in self.base.facts.items() if key in keys]
        return [point.key for fact in facts for point in fact.points]

    def _is_meant(self, key: str, form: Form) -> bool:
        """Of facts beside the one refreshed, only what asks them together."""
        is_beside = self.only_fact is not None and key.rpartition(".")[0] != self.only_fact
        return form in ON_SEVERAL_FACTS if is_beside else True

    def _beside(self, shared: Iterable[Item]) -> set[str]:
        """The facts that are, were or will be asked in one item with the only one refreshed."""
        fact = self.base.facts.get(self.only_fact or "")
        found = {
            key.rpartition(".")[0]
            for item in shared
            if item.current
            for key in item.current.asks
            if any(each.startswith(f"{self.only_fact}.") for each in item.current.asks)
        }
        if fact is not None:
            found |= {each.key for each in asked_together(self.base, fact)}
        return found - {self.only_fact or ""}

    def _existing(self) -> Mapping[Slot, Item]:
        items = (
            Item.objects.filter(article=self.article, origin=Item.Origin.GENERATED)
            .select_related("current", "point__fact")
            .annotate(last_number=Max("versions__number"))
            .order_by("pk")
        )
        if self.only_fact is not None:
            self.beside = self._beside(items.filter(form__in=ON_SEVERAL_FACTS))
            is_beside = Q(point__fact__key__in=self.beside, form__in=ON_SEVERAL_FACTS)
            items = items.filter(Q(point__fact__key=self.only_fact) | is_beside)
        return {(_point_key(item), Form(item.form)): item for item in items}

    def _refresh(self, key: str, form: Form) -> bool:
        """Plan one item; False where it was refused."""
        item = self.items.get((key, form))
        if item is not None and item.status == PublicationStatus.RETIRED:
            self.report.add(Outcome.KEPT, item.key)
            return True
        old = _content(item)
        planned = plan_item(
            self.base, key, form, self._seed(old), self._options(old), self._to_keep(old)
        )
        if isinstance(planned, Refusal):
            is_elsewhere = planned.code == MADE_ELSEWHERE
            (self.report.elsewhere if is_elsewhere else self.report.refused).append(planned)
            return False
        self._compare(item, planned, key)
        return True

    def _to_keep(self, old: ItemContent | None) -> ItemContent | None:
        """A new seed or number of options asks for other wrong values."""
        same_seed = old is not None and self._seed(old) == old.seed
        return old if same_seed and self.settings.options is None else None

    def _seed(self, old: ItemContent | None) -> int:
        if self.settings.seed is not None:
            return self.settings.seed
        return old.seed if old is not None else 0

    def _options(self, old: ItemContent | None) -> int:
        if self.settings.options is not None:
            return self.settings.options
        if old is not None and isinstance(old.body, ChoiceBody):
            return len(old.body.options)
        return DEFAULT_OPTIONS

    def _compare(self, item: Item | None, planned: ItemContent, key: str) -> None:
        if item is None:
            new = self._new_item(key, planned.form)
            self.changed.append((new, planned))
            self.report.add(Outcome.MADE, new.key)
        elif item.current is None or item.current.digest != digest(planned):
            self.changed.append((item, planned))
            self.report.add(Outcome.RENEWED, item.key)
        else:
            self.report.add(Outcome.UNCHANGED, item.key)
        if item is not None and item.status != PublicationStatus.PUBLISHED:
            item.status = PublicationStatus.PUBLISHED
            self.moved.append(item)

    def _new_item(self, key: str, form: Form) -> Item:
        return Item(
            key=f"{key}.{form.value}",
            article=self.article,
            form=form.value,
            origin=Item.Origin.GENERATED,
            status=PublicationStatus.PUBLISHED,
        )

    def _withdraw(self, item: Item) -> None:
        fact = item.point.fact if item.point else None
        superseded = fact is None or fact.status == Fact.Status.SUPERSEDED
        status = PublicationStatus.RETIRED if superseded else PublicationStatus.DRAFT
        if item.status in {PublicationStatus.RETIRED, status}:
            return
        item.status = status
        self.moved.append(item)
        self.report.add(Outcome.RETIRED if superseded else Outcome.WITHDRAWN, item.key)

    def _write(self) -> None:
        new = [(item, content) for item, content in self.changed if item.pk is None]
        points = {
            f"{fact}.{name}": pk
            for pk, fact, name in Point.objects.filter(
                fact__article=self.article, fact__status=Fact.Status.PUBLISHED
            ).values_list("pk", "fact__key", "name")
        }
        for item, content in new:
            item.point_id = points[content.points[0]]
        Item.objects.bulk_create([item for item, _content in new])
        versions = [self._version(item, content) for item, content in self.changed]
        ItemVersion.objects.bulk_create(versions)
        for (item, _content), version in zip(self.changed, versions, strict=True):
            item.current = version
        Item.objects.bulk_update([item for item, _content in self.changed], ["current"])
        Item.objects.bulk_update(self.moved, ["status"])

    def _version(self, item: Item, content: ItemContent) -> ItemVersion:
        number = (getattr(item, "last_number", None) or 0) + 1
        fact = self.base.facts[self.base.points[content.points[0]].fact]
        return new_version(item, content, number, self.now, fact.version)


def _no_progress(_key: str) -> None:
    """Nobody is watching."""


def new_version(
    item: Item, content: ItemContent, number: int, now: datetime, fact_version: int | None = None
) -> ItemVersion:
    """The row of a version, not yet saved."""
    version = ItemVersion(
        item=item,
        number=number,
        body=encode(content.body),
        asks=list(content.points),
        shows=list(content.shows),
        languages=list(content.languages),
        seed=content.seed,
        fact_version=fact_version,
        digest=digest(content),
        created_at=now,
    )
    set_text(version, "stem", content.stem)
    set_text(version, "explanation", content.explanation)
    return version


def _point_key(item: Item) -> str:
    return f"{item.point.fact.key}.{item.point.name}" if item.point else ""


def _content(item: Item | None) -> ItemContent | None:
    if item is None or item.current is None:
        return None
    item.current.item = item
    return item.current.to_content()
