"""How sure a learner is, in words, with what each level earns."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from quizzes.domain.certainty import MARKS, Certainty, LevelOutcome


@dataclass(frozen=True)
class Level:
    """One level as a page offers it: `right` and `wrong` are marks with their sign.

    `key` is the number that chooses it on a keyboard; 0 where none is left.
    """

    value: int
    word: str
    right: str
    wrong: str
    key: int = 0


def word_of(certainty: Certainty) -> str:
    """The level as a learner says it."""
    return {
        Certainty.LOW: _("Not very sure"),
        Certainty.MIDDLE: _("Fairly sure"),
        Certainty.HIGH: _("Very sure"),
    }[certainty]


def levels(choices: int = 0) -> tuple[Level, ...]:
    """All levels, the lowest first; their keys come after those of so many choices.

    >>> [level.key for level in levels(7)]
    [8, 9, 0]
    """
    return tuple(
        Level(int(each), word_of(each), signed(right), signed(wrong), key if key < 10 else 0)
        for key, (each, (right, wrong)) in enumerate(MARKS.items(), choices + 1)
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
