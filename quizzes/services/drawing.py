"""Which item versions a new attempt asks: the quiz's fixed slots, and those drawn from the bank."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from django.db.models import Exists, OuterRef, Q, QuerySet

from quizzes.domain.assembly import Candidate, answers_of, familiarity
from quizzes.domain.items import Form, ItemContent
from quizzes.domain.quiz_rule import QuizRule, draw_by_rule
from quizzes.models import Fact, Item, ItemVersion, Memory, Quiz, User
from quizzes.models.base import PublicationStatus, content_languages
from quizzes.services.sampling import Row, rows_of, sample

POOL = 300
"""Items of a large bank that are read to draw from: a sample by lot, not the whole bank."""


@dataclass(frozen=True)
class Scope:
    """What a quiz draws from: `topics` by number with their keys; none of them: all of them."""

    article: int
    topics: Mapping[int, str]
    forms: Collection[str]

    def bank(self) -> QuerySet[Item]:
        """The published items in it.

        Without topics, those of facts that were withdrawn are not left out yet: looking at every
        fact would read the whole bank. There are none of them once the bank was refreshed.
        """
        items = Item.objects.filter(
            article_id=self.article, status=PublicationStatus.PUBLISHED, current__isnull=False
        )
        if self.topics:
            items = items.filter(
                point__fact__topic__in=list(self.topics),
                point__fact__status=Fact.Status.PUBLISHED,
            )
        return items.filter(form__in=list(self.forms)) if self.forms else items

    def askable(self) -> QuerySet[Item]:
        """The items that can be asked: those of published facts, and those of none."""
        return self.bank().filter(
            Q(point__isnull=True) | Q(point__fact__status=Fact.Status.PUBLISHED)
        )


def scope_of(quiz: Quiz) -> Scope:
    """The article, topics and forms of a quiz. One query."""
    topics = dict(quiz.topics.values_list("pk", "key"))
    if quiz.topic is not None:
        topics[quiz.topic.pk] = quiz.topic.key
    return Scope(quiz.article_id, topics, quiz.forms)


def rule_of(quiz: Quiz, scope: Scope, questions: int) -> QuizRule:
    """The quiz's rule for so many places."""
    return QuizRule(
        questions=questions,
        topics=frozenset(scope.topics.values()),
        forms=frozenset(Form(form) for form in scope.forms),
        new_share=quiz.new_share,
        known_share=quiz.known_share,
        seed=quiz.draw_seed,
    )


def versions_for(
    quiz: Quiz, language: str, seed: int, learner: User | None = None
) -> list[ItemVersion]:
    """The versions to ask, in order: fixed slots that are still published, and drawn ones.

    Drawn ones follow the quiz's rule. Questions that exist in the language are drawn first, the
    others only where too few do. Slots that nothing can fill are left out. A number of queries
    that does not grow with the bank.
    """
    slots = list(quiz.slots.select_related("item").order_by("position"))
    chosen = {
        slot.position: slot.item.current_id
        for slot in slots
        if slot.item and slot.item.current_id and _is_published(slot.item)
    }
    places = [slot.position for slot in slots if slot.item_id is None]
    if not places:
        versions = _read(list(chosen.values()))
        return [versions[chosen[place]] for place in sorted(chosen)]
    return _Drawing(quiz, places, language, seed, learner).fill(chosen)


def met_points(versions: Collection[ItemVersion], learner: User | None) -> frozenset[str]:
    """The keys of the points among those asked that the learner met; none without a learner."""
    if learner is None:
        return frozenset()
    facts = {key.rpartition(".")[0] for version in versions for key in version.asks}
    met = Memory.objects.filter(learner=learner, point__fact__key__in=facts)
    pairs = met.values_list("point__fact__key", "point__name")
    return frozenset(f"{fact}.{name}" for fact, name in pairs)


def _is_withdrawn(version: ItemVersion) -> bool:
    point = version.item.point
    return point is not None and point.fact.status != Fact.Status.PUBLISHED


def _is_published(item: Item) -> bool:
    return item.status == PublicationStatus.PUBLISHED


class _Drawing:
    """One draw for the places of a quiz that no item stands in."""

    def __init__(
        self, quiz: Quiz, places: Sequence[int], language: str, seed: int, learner: User | None
    ) -> None:
        self.quiz = quiz
        scope = scope_of(quiz)
        self.bank = scope.bank()
        self.rule = rule_of(quiz, scope, len(places))
        self.places, self.learner = places, learner
        self.seed = seed if self.rule.seed is None else self.rule.seed
        # Where everybody is asked the same, the language of one learner decides nothing.
        self.languages = [language] if self.rule.seed is None else content_languages()

    def fill(self, chosen: dict[int, int]) -> list[ItemVersion]:
        """The versions chosen by position, with drawn ones in the other places."""
        fixed = set(chosen.values())
        versions = _read([*fixed, *self._pool()])
        met = met_points(versions.values(), self.learner if self.rule.depends_on_learner else None)
        candidates = {pk: self._candidate(version, met) for pk, version in sorted(versions.items())}
        taken = [candidates[pk] for pk in chosen.values()]
        fresh = [
            each
            for pk, each in candidates.items()
            if pk not in fixed and not _is_withdrawn(versions[pk])
        ]
        drawn = draw_by_rule(fresh, self.rule, self.seed, taken)
        chosen = chosen | dict(zip(self.places, [each.id for each in drawn], strict=False))
        return [versions[chosen[place]] for place in sorted(chosen)]

    def _pool(self) -> list[int]:
        """Versions by lot, and as many of those that the shares ask for: each with its own."""
        pool = self._some(sample(self.bank, f"{self.seed}|all"))
        if self.learner is not None and self.rule.depends_on_learner:
            if self.rule.new_share:
                met = Exists(Memory.objects.filter(learner=self.learner, point=OuterRef("point")))
                new = self.bank.filter(~met, point__isnull=False)
                pool += self._some(sample(new, f"{self.seed}|new"))
            if self.rule.known_share:
                pool += self._some(self._known(self.learner))
        return pool

    def _known(self, learner: User) -> list[Row]:
        """Of points that the learner met: from their memories to the bank, not the other way.

        They may be few, and a walk through the bank would not come upon them.
        """
        memories = Memory.objects.filter(learner=learner, point__fact__article=self.quiz.article_id)
        points = sorted(memories.values_list("point_id", flat=True))
        random = Random(f"{self.seed}|known")
        chosen = random.sample(points, min(len(points), POOL))
        rows = rows_of(self.bank.filter(point__in=chosen))
        random.shuffle(rows)
        return rows

    def _some(self, rows: list[Row]) -> list[int]:
        """Up to `POOL` versions, those in the languages first."""
        return [pk for pk, _languages in sorted(rows, key=self._is_other)[:POOL]]

    def _is_other(self, row: Row) -> bool:
        return not set(self.languages) <= set(row[1])

    def _candidate(self, version: ItemVersion, met: frozenset[str]) -> Candidate:
        content, point = version.to_content(), version.item.point
        asks = frozenset(version.asks)
        return Candidate(
            id=version.pk,
            asks=asks,
            form=content.form,
            topic=point.fact.topic.key if point else "",
            shows=frozenset(version.shows),
            stem="\n".join(content.stem.best(each) for each in self.languages),
            answers=self._answers(content),
            rank=int(not set(self.languages) <= set(version.languages)),
            familiarity=familiarity(asks, met),
        )

    def _answers(self, content: ItemContent) -> tuple[str, ...]:
        return tuple(text for each in self.languages for text in answers_of(content, each))


def _read(versions: Collection[int]) -> dict[int, ItemVersion]:
    related = ItemVersion.objects.select_related("item__point__fact__topic")
    return related.in_bulk(list(versions))
