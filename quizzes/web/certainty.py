"""How sure a learner is, in words, with what each level earns."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from quizzes.domain.certainty import MARKS, Certainty, LevelOutcome


@dataclass(frozen=True)
class Level:
    """One level as a page offers it: `right` and `wrong` are marks with their sign."""

    value: int
    word: str
    right: str
    wrong: str


def word_of(certainty: Certainty) -> str:
    """The level as a learner says it."""
    return {
        Certainty.LOW: _("Not very sure"),
        Certainty.MIDDLE: _("Fairly sure"),
        Certainty.HIGH: _("Very sure"),
    }[certainty]


def levels() -> tuple[Level, ...]:
    """All levels, the lowest first."""
    return tuple(
        Level(int(each), word_of(each), signed(right), signed(wrong))
        for each, (right, wrong) in MARKS.items()
    )


def signed(marks: float) -> str:
    """Marks with their sign, by a true minus.

    >>> signed(3), signed(-6), signed(0)
    ('+3', '−6', '0')
    """
    text = f"{abs(marks):.2f}".rstrip("0").rstrip(".")
    return text if text == "0" else f"{'+' if marks > 0 else '−'}{text}"


def sent_certainty(data: QueryDict) -> int | None:
    """The level that was sent; None without one that exists.

    >>> sent_certainty(QueryDict("certainty=2")), sent_certainty(QueryDict("certainty=9"))
    (2, None)
    """
    known = {str(int(each)): int(each) for each in Certainty}
    return known.get(data.get("certainty", ""))


def told(level: LevelOutcome) -> str:
    """How a level went, as advice for the next time; never a judgement."""
    return {
        "fits": _("That fits."),
        "surer": _("A little less sure would have earned more here."),
        "shyer": _("You could trust yourself more here."),
        "few": _("Too few to tell."),
    }[level.verdict]
