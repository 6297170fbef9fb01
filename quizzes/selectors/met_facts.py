"""The facts of an article that a learner has met: whole ones, for those are what was shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from quizzes.domain.facts import Fact as DomainFact
from quizzes.domain.facts import FactBase
from quizzes.domain.generation.context import languages_of
from quizzes.domain.generation.wording import fill, wording
from quizzes.models import Article, AttemptSlot, Fact, Memory, User
from quizzes.permissions import Anyone
from quizzes.selectors.fact_base import load_fact_base
from quizzes.selectors.kept_back import points_being_asked
from quizzes.selectors.withheld import told_attempts
from quizzes.selectors.words import Words, words


@dataclass(frozen=True)
class FactView:
    """A fact as a learner reads it. `who` says it in the article (empty: the publisher)."""

    key: str
    statement: Words
    passage: int
    who: Words
    modality: str


def met_facts(user: Anyone, article: Article, language: str) -> dict[str, list[FactView]]:
    """The facts that the user met, by topic, in the order of reading.

    A fact is met once a quiz that asked it was handed in, or one of its points was studied. What a
    quiz that is still open asks stays a gap. At most nine queries.
    """
    if not isinstance(user, User):
        return {}
    asked = AttemptSlot.objects.filter(
        attempt__learner=user, version__item__point__fact__article=article
    )
    met = _met(user, article, asked)
    if not met:
        return {}
    hidden = _hidden(user)
    base = load_fact_base([article.key])
    by_topic: dict[str, list[FactView]] = defaultdict(list)
    for fact in base.facts.values():
        if fact.key in met:
            by_topic[fact.topic].append(_view(fact, base, language, hidden[fact.key]))
    return dict(by_topic)


def met_counts(user: Anyone) -> Counter[str]:
    """How many facts the user met, by the article's key. Two queries."""
    if not isinstance(user, User):
        return Counter()
    asked = AttemptSlot.objects.filter(
        attempt__learner=user,
        attempt__submitted_at__isnull=False,
        version__item__point__fact__status=Fact.Status.PUBLISHED,
    )
    studied = Memory.objects.filter(learner=user, point__fact__status=Fact.Status.PUBLISHED)
    fact = "point__fact__article__key", "point__fact__key"
    met = {
        *asked.values_list(*(f"version__item__{name}" for name in fact)),
        *studied.values_list(*fact),
    }
    return Counter(article for article, _fact in met)


def _met(user: User, article: Article, asked: QuerySet[AttemptSlot]) -> set[str]:
    handed_in = asked.filter(attempt__in=told_attempts())
    studied = Memory.objects.filter(learner=user, point__fact__article=article)
    return {
        *handed_in.values_list("version__item__point__fact__key", flat=True),
        *studied.values_list("point__fact__key", flat=True),
    }


def _hidden(user: User) -> defaultdict[str, set[str]]:
    """Names of the points that untold attempts ask, by the key of their fact."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for point in points_being_asked(user):
        fact, _dot, name = point.rpartition(".")
        names[fact].add(name)
    return names


def _view(fact: DomainFact, base: FactBase, language: str, hidden: set[str]) -> FactView:
    available = languages_of(fact, base) or tuple(fact.statement)
    chosen = language if language in available else available[0]
    gaps = dict.fromkeys(hidden, wording(chosen).gap)
    return FactView(
        key=fact.key,
        statement=Words(fill(fact, chosen, base, gaps), chosen),
        passage=fact.passage,
        who=words(fact.attributed_to, chosen),
        modality=fact.modality.value,
    )
