"""What a learner studies next: cards that are due, then new ones, one of a fact a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)

from quizzes.domain.memory.due import bounds_of_today, is_due
from quizzes.domain.memory.scheduling import retrievability
from quizzes.domain.memory.settings import Settings
from quizzes.domain.memory.state import State
from quizzes.models import Correction, Fact, Memory, Point, Review, User
from quizzes.selectors.kept_back import cards_kept_back, facts_being_asked
from quizzes.selectors.leeches import going_on
from quizzes.selectors.study_cards import CardView, QueuedCard, card_views
from quizzes.selectors.study_due import due_now
from quizzes.selectors.study_new import unmet_cards
from quizzes.selectors.study_settings import Scheduling, scheduling_for, state_of

__all__ = [
    "CardView",
    "QueuedCard",
    "StudyCounts",
    "StudyQueue",
    "due_cards",
    "find_card",
    "is_gone",
    "next_card",
    "study_queue",
]

QUEUE_LIMIT = 500
"""Due cards looked at, those due longest first: nobody answers more in one sitting."""

LEARN_AHEAD = timedelta(minutes=20)
"""A learning step that ends this soon is taken within the session, when nothing else is left."""


@dataclass(frozen=True)
class StudyCounts:
    """Numbers for the learner: what waits now, what was done today.

    `due` counts among the first `QUEUE_LIMIT`; `has_more_due` says that there are more.
    `kept_back` are the cards, due or not, about whose facts an open attempt asks: no other number
    counts them. `next_due_at` is when another card comes after those that wait now (None: never);
    `has_more_new` says that the daily limit, not the articles, is
    exhausted.
    """

    due: int
    new: int
    soon: int
    learned_today: int
    reviewed_today: int
    next_due_at: datetime | None
    has_more_new: bool
    kept_back: int
    has_more_due: bool = False

    @property
    def due_text(self) -> str:
        """The number of due cards, with a plus sign where there are more."""
        return f"{self.due}+" if self.has_more_due else str(self.due)


@dataclass(frozen=True)
class StudyQueue:
    """Cards in the order of study: due ones, new ones, then learning steps that end soon."""

    due: tuple[QueuedCard, ...]
    new: tuple[QueuedCard, ...]
    soon: tuple[QueuedCard, ...]
    counts: StudyCounts
    scheduling: Scheduling | None = None

    @property
    def cards(self) -> tuple[QueuedCard, ...]:
        return self.due + self.new + self.soon


@dataclass
class _Facts:
    """Which point of each fact is studied today: its siblings wait until tomorrow."""

    points: dict[int, set[int]] = field(default_factory=dict)
    has_buried: bool = False

    def admit(self, cards: Iterable[QueuedCard]) -> list[QueuedCard]:
        return [card for card in cards if self._admits(card)]

    def _admits(self, card: QueuedCard) -> bool:
        points = self.points.setdefault(card.fact_id, {card.point_id})
        if card.is_corrected:  # nobody should go on believing it until tomorrow
            points.add(card.point_id)
        if card.point_id not in points:
            self.has_buried = True
        return card.point_id in points


@dataclass(frozen=True)
class _Today:
    facts: _Facts
    learned: int
    reviewed: int


def study_queue(
    learner: User,
    now: datetime,
    article: str | None = None,
    topic: str | None = None,
    more_new: int = 0,
) -> StudyQueue:
    """The learner's queue, of everything or of an article, or one topic of it, by their keys.

    Due cards: first those corrected since they were learnt, then those on a learning step, as
    their minutes run out, then the others, the likeliest forgotten first. New points in the order
    of the article, up to the daily limit and `more_new` beyond it. Cards whose facts an open
    attempt asks about are left out. Eight queries; one more where no study day was kept yet, and
    where anything is asked.
    """
    scheduling = scheduling_for(learner)
    settings = scheduling.general
    start, tomorrow = bounds_of_today(now, settings)
    done = _done_since(learner, start)
    asked = facts_being_asked(learner)
    memories = _memories(learner, asked, article, topic)
    looked_at = _waiting(memories, max(now + LEARN_AHEAD, tomorrow))
    waiting = looked_at[:QUEUE_LIMIT]
    due = done.facts.admit(_by_urgency(waiting, now, scheduling))
    limit = max(0, learner.new_cards_per_day - done.learned) + more_new
    wanted = limit + 1 + len(asked)
    unmet = unmet_cards(learner, done.facts.points, article, topic, wanted, scheduling.latest)
    unmet = [card for card in unmet if card.point.rpartition(".")[0] not in asked]
    new = done.facts.admit(unmet[:limit])
    soon = done.facts.admit(_ending_soon(waiting, now))
    later = _next_due(memories, now, settings)
    brings_new = learner.new_cards_per_day > 0 and len(unmet) > limit
    if done.facts.has_buried or brings_new:
        later = min(later or tomorrow, tomorrow)
    counts = StudyCounts(
        due=len(due),
        new=len(new),
        soon=len(soon),
        learned_today=done.learned,
        reviewed_today=done.reviewed,
        next_due_at=soon[0].memory.due_at if soon and soon[0].memory else later,
        has_more_new=len(unmet) > limit,
        kept_back=cards_kept_back(asked, article, topic),
        has_more_due=len(looked_at) > QUEUE_LIMIT,
    )
    return StudyQueue(tuple(due), tuple(new), tuple(soon), counts, scheduling)


def next_card(
    learner: User,
    now: datetime,
    language: str,
    article: str | None = None,
    topic: str | None = None,
    more_new: int = 0,
) -> tuple[CardView | None, StudyCounts]:
    """The card to show now, or None when nothing waits, and the numbers beside it."""
    queue = study_queue(learner, now, article, topic, more_new)
    for card in queue.cards:
        if views := card_views(learner, [card], now, language, queue.scheduling):
            return views[0], queue.counts
    return None, queue.counts


def due_cards(
    learner: User,
    now: datetime,
    language: str,
    article: str | None = None,
    topic: str | None = None,
    limit: int = 50,
) -> tuple[list[CardView], StudyCounts]:
    """The first cards of the queue, with their text; a constant number of queries."""
    queue = study_queue(learner, now, article, topic)
    cards = card_views(learner, queue.cards[:limit], now, language, queue.scheduling)
    return cards, queue.counts


def find_card(learner: User, point: str, now: datetime, language: str) -> CardView | None:
    """The card of one published point by its key, whether it is due or not."""
    fact, _dot, name = point.rpartition(".")
    points = Point.objects.filter(
        fact__key=fact, name=name, fact__status=Fact.Status.PUBLISHED
    ).select_related("fact")
    found = points.first()
    if found is None:
        return None
    memories = Memory.objects.filter(learner=learner, point=found)
    memory = memories.annotate(is_corrected=_is_corrected()).first()
    state, is_corrected = (state_of(memory), memory.is_corrected) if memory else (None, False)
    card = QueuedCard(found.pk, point, found.fact_id, state, is_corrected)
    views = card_views(learner, [card], now, language)
    return views[0] if views else None


def is_gone(learner: User, point: str) -> bool:
    """Whether a point was among the learner's cards, or could have been, and its fact is withdrawn.

    Not of a draft that nobody could see yet.
    """
    fact, _dot, name = point.rpartition(".")
    was_seen = Q(fact__version__gt=1) | Q(pk__in=learner.reviews.values("point_id"))
    points = Point.objects.filter(was_seen, fact__key=fact, name=name)
    return points.exclude(fact__status=Fact.Status.PUBLISHED).exists()


def _done_since(learner: User, start: datetime) -> _Today:
    reviews = (
        Review.objects.filter(learner=learner, reviewed_at__gte=start, source=Review.Source.CARD)
        .annotate(is_first=ExpressionWrapper(Q(before__isnull=True), BooleanField()))
        .values_list("point_id", "point__fact_id", "is_first")
    )
    facts, learned, reviewed = _Facts(), 0, set()
    for point_id, fact_id, is_first in reviews:
        facts.points.setdefault(fact_id, set()).add(point_id)
        learned += is_first
        reviewed.add(point_id)
    return _Today(facts, learned, len(reviewed))


def _memories(
    learner: User, asked: Collection[str], article: str | None, topic: str | None
) -> QuerySet[Memory]:
    """Those that go on, without the facts that are asked: when they are due would tell of them."""
    memories = going_on(
        Memory.objects.filter(learner=learner, point__fact__status=Fact.Status.PUBLISHED)
    ).exclude(point__fact__key__in=asked)
    if article is not None:
        memories = memories.filter(point__fact__article__key=article)
    if topic is not None:
        memories = memories.filter(point__fact__topic__key=topic)
    return memories


def _waiting(memories: QuerySet[Memory], until: datetime) -> list[QueuedCard]:
    rows = (
        memories.filter(due_at__lt=until)
        .annotate(
            fact_key=F("point__fact__key"),
            point_name=F("point__name"),
            fact_id=F("point__fact_id"),
            article_id=F("point__fact__article_id"),
            is_corrected=_is_corrected(),
        )
        .order_by("due_at")[: QUEUE_LIMIT + 1]
    )
    return [
        QueuedCard(
            row.point_id,
            f"{row.fact_key}.{row.point_name}",
            row.fact_id,
            state_of(row),
            row.is_corrected,
            row.article_id,
        )
        for row in rows
    ]


def _is_corrected() -> Exists:
    """Whether the point of a memory was corrected since it was last recalled."""
    since = Correction.objects.filter(point=OuterRef("point"), at__gte=OuterRef("reviewed_at"))
    return Exists(since)


def _by_urgency(
    waiting: Iterable[QueuedCard], now: datetime, scheduling: Scheduling
) -> list[QueuedCard]:
    def urgency(card: QueuedCard) -> tuple[int, float, int]:
        assert card.memory is not None
        if card.is_corrected:
            return -1, card.memory.due_at.timestamp(), card.point_id
        on_step = card.memory.state is not State.REVIEW and card.memory.repetitions > 0
        if on_step:
            return 0, card.memory.due_at.timestamp(), card.point_id
        weights = scheduling.of(card.article_id).weights
        return 1, retrievability(card.memory, now, weights), card.point_id

    settings = scheduling.general
    due = [card for card in waiting if card.memory and is_due(card.memory, now, settings)]
    return sorted(due, key=urgency)


def _ending_soon(waiting: Iterable[QueuedCard], now: datetime) -> list[QueuedCard]:
    return [
        card
        for card in waiting
        if card.memory and now < card.memory.due_at < now + LEARN_AHEAD
        if card.memory.state is not State.REVIEW
    ]


def _next_due(memories: QuerySet[Memory], now: datetime, settings: Settings) -> datetime | None:
    not_yet = memories.exclude(due_now(now, settings))
    later = not_yet.filter(due_at__gt=now + LEARN_AHEAD).order_by("due_at")
    return later.values_list("due_at", flat=True).first()
