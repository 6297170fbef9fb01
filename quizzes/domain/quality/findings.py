"""What a lint rule finds, and how a rule is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quizzes.domain.facts import FactBase
from quizzes.domain.items import ChoiceBody, ItemContent, Option


class Severity(StrEnum):
    """An error keeps an item from being used; a warning asks its author to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One flaw: the rule, the language it shows in ("" for all), and where.

    `place` is "stem", "explanation", "body", "option:<id>" or "entry:<id>"; `words` are the
    offending words, to be marked in that text.
    """

    rule: str
    severity: Severity
    language: str = ""
    place: str = "stem"
    words: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict, hash=False)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the offending words stand in a text: first and last-plus-one index of each.

        >>> Finding("absolute_terms", Severity.WARNING, words=("always",)).spans("It always is.")
        [(3, 9)]
        """
        return sorted(
            span for word in self.words for span in _places(text.casefold(), word.casefold())
        )


@dataclass(frozen=True)
class Seen:
    """An item as a rule looks at it: in one language."""

    content: ItemContent
    language: str
    base: FactBase | None = None

    @property
    def stem(self) -> str:
        return self.content.stem.get(self.language, "")

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of a choice; () for any other form."""
        body = self.content.body
        return body.options if isinstance(body, ChoiceBody) else ()

    def text(self, option: Option) -> str:
        """The text of an option in the language."""
        return option.text.get(self.language, "")

    @property
    def keys(self) -> list[str]:
        """The texts of the right options."""
        return [self.text(option) for option in self.options if option.is_key]

    @property
    def distractors(self) -> list[str]:
        """The texts of the wrong options."""
        return [self.text(option) for option in self.options if not option.is_key]


@dataclass(frozen=True)
class Flaw:
    """What the check of a rule yields: where, which words, and figures for the message."""

    place: str = "stem"
    words: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


Check = Callable[[Seen], Iterable[Flaw]]


@dataclass(frozen=True)
class LintRule:
    """A named rule. Its check is called once for each language of the item."""

    code: str
    severity: Severity
    check: Check

    def findings(self, seen: Seen) -> Iterator[Finding]:
        """What the rule finds in an item in one language."""
        for flaw in self.check(seen):
            yield Finding(
                self.code, self.severity, seen.language, flaw.place, flaw.words, flaw.params
            )


REGISTRY: dict[str, LintRule] = {}


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a check as the rule of that code: all that adding a rule takes."""

    def register(check: Check) -> Check:
        if code in REGISTRY:
            raise ValueError(f"two lint rules are called {code}")
        REGISTRY[code] = LintRule(code, severity, check)
        return check

    return register


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    found = text.find(word)
    while word and found >= 0:  # an empty word is found everywhere, for ever
        yield found, found + len(word)
        found = text.find(word, found + len(word))
