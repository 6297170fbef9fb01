"""Keeping what a teacher accepted of the facts proposed from a text: as drafts, all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from quizzes.domain.problems import Problem, ProblemsError
from quizzes.domain.text import Text
from quizzes.models import Article, Entity, Fact, Passage, Topic
from quizzes.models.base import set_text
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


@transaction.atomic
def keep_proposals(
    source: Source,
    accepted: Sequence[Accepted],
    new_key: KeyMaker,
    progress: Callable[[], object] | None = None,
) -> list[Fact]:
    """Draft facts of the accepted proposals, with their article, passages and new names.

    `progress` is called for each. Raises AcceptedProblemsError, and keeps nothing, where any of
    them is wrong.
    """
    article = _keep_article(source, new_key)
    topic = source.topic or article.topics.first() or _first_topic(article, source.topic_name)
    passages = _keep_passages(source, {each.passage for each in accepted})
    facts: list[Fact] = []
    problems: dict[int, list[Problem]] = {}
    for place, each in enumerate(accepted):
        fact = Fact(article=article, topic=topic, passage=passages[each.passage])
        set_text(fact, "statement", Text.of({each.language: each.statement}))
        words = each.statement if each.language == "en" else ""
        fact.key = each.key or new_key(Fact, words, f"{article.key}-1")
        try:
            with transaction.atomic():
                _keep_names(each.points, new_key)
                facts.append(save_fact(fact, each.points))
        except ProblemsError as error:
            problems[place] = error.problems
        if progress is not None:
            progress()
    if problems:
        raise AcceptedProblemsError(problems)
    return facts


def _keep_article(source: Source, new_key: KeyMaker) -> Article:
    article = source.article
    if article._state.adding:
        article.key = new_key(Article, article.title, "article-1")
        article.save()
    return article


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
            twin = Entity.objects.filter(name=entity.name, kind=entity.kind).first()
            if twin is None:
                entity.key = new_key(Entity, entity.name, f"{entity.category or entity.kind}-1")
                entity.save()
            draft.point.entity = twin or entity
