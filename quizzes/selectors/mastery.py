"""The mastery map of an article: how a learner stands with each of its points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from quizzes.domain.facts import FactBase
from quizzes.domain.generation import wording
from quizzes.domain.generation.context import Asked
from quizzes.domain.items import Form
from quizzes.domain.memory.scheduling import retrievability
from quizzes.domain.memory.settings import Settings, study_day
from quizzes.domain.memory.state import MemoryState, State
from quizzes.domain.progress.mastery import Mastery, mastery_of
from quizzes.models import Article, Fact, Memory, Point, User
from quizzes.selectors.kept_back import facts_being_asked
from quizzes.selectors.study_cards import narrow_base
from quizzes.selectors.study_settings import scheduling_for, state_of
from quizzes.selectors.words import Words, words, words_of


@dataclass(frozen=True)
class PointMastery:
    """A point by its number in the order of reading; `point` and `question` once it was met.

    `chance` is that of recall now, 0 to 1, and `due_on` the study day on which it comes back, of
    points that passed their first steps.
    """

    number: int
    mastery: Mastery
    point: str | None = None
    question: Words | None = None
    chance: float | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class TopicMastery:
    key: str
    name: Words
    points: tuple[PointMastery, ...]


@dataclass(frozen=True)
class MasteryMap:
    """All published points of an article, by topic, in the order of reading.

    `desired` is what the learner is to retain of this article.
    """

    key: str
    title: Words
    publisher: Words
    published_on: date
    desired: float
    topics: tuple[TopicMastery, ...]

    @property
    def counts(self) -> Mapping[Mastery, int]:
        """How many points stand how."""
        found = Counter(point.mastery for topic in self.topics for point in topic.points)
        return {each: found[each] for each in Mastery}


@dataclass(frozen=True)
class _Sight:
    """What decides how points are shown."""

    memories: Mapping[int, MemoryState]
    asked: Collection[str]
    base: FactBase
    now: datetime
    settings: Settings
    language: str

    def of(self, number: int, point: Point) -> PointMastery:
        state = self.memories.get(point.pk)
        if point.fact.key in self.asked:  # not even whether it was right before
            return PointMastery(number, Mastery.KEPT_BACK)
        if state is None:
            return PointMastery(number, Mastery.NEW)
        key = f"{point.fact.key}.{point.name}"
        known = state.state is not State.LEARNING
        return PointMastery(
            number=number,
            mastery=mastery_of(state, self.now, self.settings),
            point=key,
            question=self._question(key),
            chance=retrievability(state, self.now, self.settings.weights) if known else None,
            due_on=study_day(state.due_at, self.settings) if known else None,
        )

    def _question(self, key: str) -> Words | None:
        """The front of its card, which holds a gap where its value stands."""
        asked = Asked(self.base, self.base.points[key], Form.SHORT_TEXT)
        return words(wording.stem(asked), self.language) if asked.languages else None


def mastery_map(learner: User, article: Article, now: datetime, language: str) -> MasteryMap:
    """How a learner stands with each point. A constant number of queries.

    Of a point that was not met it tells no more than that it is there.
    """
    points = list(
        Point.objects.filter(fact__article=article, fact__status=Fact.Status.PUBLISHED)
        .select_related("fact__topic")
        .order_by(
            *("fact__topic__position", "fact__topic_id", "fact__passage__number"),
            *("fact_id", "position", "pk"),
        )
    )
    rows = Memory.objects.filter(learner=learner, point__fact__article=article)
    memories = {memory.point_id: state_of(memory) for memory in rows}
    asked = facts_being_asked(learner)
    met = {p.fact_id for p in points if p.pk in memories and p.fact.key not in asked}
    _facts, base = narrow_base(met)
    settings = scheduling_for(learner).of(article.pk)
    sight = _Sight(memories, asked, base, now, settings, language)
    return MasteryMap(
        key=article.key,
        title=words_of(article, "title", language),
        publisher=words_of(article, "publisher", language),
        published_on=article.published_on,
        desired=settings.desired_retention,
        topics=_by_topic(points, sight, language),
    )


def _by_topic(points: Iterable[Point], sight: _Sight, language: str) -> tuple[TopicMastery, ...]:
    numbered = groupby(enumerate(points, 1), key=lambda pair: pair[1].fact.topic)
    return tuple(
        TopicMastery(
            key=topic.key,
            name=words_of(topic, "name", language),
            points=tuple(sight.of(number, point) for number, point in found),
        )
        for topic, found in numbered
    )
