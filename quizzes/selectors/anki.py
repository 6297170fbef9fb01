"""An article's cards as a deck for Anki."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils import formats, translation

from quizzes.domain.facts import FactBase
from quizzes.domain.formats.anki.decks import Deck, DeckNote, deck_of, note_of
from quizzes.domain.generation import make_card
from quizzes.domain.items import Card
from quizzes.models import Article
from quizzes.models.base import text_of
from quizzes.selectors.fact_base import load_fact_base

Progress = Callable[[str], object]


def anki_deck(article: Article, language: str, progress: Progress | None = None) -> Deck:
    """The cards of the article's published points in a language, in the order of reading.

    A point that does not exist in the language has no note. `progress` is called with the key of
    each point. Six queries.
    """
    base = load_fact_base([article.key])
    notes = _notes(article, base, language, progress or (lambda _key: None))
    return deck_of(article.key, text_of(article, "title").best(language), language, notes)


def _notes(
    article: Article, base: FactBase, language: str, progress: Progress
) -> Iterator[DeckNote]:
    source = _source(article, language)
    for key, point in base.points.items():
        card = make_card(base, key)
        if isinstance(card, Card):
            topic = base.facts[point.fact].topic
            note = note_of(card, language, source, ("quizsite", article.key, topic))
            if note is not None:
                yield note
        progress(key)


def _source(article: Article, language: str) -> str:
    """Title, publisher and date of the article, as every page about it names them."""
    with translation.override(language):
        day = formats.date_format(article.published_on, "DATE_FORMAT")
    title, publisher = text_of(article, "title"), text_of(article, "publisher")
    return " · ".join([title.best(language), publisher.best(language), day])
