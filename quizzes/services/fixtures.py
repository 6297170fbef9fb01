"""The check of facts that a fixture has just put into the database."""

from __future__ import annotations

from collections.abc import Mapping

from quizzes.models import Fact
from quizzes.services.validation import PointDraft, check_fact, describe


def check_loaded_facts(files: Mapping[int, str]) -> list[str]:
    """What is wrong with the facts (by primary key, with the file each came from), in words."""
    facts = (
        Fact.objects.filter(pk__in=files)
        .select_related("article", "passage__article", "topic__article")
        .prefetch_related("points__unit", "points__entity", "points__members__entity")
    )
    return [
        f"{files[fact.pk]}: {describe(problem)}"
        for fact in facts
        for problem in check_fact(
            fact, [PointDraft(point, list(point.members.all())) for point in fact.points.all()]
        )
    ]
