"""A quiz's rule: keeping it, and what it finds in the bank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from quizzes.models import Quiz, Topic, User
from quizzes.models.base import PublicationStatus, content_languages
from quizzes.services.drawing import Scope, scope_of, versions_for
from quizzes.services.histories import log_changed_fields
from quizzes.services.slots import arrange_slots

TRIALS = 3


RULE_COLUMNS = ("forms", "new_share", "known_share", "draw_seed")


@transaction.atomic
def change_rule(
    by: User, quiz: Quiz, questions: int, topics: Iterable[Topic], **columns: Any
) -> Quiz:
    """Give a quiz the rule: how many questions it draws, of what (see `RULE_COLUMNS`).

    The quiz's history says who did it, so that it is left as it is from now on. Raises
    ValidationError for what a rule cannot be.
    """
    changed = [name for name in RULE_COLUMNS if getattr(quiz, name) != columns[name]]
    for name in RULE_COLUMNS:
        setattr(quiz, name, columns[name])
    quiz.full_clean()
    quiz.save(update_fields=RULE_COLUMNS)
    quiz.topics.set(topics)
    fixed = quiz.slots.filter(item__isnull=False).select_related("item")
    arrange_slots(quiz, [(slot.position, slot.item) for slot in fixed if slot.item], questions)
    log_changed_fields(by, quiz, changed)
    return quiz


@dataclass(frozen=True)
class Supply:
    """What there is for a rule: points that can be asked, and questions that go together."""

    points: int
    together: int


def askable(scope: Scope) -> int:
    """How many points have a question to draw; a question on no point counts for itself."""
    counts = scope.askable().aggregate(
        points=Count("point", distinct=True), others=Count("pk", filter=Q(point=None))
    )
    return int(counts["points"] + counts["others"])


def supply(quiz: Quiz, drawn: int) -> Supply:
    """What a kept quiz with so many drawn places finds; the least of a few trial draws counts."""
    points = askable(scope_of(quiz))
    fixed = quiz.slots.filter(item__status=PublicationStatus.PUBLISHED).count()
    draws = (
        len(versions_for(quiz, language, seed)) - fixed
        for language in content_languages()
        for seed in range(TRIALS)
    )
    return Supply(points, min(draws) if points >= drawn else min(points, drawn))
