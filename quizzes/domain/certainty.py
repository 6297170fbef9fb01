"""Certainty-based marking: a learner says how sure they are, and it pays to say the truth.

Source: A. R. Gardner-Medwin, "Confidence-Based Marking: towards deeper learning and better exams"
(in Bryan and Clegg, eds., Innovative Assessment in Higher Education, Routledge 2006), and
"Certainty-Based Marking" at UCL: a right answer earns 1, 2 or 3 marks by how sure one was, a wrong
one 0, -2 or -6. Whoever expects to be right with the chance p earns most by saying "not very sure"
below p = 2/3, "fairly sure" from there, and "very sure" from p = 4/5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from math import sqrt


class Certainty(IntEnum):
    """How sure a learner is of an answer, as they say themselves."""

    LOW = 1
    MIDDLE = 2
    HIGH = 3


MARKS: dict[Certainty, tuple[int, int]] = {
    Certainty.LOW: (1, 0),
    Certainty.MIDDLE: (2, -2),
    Certainty.HIGH: (3, -6),
}
"""What a right and a wrong answer earn at each level."""

FULL = 3
"""The most marks that one question can earn; scores are shares of it."""

EXPECTED: dict[Certainty, tuple[float, float]] = {
    Certainty.LOW: (0.0, 2 / 3),
    Certainty.MIDDLE: (2 / 3, 4 / 5),
    Certainty.HIGH: (4 / 5, 1.0),
}
"""How many of the answers are right where a level is used as it pays most, from and to."""


def certainty_score(score: float, certainty: Certainty | None) -> float:
    """What an answer earns of 1, where a wholly right and very sure one earns 1; -2 at least.

    `score` (0 to 1) says how right it is; between wrong and right the marks go in a straight line,
    so that saying the truth still pays. An answer without a level counts as not very sure: it can
    lose nothing.

    >>> certainty_score(1, Certainty.HIGH), certainty_score(0, Certainty.HIGH)
    (1.0, -2.0)
    >>> certainty_score(0, None), round(certainty_score(0.5, Certainty.MIDDLE), 3)
    (0.0, 0.0)
    """
    right, wrong = MARKS[certainty or Certainty.LOW]
    return (wrong + score * (right - wrong)) / FULL


@dataclass(frozen=True)
class LevelOutcome:
    """How the answers of one level went: how many there were, and their mean score (0 to 1).

    `low` and `high` are the interval (95 %) in which the share lies that would be right of many
    such answers. `verdict` is "fits", "surer" (they went worse than the level says, all of the
    interval) or "shyer" (better); "few" where there are too few answers to tell.
    """

    certainty: Certainty
    count: int
    mean: float
    low: float
    high: float
    verdict: str

    @property
    def expected(self) -> tuple[float, float]:
        """How many are right, from and to, where this level is the one that pays most."""
        return EXPECTED[self.certainty]


FEW = 3
"""Answers of a level below which its mean says nothing."""

Z = 1.96
"""How many standard deviations hold 95 % of a normal distribution, to both sides."""


def calibration(answers: Iterable[tuple[Certainty, float]]) -> tuple[LevelOutcome, ...]:
    """How sure against how right, for each level that was used, the lowest first.

    >>> very_sure = [(Certainty.HIGH, score) for score in (1, 0, 0, 0)]
    >>> calibration(very_sure)[0].mean, calibration(very_sure)[0].verdict
    (0.25, 'surer')
    """
    scores: dict[Certainty, list[float]] = {}
    for certainty, score in answers:
        scores.setdefault(certainty, []).append(score)
    return tuple(_level(each, scores[each]) for each in sorted(scores))


def _level(certainty: Certainty, scores: list[float]) -> LevelOutcome:
    mean = sum(scores) / len(scores)
    low, high = share_interval(mean, len(scores))
    verdict = _verdict(EXPECTED[certainty], mean, low, high) if len(scores) >= FEW else "few"
    return LevelOutcome(certainty, len(scores), mean, low, high, verdict)


def _verdict(expected: tuple[float, float], mean: float, low: float, high: float) -> str:
    least, most = expected
    if high < least:
        return "surer"
    if low > most:
        return "shyer"
    return "fits" if least <= mean <= most else "few"


def share_interval(share: float, count: int) -> tuple[float, float]:
    """In which a share lies that was found among so many, with 95 % confidence: 0 to 1.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    JASA 22 (1927). Shares of partly right answers make it a little wider than it need be.

    >>> [round(end, 2) for end in share_interval(0.5, 10)]
    [0.24, 0.76]
    """
    square = Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    half /= 1 + square / count
    return max(0.0, middle - half), min(1.0, middle + half)
