"""The rule of a quiz: how many questions it draws, of what, and how new to the learner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from quizzes.domain.assembly import Candidate, Familiarity, Quota, draw
from quizzes.domain.items import Form

WHOLE = 100
"""Shares are told in per cent."""


@dataclass(frozen=True)
class QuizRule:
    """What is drawn: `topics` are their keys, empty for all, as are `forms`.

    `new_share` and `known_share` are the least share, in per cent, of questions that are new and
    known to the learner; None for no wish. With a `seed` everybody is asked the same.
    """

    questions: int
    topics: AbstractSet[str] = frozenset()
    forms: AbstractSet[Form] = frozenset()
    new_share: int | None = None
    known_share: int | None = None
    seed: int | None = None

    def allows(self, candidate: Candidate) -> bool:
        """Whether its topic and form are among those of the rule."""
        return (not self.topics or candidate.topic in self.topics) and (
            not self.forms or candidate.form in self.forms
        )

    @property
    def depends_on_learner(self) -> bool:
        """Whether what a learner met before changes what is drawn."""
        return bool(self.new_share or self.known_share)

    @property
    def quotas(self) -> tuple[Quota, ...]:
        """How many questions of each kind come first; the rest may be any.

        >>> [count for _kind, count in QuizRule(10, new_share=75, known_share=25).quotas]
        [8, 2]
        >>> [count for _kind, count in QuizRule(3, new_share=50, known_share=50).quotas]
        [2, 1]
        """
        new = _part(self.questions, self.new_share)
        known = min(_part(self.questions, self.known_share), self.questions - new)
        return ((Familiarity.NEW, new), (Familiarity.KNOWN, known))


def _part(count: int, share: int | None) -> int:
    """A share of a number, half a question counted as one.

    >>> _part(10, 25), _part(10, None), _part(7, 100)
    (3, 0, 7)
    """
    return (count * min(share or 0, WHOLE) + WHOLE // 2) // WHOLE


def draw_by_rule(
    candidates: Sequence[Candidate], rule: QuizRule, seed: int, taken: Iterable[Candidate] = ()
) -> list[Candidate]:
    """Up to `rule.questions` candidates that the rule allows, drawn as `draw` does.

    The rule's own seed comes before `seed`.

    >>> bank = [Candidate(i, frozenset({f"f{i}.p"}), form) for i, form in enumerate(Form)]
    >>> [each.form.value for each in draw_by_rule(bank, QuizRule(3, forms={Form.CLOZE}), 1)]
    ['cloze']
    """
    allowed = [each for each in candidates if rule.allows(each)]
    seed = seed if rule.seed is None else rule.seed
    return draw(allowed, rule.questions, seed, taken, rule.quotas)
