"""Whether a value can be read in a text already: such a value is no option worth offering."""

from __future__ import annotations

from quizzes.domain.facts import EntityRef, FactBase, Term, Value
from quizzes.domain.quality.words import has_words
from quizzes.domain.text import Text
from quizzes.domain.values.compare import write_bare


def stands_in(value: Value, text: Text, base: FactBase) -> bool:
    """Whether the value, as an option is written, or one of its names, stands in the text."""
    return any(
        has_words(sentence, name)
        for language, sentence in text.items()
        for name in (write_bare(value, language, base), *_aliases(value, base))
    )


def _aliases(value: Value, base: FactBase) -> tuple[str, ...]:
    match value:
        case EntityRef(key):
            return base.entities[key].aliases
        case Term():
            return value.aliases
    return ()
