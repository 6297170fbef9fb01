"""Marking the answers of an attempt that is handed in."""

from __future__ import annotations

from datetime import datetime

from quizzes.domain.marking.corrected import UNREADABLE
from quizzes.domain.responses import Mark
from quizzes.models import Attempt, Response
from quizzes.services.marking_anew import RELATIONS, SubmissionMarker

READ_LENGTH = 200


def mark_responses(attempt: Attempt, now: datetime) -> list[Response]:
    """Mark and write the responses of an attempt; a constant number of queries.

    A question that lost its right answer while the attempt was open is credited, answered or not.
    """
    slots = list(attempt.slots.select_related(*RELATIONS).order_by("position"))
    marker = SubmissionMarker(slots)
    made: list[Response] = []
    kept: list[Response] = []
    for slot in slots:
        response: Response | None = getattr(slot, "response", None)
        found = marker.mark(slot, response.answer if response else {})
        if response is not None:
            kept.append(response)
        elif found is not None and found.score > 0:  # credited
            response = Response(slot=slot, answer={}, saved_at=now)
            made.append(response)
        if response is not None:
            _set(response, found or _unread(response))
    Response.objects.bulk_update(kept, ["score", "rule", "read"])
    Response.objects.bulk_create(made)
    return [*kept, *made]


def _unread(response: Response) -> Mark:
    """It was readable when it was kept. A change of the rules since then must not keep the learner
    from submitting; the rule's name tells the teacher where to look.
    """
    return Mark(0.0, rule=UNREADABLE if response.answer else None)


def _set(response: Response, found: Mark) -> None:
    response.score = found.score
    response.rule = found.rule or ""
    response.read = found.read[:READ_LENGTH]
