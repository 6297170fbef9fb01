"""Finding what a sheet names: articles, passages, topics, entities and units, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from quizzes.domain.values.normalise import normalise
from quizzes.domain.values.unit_words import same_unit_words
from quizzes.domain.values.units import Unit as UnitValue
from quizzes.domain.values.units import is_capped
from quizzes.models import Article, Entity, Passage, Topic, Unit
from quizzes.models.base import lines, text_of
from quizzes.services.validation import unit_value

R = TypeVar("R", Entity, Unit)
_SUGGESTED = 3
_MOST_SUGGESTIONS = 200
"""For so many unknown names close ones are looked for: each takes a while."""


@dataclass(frozen=True)
class NotFoundError(Exception):
    """What a name did not lead to: a code with the params of its message."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


class Names:
    """All that facts and questions refer to, read once, when a sheet is planned."""

    def __init__(self) -> None:
        self._suggestions = 0
        self.articles = {article.key: article for article in Article.objects.all()}
        by_pk = {article.pk: article for article in self.articles.values()}
        self._topics: dict[tuple[int, str], Topic] = {}
        for topic in Topic.objects.all():
            topic.article = by_pk[topic.article_id]
            for name in text_of(topic, "name").values():
                self._topics.setdefault((topic.article_id, normalise(name)), topic)
            self._topics[topic.article_id, topic.key] = topic
        self._passages: dict[tuple[int, int], Passage] = {}
        for passage in Passage.objects.defer("text"):
            passage.article = by_pk[passage.article_id]
            self._passages[passage.article_id, passage.number] = passage
        self._entities = {entity.key: entity for entity in Entity.objects.all()}
        self._units = {unit.key: unit for unit in Unit.objects.all()}
        self.unit_values: dict[str, UnitValue] = {
            key: value for key, unit in self._units.items() if (value := unit_value(unit))
        }
        self._written_names = [
            name for each in self._entities.values() for name in text_of(each, "name").values()
        ]
        self._entity_names = self._index_entities()
        self._unit_names = self._index_units()

    def _index_entities(self) -> Mapping[str, list[Entity]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self._entities.values():
            names = (*text_of(entity, "name").values(), *lines(entity.aliases))
            for name in {normalise(name) for name in names}:
                found[name].append(entity)
        return found

    def _index_units(self) -> list[Mapping[str, list[Unit]]]:
        """By their own words, by measure words, by what means the same: the first that is found."""
        own, measure, same = (defaultdict[str, list[Unit]](list) for _index in range(3))
        for key, value in self.unit_values.items():
            words = {*value.name.values(), *value.plural.values(), value.symbol} - {""}
            for word in {normalise(word) for word in words}:
                own[word].append(self._units[key])
            if value.measure_word:
                measure[normalise(value.measure_word)].append(self._units[key])
            for word in same_unit_words(words):
                same[word].append(self._units[key])
        return [own, measure, same]

    # Finding ----------------------------------------------------------------------------------

    def article(self, key: str) -> Article:
        """The article of a key; NotFoundError."""
        if key not in self.articles:
            raise self._unknown("article_unknown", key, self.articles)
        return self.articles[key]

    def topic(self, article: Article, text: str) -> Topic:
        """The topic of the article with that key or name; NotFoundError."""
        found = self._topics.get((article.pk, text)) or self._topics.get(
            (article.pk, normalise(text))
        )
        if found is None:
            known = [key for pk, key in self._topics if pk == article.pk]
            raise self._unknown("topic_unknown", text, known)
        return found

    def passage(self, article: Article, number: int) -> Passage:
        """The passage of the article with that number; NotFoundError."""
        found = self._passages.get((article.pk, number))
        if found is None:
            raise NotFoundError(
                "passage_unknown", {"value": str(number), "article": article.key, "known": ""}
            )
        return found

    def entity(self, text: str) -> Entity:
        """The entity that a key or a name means; NotFoundError for none or several."""
        if text in self._entities:
            return self._entities[text]
        found = self._entity_names.get(normalise(text), [])
        if not found:
            raise self._unknown("entity_unknown", text, [*self._entities, *self._written_names])
        return _the_one(found, "entity_ambiguous", text)

    def unit(self, text: str) -> Unit:
        """The unit that a key or a word means; NotFoundError for none or several.

        A bare % means a share of a whole rather than a rate of growth, which may pass 100.
        """
        if text in self._units:
            return self._units[text]
        found = next(
            (index[normalise(text)] for index in self._unit_names if normalise(text) in index), []
        )
        if not found:
            known = [word for index in self._unit_names for word in index]
            raise self._unknown("unit_unknown", text, [*known, *self._units])
        capped = [unit for unit in found if is_capped(self.unit_values[unit.key])]
        return _the_one(capped if len(capped) == 1 else found, "unit_ambiguous", text)

    def _unknown(self, code: str, text: str, known: Iterable[str]) -> NotFoundError:
        close: list[str] = []
        if self._suggestions < _MOST_SUGGESTIONS:
            self._suggestions += 1
            written = {normalise(name): name for name in known}
            near = get_close_matches(normalise(text)[:200], written, n=_SUGGESTED, cutoff=0.5)
            close = [written[name] for name in near]
        return NotFoundError(code, {"value": text, "known": ", ".join(dict.fromkeys(close))})


def _the_one(found: list[R], code: str, text: str) -> R:
    if len(found) > 1:
        keys = ", ".join(sorted(record.key for record in found))
        raise NotFoundError(code, {"value": text, "known": keys})
    return found[0]
