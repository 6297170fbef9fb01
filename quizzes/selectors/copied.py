"""Whether a fact is told in our own words, or in those of its passage."""

from __future__ import annotations

from quizzes.domain.proposals import copied_run
from quizzes.models import Fact
from quizzes.models.base import text_of
from quizzes.selectors.words import Words


def copied_words(fact: Fact) -> Words:
    """The first run of a fact's statement that its passage has too, too long to be chance; or "".

    A passage of which only the facts are held has no text to compare.
    """
    text = fact.passage.text if fact.passage_id else ""
    statements = text_of(fact, "statement") if text else {}
    for language, statement in statements.items():
        if run := copied_run(statement, text):
            return Words(run, language)
    return Words("", "")
