"""Cards as a learner reads them: front, back, source, and what each button would do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from quizzes.domain.facts import FactBase
from quizzes.domain.generation import without_questions
from quizzes.domain.items import CardStyle
from quizzes.domain.memory.scheduling import preview
from quizzes.domain.memory.settings import Rating, Settings, days_between
from quizzes.domain.memory.sides import shows_reverse
from quizzes.domain.memory.state import MemoryState, State
from quizzes.models import Entity, Fact, User
from quizzes.selectors.card_sides import WrittenCard, sides_of
from quizzes.selectors.fact_base import article_of, entity_of, fact_of, unit_of, with_points
from quizzes.selectors.study_settings import Scheduling, scheduling_on, seed_of
from quizzes.selectors.words import Words, words_of


@dataclass(frozen=True)
class QueuedCard:
    """A point in the queue; `memory` is None for one not met yet."""

    point_id: int
    point: str
    fact_id: int
    memory: MemoryState | None = None
    is_corrected: bool = False
    article_id: int = 0

    @property
    def kind(self) -> str:
        """new, learning, review or relearning."""
        return self.memory.state.value if self.memory else "new"


@dataclass(frozen=True)
class RatingPreview:
    """What a button would do: when the card would be due, and how long that is from now.

    `days` counts study days and is None for a learning step, whose `wait` is in minutes.
    """

    rating: Rating
    due_at: datetime
    wait: timedelta
    days: int | None


@dataclass(frozen=True)
class CardSource:
    """Where a card comes from: shown with the back, never left out."""

    article: str
    title: Words
    publisher: Words
    published_on: date
    url: str
    passage: int
    passage_text: str
    passage_language: str
    attributed_to: Words


@dataclass(frozen=True)
class CardView:
    """A card: `kind` is new, learning, review or relearning; `previews` by rating, 1 to 4.

    `written` is how it is asked of a learner who types; None where it is answered in mind.
    """

    point: str
    kind: str
    style: CardStyle
    front: Words
    back: Words
    explanation: Words
    source: CardSource
    previews: tuple[RatingPreview, ...]
    memory: MemoryState | None
    written: WrittenCard | None = None


def card_views(
    learner: User,
    cards: Sequence[QueuedCard],
    now: datetime,
    language: str,
    scheduling: Scheduling | None = None,
) -> list[CardView]:
    """The cards with their text in a language; at most eight queries for any number of cards.

    `scheduling` is what the queue was made by, where there was one.

    A card whose fact is written in no language is left out.
    """
    turned = {card.point for card in cards if learner.reverses_cards and _is_turned(card)}
    whole = {card.fact_id for card in cards if card.point in turned}
    facts, base = narrow_base({card.fact_id for card in cards}, whole)
    if learner.card_style == CardStyle.CLOZE:
        base = without_questions(base)
    scheduling = scheduling_on(learner, now, scheduling)
    views = []
    for card in cards:
        sides = sides_of(learner, base, card.point, language, is_turned=card.point in turned)
        if sides is None:
            continue
        view = CardView(
            point=card.point,
            kind=card.kind,
            style=sides.style,
            front=sides.front,
            back=sides.back,
            explanation=sides.explanation,
            source=_source(facts[card.fact_id], language),
            previews=_previews(learner, card, now, scheduling.of(facts[card.fact_id].article_id)),
            memory=card.memory,
            written=sides.written,
        )
        views.append(view)
    return views


def _is_turned(card: QueuedCard) -> bool:
    """What was corrected is shown as it is asked in quizzes, with what it was before."""
    return shows_reverse(card.memory) and not card.is_corrected


def narrow_base(
    fact_ids: Collection[int], whole: Collection[int] = ()
) -> tuple[dict[int, Fact], FactBase]:
    """Just the facts of some cards, with what they name: however many articles there are.

    Of the articles of the facts in `whole`, all that learners may meet.
    """
    wanted = Q(pk__in=fact_ids)
    if whole:
        articles = Fact.objects.filter(pk__in=whole).values("article")
        wanted |= Q(article__in=articles, status=Fact.Status.PUBLISHED)
    rows = list(with_points(Fact.objects.filter(wanted)))
    points = [point for fact in rows for point in fact.points.all()]
    named = {point.entity_id for point in points}
    named |= {member.entity_id for point in points for member in point.members.all()}
    ids = {entity_id for entity_id in named if entity_id is not None}
    entities = Entity.objects.filter(pk__in=ids).select_related("part_of")
    base = FactBase(
        articles={fact.article.key: article_of(fact.article) for fact in rows},
        facts={fact.key: fact_of(fact, fact.points.all()) for fact in rows},
        entities={entity.key: entity_of(entity) for entity in entities},
        units={point.unit.key: unit_of(point.unit) for point in points if point.unit},
    )
    return {fact.pk: fact for fact in rows}, base


def _source(fact: Fact, language: str) -> CardSource:
    return CardSource(
        article=fact.article.key,
        title=words_of(fact.article, "title", language),
        publisher=words_of(fact.article, "publisher", language),
        published_on=fact.article.published_on,
        url=fact.article.url,
        passage=fact.passage.number,
        passage_text=fact.passage.text,
        passage_language=fact.article.language,
        attributed_to=words_of(fact, "attributed_to", language),
    )


def _previews(
    learner: User, card: QueuedCard, now: datetime, settings: Settings
) -> tuple[RatingPreview, ...]:
    states = preview(card.memory, now, settings, seed_of(learner.pk, card.point_id))
    return tuple(_preview(rating, state, now, settings) for rating, state in states.items())


def _preview(
    rating: Rating, state: MemoryState, now: datetime, settings: Settings
) -> RatingPreview:
    is_known = state.state is State.REVIEW
    days = days_between(now, state.due_at, settings) if is_known else None
    return RatingPreview(rating, state.due_at, state.due_at - now, days)
