"""What was corrected since a learner learnt it: told on the card until it is reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
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
    return correction_notes(learner, [point], language).get(point)


def correction_notes(
    learner: User, points: Collection[str], language: str
) -> dict[str, CorrectionNote]:
    """The same of many points, by their keys; those that were not corrected are left out."""
    met_before = Memory.objects.filter(
        learner=learner, point=OuterRef("point"), reviewed_at__lte=OuterRef("at")
    )
    facts = {point.rpartition(".")[0] for point in points}
    found = Correction.objects.filter(Exists(met_before), point__fact__key__in=facts)
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for each in found.select_related("point__fact").order_by("at"):
        corrections[f"{each.point.fact.key}.{each.point.name}"].append(each)
    return {point: _note(corrections[point], language) for point in points if point in corrections}


def _note(corrections: list[Correction], language: str) -> CorrectionNote:
    return CorrectionNote(
        words(Text.of(corrections[0].before), language),
        words(Text.of(corrections[-1].after), language),
    )
