"""Extra time for several learners at once, such as a whole class."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from quizzes.models import Attempt, ExtraTime, Quiz, User
from quizzes.services.deadlines import refresh_deadlines


@dataclass(frozen=True)
class GivenToMany:
    """Who has the time now, who kept what they had before, and open attempts that end later."""

    given: tuple[ExtraTime, ...]
    kept: tuple[User, ...]
    attempts: tuple[Attempt, ...]


@transaction.atomic
def give_to_many(
    learners: Collection[User],
    quiz: Quiz | None,
    factor: float | None,
    minutes: int | None,
    replaces: bool = False,
) -> GivenToMany:
    """Give learners the same extra time in a quiz; None: in every quiz.

    Who has extra time that counts there keeps it, for one who needs half as much again in all
    quizzes must not lose by ten minutes for everybody; with `replaces` they too get what is given.
    Raises ValidationError where it makes no sense.
    """
    ExtraTime(quiz=quiz, factor=factor, minutes=minutes).full_clean(exclude={"learner"})
    counts = ExtraTime.objects.filter(Q(quiz=quiz) | Q(quiz=None), learner__in=learners)
    have = {each.learner_id for each in counts}
    place = quiz.pk if quiz else None
    here = {each.learner_id: each for each in counts if each.quiz_id == place}
    to = [each for each in learners if replaces or each.pk not in have]
    given = [here.get(each.pk) or ExtraTime(learner=each, quiz=quiz) for each in to]
    for extra in given:
        extra.factor, extra.minutes = factor, minutes
    ExtraTime.objects.bulk_update([each for each in given if each.pk], ["factor", "minutes"])
    ExtraTime.objects.bulk_create([each for each in given if not each.pk])
    return GivenToMany(
        tuple(given),
        () if replaces else tuple(each for each in learners if each.pk in have),
        tuple(refresh_deadlines(learners=to)),
    )
