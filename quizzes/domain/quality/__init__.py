"""The lint: named rules that every item must pass, generated or written by a teacher.

A rule is one function in a module of `quality/rules/`; modules there are found by themselves.
"""

from __future__ import annotations

import importlib
import pkgutil

from quizzes.domain.facts import FactBase
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    ClozeBody,
    ItemContent,
    MatchingBody,
    OrderingBody,
    TextBody,
)
from quizzes.domain.quality import rules as _rules
from quizzes.domain.quality.findings import REGISTRY, Finding, Seen, Severity
from quizzes.domain.text import Text

__all__ = ["REGISTRY", "Finding", "Severity", "errors", "lint", "text_at"]

for _module in sorted(module.name for module in pkgutil.iter_modules(_rules.__path__)):
    importlib.import_module(f"{_rules.__name__}.{_module}")


def lint(content: ItemContent, base: FactBase | None = None) -> tuple[Finding, ...]:
    """What is wrong with an item, by rule and language; with the base, its proofs are checked too.

    An item that exists in no language is looked at in none, which is a flaw of its own.
    """
    if not content.languages:
        return (Finding("language_missing", Severity.ERROR),)
    return tuple(
        finding
        for each in REGISTRY.values()
        for language in content.languages
        for finding in each.findings(Seen(content, language, base))
    )


def errors(content: ItemContent, base: FactBase | None = None) -> tuple[Finding, ...]:
    """The findings that keep an item from being used."""
    return tuple(each for each in lint(content, base) if each.severity is Severity.ERROR)


def text_at(content: ItemContent, finding: Finding) -> str:
    """The text that a finding is about, in its language: where its words are to be marked."""
    language, body = finding.language, content.body
    match finding.place.partition(":"):
        case "option", _, option_id if isinstance(body, ChoiceBody):
            texts = {option.id: option.text for option in body.options}
            return texts[option_id].get(language, "")
        case "entry", _, entry_id:
            return _entries(body).get(entry_id, Text()).get(language, "")
        case "explanation", _, _:
            return content.explanation.get(language, "")
        case "body", _, _:
            return _of_body(body).get(language, "")
    return content.stem.get(language, "")


def _of_body(body: Body) -> Text:
    """The one text that an answer has: what is to be written, or the sentence with its gaps."""
    match body:
        case TextBody(answer):
            return answer
        case ClozeBody(text):
            return text
    return Text()


def _entries(body: Body) -> dict[str, Text]:
    """By their ids, the texts of what is matched or put in order."""
    match body:
        case MatchingBody(left=left, right=right):
            return {entry.id: entry.text for entry in (*left, *right)}
        case OrderingBody(entries=entries):
            return {entry.id: entry.text for entry in entries}
    return {}
