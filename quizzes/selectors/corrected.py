"""What was corrected since a learner learnt it: told on the card until it is reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from quizzes.domain.text import Text
from quizzes.models import Correction, Memory, User
from quizzes.selectors.words import Words, words


@dataclass(frozen=True)
class CorrectionNote:
    """The value that a card showed before, and the one it shows now."""

    before: Words
    after: Words


def correction_note(learner: User, point: str, language: str) -> CorrectionNote | None:
    """What was corrected of a point, by its key, since the learner recalled it. One query."""
    fact, _dot, name = point.rpartition(".")
    met_before = Memory.objects.filter(
        learner=learner, point=OuterRef("point"), reviewed_at__lte=OuterRef("at")
    )
    found = Correction.objects.filter(
        Exists(met_before), point__fact__key=fact, point__name=name
    ).order_by("at")
    corrections = list(found)
    if not corrections:
        return None
    return CorrectionNote(
        words(Text.of(corrections[0].before), language),
        words(Text.of(corrections[-1].after), language),
    )
