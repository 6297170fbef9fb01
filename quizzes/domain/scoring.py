"""From marks to a score: what blanks, wrong answers, later tries and certainty cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.domain.certainty import Certainty, certainty_score
from quizzes.domain.responses import Mark

LEAST = -2.0
"""The least that one question can earn: a very sure answer that is wrong."""


@dataclass(frozen=True)
class Scheme:
    """How a quiz scores. A right answer earns 1.

    `blank_score` is what a question without an answer earns, `wrong_score` what a wrong answer
    does (each -1 to 1, seldom above 0); of a question in parts, each part its share.
    `retry_penalty` (0 to 1) is what each try before the last takes off a right answer.
    `by_certainty` scores by how sure the learner was, and the two costs do not apply.
    """

    blank_score: float = 0.0
    wrong_score: float = 0.0
    retry_penalty: float = 0.0
    by_certainty: bool = False


def question_score(
    mark: Mark, scheme: Scheme, certainty: Certainty | None = None, tries: int = 1
) -> float:
    """What an answer earns at this try (the first is 1): between `LEAST` and 1.

    What is right earns its share, lowered for each earlier try; what is blank and what is wrong
    cost theirs.

    >>> negative = Scheme(wrong_score=-0.5)
    >>> question_score(Mark(1.0), negative), question_score(Mark(0.0), negative)
    (1.0, -0.5)
    >>> question_score(Mark(0.5, blank_share=0.25), negative)  # a quarter of it is wrong
    0.375
    >>> question_score(Mark(1.0), Scheme(retry_penalty=0.25), tries=3)
    0.5
    """
    if mark.is_blank:
        return 0.0 if scheme.by_certainty else scheme.blank_score
    chance = max(0.0, 1.0 - scheme.retry_penalty * (tries - 1))
    if scheme.by_certainty:
        earned = certainty_score(mark.score, certainty)
        return earned * chance if earned > 0 else earned
    wrong_share = max(0.0, 1.0 - mark.score - mark.blank_share)
    return (
        mark.score * chance
        + mark.blank_share * scheme.blank_score
        + wrong_share * scheme.wrong_score
    )


def attempt_score(earned: Iterable[float], questions: int) -> float:
    """The score of an attempt at so many questions: the sum, but 0 at least.

    A learner who lost more than they won has nothing, not a debt.

    >>> attempt_score([1.0, -0.25], 2), attempt_score([-2.0, 0.5], 2)
    (0.75, 0.0)
    """
    return min(max(sum(earned), 0.0), float(questions))
