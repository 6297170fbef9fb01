"""Studying for an exam: all points of an article or a topic, the likeliest forgotten first.

A card that comes before it is due is an ordinary review: FSRS counts the study days that really
passed, so that recalling what was still fresh adds little to its stability, and forgetting it is
forgetting. No review is left out of the memory, and none counts for more than it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import BooleanField, ExpressionWrapper, Q

from quizzes.domain.memory.scheduling import retrievability
from quizzes.domain.memory.settings import day_start, study_day
from quizzes.domain.memory.state import State
from quizzes.models import Fact, Memory, Point, Review, User
from quizzes.selectors.kept_back import cards_kept_back, facts_being_asked
from quizzes.selectors.leeches import going_on
from quizzes.selectors.study import StudyCounts, StudyQueue
from quizzes.selectors.study_cards import CardView, QueuedCard, card_views
from quizzes.selectors.study_new import unmet_cards
from quizzes.selectors.study_settings import Scheduling, scheduling_for, state_of


def exam_queue(
    learner: User, now: datetime, exam: date, article: str, topic: str | None = None
) -> StudyQueue:
    """What to study today of an article, or one topic of it, for an exam on a day.

    Each point once a day, due or not: learning steps as their minutes run out, then known cards by
    retrievability, the lowest first; siblings are not buried. Points not met yet are shared out
    evenly among the days before the exam, whatever the daily limit. Cards set aside stay so, and
    what an open attempt asks is left out. Eight queries, nine where anything is asked.
    """
    scheduling = scheduling_for(learner)
    today = study_day(now, scheduling.general)
    start = day_start(today, scheduling.general)
    asked = facts_being_asked(learner)
    cards = [card for card in _met(learner, article, topic) if _fact(card) not in asked]
    due = _steps(cards, now) + _by_retrievability(cards, now, start, scheduling)
    soon = [c for c in cards if c.memory and _on_step(c) and c.memory.due_at > now]
    learned, reviewed = _done(learner, start, article, topic)
    unmet = _count_unmet(learner, article, topic)
    share = share_of_day(unmet + learned, (exam - today).days) - learned
    found = unmet_cards(learner, (), article, topic, max(0, share) + len(asked))
    new = [card for card in found if _fact(card) not in asked][: max(0, share)]
    counts = StudyCounts(
        due=len(due),
        new=len(new),
        soon=len(soon),
        learned_today=learned,
        reviewed_today=reviewed,
        next_due_at=min((c.memory.due_at for c in soon if c.memory), default=None),
        has_more_new=False,
        kept_back=cards_kept_back(asked, article, topic),
    )
    return StudyQueue(tuple(due), tuple(new), tuple(soon), counts, scheduling)


def exam_cards(
    learner: User,
    now: datetime,
    language: str,
    exam: date,
    article: str,
    topic: str | None = None,
    limit: int = 50,
) -> tuple[list[CardView], StudyCounts]:
    """The first cards of the queue, with their text, and the numbers beside them."""
    queue = exam_queue(learner, now, exam, article, topic)
    cards = card_views(learner, queue.cards[:limit], now, language, queue.scheduling)
    return cards, queue.counts


def share_of_day(points: int, days: int) -> int:
    """New points of a day, rounded up, so that none is left for the exam itself."""
    return -(-points // max(1, days))


def _met(learner: User, article: str, topic: str | None) -> list[QueuedCard]:
    memories = Memory.objects.filter(
        learner=learner,
        point__fact__status=Fact.Status.PUBLISHED,
        point__fact__article__key=article,
    )
    if topic is not None:
        memories = memories.filter(point__fact__topic__key=topic)
    rows = going_on(memories).select_related("point__fact").order_by("due_at", "point_id")
    return [
        QueuedCard(
            row.point_id,
            f"{row.point.fact.key}.{row.point.name}",
            row.point.fact_id,
            state_of(row),
            article_id=row.point.fact.article_id,
        )
        for row in rows
    ]


def _steps(cards: Sequence[QueuedCard], now: datetime) -> list[QueuedCard]:
    return [c for c in cards if c.memory and _on_step(c) and c.memory.due_at <= now]


def _by_retrievability(
    cards: Sequence[QueuedCard], now: datetime, start: datetime, scheduling: Scheduling
) -> list[QueuedCard]:
    def recall(card: QueuedCard) -> tuple[float, int]:
        assert card.memory is not None
        weights = scheduling.of(card.article_id).weights
        return retrievability(card.memory, now, weights), card.point_id

    known = (c for c in cards if c.memory and not _on_step(c) and c.memory.reviewed_at < start)
    return sorted(known, key=recall)


def _on_step(card: QueuedCard) -> bool:
    return card.memory is not None and card.memory.state is not State.REVIEW


def _fact(card: QueuedCard) -> str:
    return card.point.rpartition(".")[0]


def _done(learner: User, start: datetime, article: str, topic: str | None) -> tuple[int, int]:
    """How many points of the exam were met today, and how many cards of anything recalled."""
    today = Review.objects.filter(
        learner=learner, reviewed_at__gte=start, source=Review.Source.CARD
    )
    rows = today.annotate(
        is_first=ExpressionWrapper(Q(before__isnull=True), BooleanField())
    ).values_list("point_id", "is_first", "point__fact__article__key", "point__fact__topic__key")
    learned, reviewed = set(), set()
    for point, is_first, of_article, of_topic in rows:
        reviewed.add(point)
        if is_first and of_article == article and topic in (None, of_topic):
            learned.add(point)
    return len(learned), len(reviewed)


def _count_unmet(learner: User, article: str, topic: str | None) -> int:
    points = Point.objects.filter(
        fact__status=Fact.Status.PUBLISHED, fact__article__key=article
    ).exclude(pk__in=Memory.objects.filter(learner=learner).values("point"))
    return (points if topic is None else points.filter(fact__topic__key=topic)).count()
