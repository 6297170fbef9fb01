"""What the lint says of a question, in words, with the offending ones marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizzes.domain.facts import FactBase
from quizzes.domain.items import ItemContent
from quizzes.domain.quality import Finding, lint, text_at
from quizzes.domain.quality.authored import languages_of
from quizzes.services.explaining import finding_text

UNFINISHED = frozenset(
    {
        "answer_missing",
        "language_missing",
        "one_key",
        "placeholder_left",
        "stem_empty",
        "too_few_options",
    }
)
"""Rules that say what is still to be written: no news to somebody who is writing."""


@dataclass(frozen=True)
class ExplainedFinding:
    """A finding to be read: its message, the text it is about, and where its words stand there.

    `spans` are pairs of first and last-plus-one index in `text`; () where nothing can be marked.
    """

    finding: Finding
    message: str
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is to be marked."""
        return list(_parts(self.text, self.spans))


def explain(content: ItemContent, base: FactBase | None = None) -> list[ExplainedFinding]:
    """What the rules find in a question, in the active language; errors first."""
    languages = content.languages or languages_of(content) or tuple(content.stem)
    findings = lint(replace(content, languages=languages), base)
    return [_explained(content, each) for each in sorted(findings, key=lambda f: f.severity)]


def explain_draft(content: ItemContent) -> list[ExplainedFinding]:
    """The same of a question that is being written: what is merely missing is not said."""
    return [each for each in explain(content) if each.finding.rule not in UNFINISHED]


def _explained(content: ItemContent, finding: Finding) -> ExplainedFinding:
    text = text_at(content, finding)
    return ExplainedFinding(finding, finding_text(finding), text, _apart(finding.spans(text)))


def _apart(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans without those that lie in an earlier one.

    >>> _apart([(0, 4), (2, 3), (5, 6)])
    ((0, 4), (5, 6))
    """
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart)


def _parts(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, bool]]:
    """
    >>> list(_parts("It always is.", ((3, 9),)))
    [('It ', False), ('always', True), (' is.', False)]
    """
    at = 0
    for start, end in spans:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
