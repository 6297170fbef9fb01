"""Keeping what a teacher accepted of the facts proposed from a text: as drafts, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import IntegrityError, transaction
from modeltranslation.utils import build_localized_fieldname

from quizzes.domain.problems import Problem, ProblemsError
from quizzes.domain.text import Text
from quizzes.models import Article, Entity, Fact, Passage, Point, Topic
from quizzes.models.base import set_text, text_of
from quizzes.selectors.fact_base import with_points
from quizzes.services.facts import save_fact
from quizzes.services.validation import PointDraft

KeyMaker = Callable[[type[Article] | type[Fact] | type[Entity], str, str], str]
"""Of a model, a text and a prefix: a key that no record has yet."""


@dataclass(frozen=True)
class Source:
    """The text that was read: its article (kept already or not), and its numbered passages.

    `may_keep_text`: the text itself may be stored; else only the numbers of its passages are.
    """

    article: Article
    passages: Sequence[tuple[int, str]]
    topic: Topic | None = None
    topic_name: Text = Text()
    may_keep_text: bool = False


@dataclass(frozen=True)
class Accepted:
    """A proposal as the teacher leaves it. Its points may name entities that are not kept yet.

    `key` is the fact's; by default one is made of its words.
    """

    passage: int
    language: str
    statement: str
    points: Sequence[PointDraft]
    key: str = ""


class AcceptedProblemsError(ValueError):
    """Raised where accepted proposals cannot be kept: the problems of each, by its place."""

    def __init__(self, problems: dict[int, list[Problem]]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} proposals cannot be kept")


@dataclass(frozen=True)
class Kept:
    """The drafts that were made, and the facts that were there already and say the same."""

    made: list[Fact] = field(default_factory=list)
    known: list[Fact] = field(default_factory=list)


@transaction.atomic
def keep_proposals(
    source: Source,
    accepted: Sequence[Accepted],
    new_key: KeyMaker,
    progress: Callable[[], object] | None = None,
) -> Kept:
    """Draft facts of the accepted proposals, with their article, passages and new names.

    What is sent again is not made again: neither the article nor a fact of the same key, or of the
    same passage, statement and values. `progress` is called for each. Raises
    AcceptedProblemsError, and keeps nothing, where any of them is wrong.
    """
    source = replace(source, article=_keep_article(source.article, new_key))
    article = source.article
    topic = source.topic or article.topics.first() or _first_topic(article, source.topic_name)
    passages = _keep_passages(source, {each.passage for each in accepted})
    known, kept = _Known(article), Kept()
    problems: dict[int, list[Problem]] = {}
    for place, each in enumerate(accepted):
        fact = Fact(article=article, topic=topic, passage=passages[each.passage], key=each.key)
        set_text(fact, "statement", Text.of({each.language: each.statement}))
        try:
            with transaction.atomic():
                _keep_names(each.points, new_key)
                if (twin := known.find(fact, each)) is None:
                    words = each.statement if each.language == "en" else ""
                    fact.key = each.key or new_key(Fact, words, f"{article.key}-1")
                    kept.made.append(save_fact(fact, each.points))
                    known.add(fact, [draft.point for draft in each.points])
                else:
                    kept.known.append(twin)
        except ProblemsError as error:
            problems[place] = error.problems
        if progress is not None:
            progress()
    if problems:
        raise AcceptedProblemsError(problems)
    return kept


class _Known:
    """The facts of an article, found by what they say and by their keys."""

    def __init__(self, article: Article) -> None:
        self._facts: dict[object, Fact] = {}
        for fact in with_points(Fact.objects.filter(article=article)):
            self.add(fact, fact.points.all())

    def add(self, fact: Fact, points: Iterable[Point]) -> None:
        values = _values(points)
        self._facts[fact.key] = fact
        for language, statement in text_of(fact, "statement").items():
            self._facts[fact.passage_id, language, statement, values] = fact

    def find(self, fact: Fact, sent: Accepted) -> Fact | None:
        values = _values(draft.point for draft in sent.points)
        by_words = fact.passage_id, sent.language, sent.statement, values
        return self._facts.get(sent.key) or self._facts.get(by_words)


def _values(points: Iterable[Point]) -> frozenset[object]:
    """What a teacher can say of values on the page of proposals; entities are kept by now."""
    return frozenset(
        (
            (point.name, point.kind, point.amount, point.upper, point.bound, point.unit_id),
            (point.date, point.date_end, point.precision),
            (point.entity_id, tuple(text_of(point, "term").values())),
        )
        for point in points
    )


def find_article(article: Article) -> Article | None:
    """The article that was kept of this one, which is new, when it was sent before."""
    said = {
        column: words
        for field in ("title", "publisher")
        for column, words in _columns(field, text_of(article, field)).items()
    }
    kept = Article.objects.filter(published_on=article.published_on, **said)
    return kept.first()


def _columns(field: str, text: Text) -> dict[str, str]:
    """What a translated field says, by column: a filter by the field reads one language."""
    return {build_localized_fieldname(field, language): text[language] for language in text}


def _keep_article(article: Article, new_key: KeyMaker) -> Article:
    """The article, locked, so that who sends the same at this moment finds what is kept here."""
    kept = find_article(article) if article._state.adding else article
    if kept is None:
        article.key = new_key(Article, article.title, "article-1")
        try:
            with transaction.atomic():
                article.save()
        except IntegrityError:
            kept = find_article(article)
            if kept is None:
                raise
        else:
            return article
    return Article.objects.select_for_update().get(pk=kept.pk)


def _first_topic(article: Article, name: Text) -> Topic:
    topic = Topic(article=article, key="facts", position=1)
    set_text(topic, "name", name)
    topic.save()
    return topic


def _keep_passages(source: Source, cited: set[int]) -> dict[int, Passage]:
    """The passages that are cited; with their text, and all the others too, where it may be."""
    kept = {passage.number: passage for passage in source.article.passages.all()}
    for number, text in source.passages:
        words = text if source.may_keep_text else ""
        if number not in kept and (words or number in cited):
            kept[number] = Passage.objects.create(article=source.article, number=number, text=words)
        elif words and not kept[number].text:
            kept[number].text = words
            kept[number].save()
    return kept


def _keep_names(points: Sequence[PointDraft], new_key: KeyMaker) -> None:
    """Entities that a point brings with it; the same name in two points is one entity."""
    for draft in points:
        entity = draft.point.entity
        if entity is not None and entity._state.adding:
            names = _columns("name", text_of(entity, "name"))
            twin = Entity.objects.filter(kind=entity.kind, **names).first()
            if twin is None:
                entity.key = new_key(Entity, entity.name, f"{entity.category or entity.kind}-1")
                entity.save()
            draft.point.entity = twin or entity
