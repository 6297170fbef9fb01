"""Marking the answers of an attempt, and what they earn by the rules of its quiz."""

from __future__ import annotations

from datetime import datetime

from quizzes.domain.certainty import Certainty
from quizzes.domain.marking.corrected import CREDITED, UNREADABLE
from quizzes.domain.responses import Mark
from quizzes.domain.scoring import Scheme, question_score
from quizzes.models import Attempt, AttemptSlot, Quiz, Response
from quizzes.models.sitting import Mode
from quizzes.selectors.marking_anew import RELATIONS, SubmissionMarker

READ_LENGTH = 200


def scheme_of(quiz: Quiz) -> Scheme:
    """How the quiz scores. Only practice has further tries."""
    return Scheme(
        blank_score=quiz.blank_score,
        wrong_score=quiz.wrong_score,
        retry_penalty=quiz.retry_penalty if quiz.mode == Mode.PRACTICE else 0.0,
        by_certainty=quiz.mode == Mode.CERTAINTY,
    )


def certainty_of(response: Response | None) -> Certainty | None:
    """How sure the learner said to be."""
    return Certainty(response.certainty) if response and response.certainty else None


def mark_responses(attempt: Attempt, now: datetime) -> list[Response]:
    """Mark and write the responses of an attempt; a constant number of queries.

    What was checked already stays as it was marked. A question that lost its right answer while
    the attempt was open is credited, answered or not. A blank that costs is kept as an empty
    answer, so that it can be seen what it cost.
    """
    slots = list(attempt.slots.select_related(*RELATIONS).order_by("position"))
    marker, scheme = SubmissionMarker(slots), scheme_of(attempt.quiz)
    made: list[Response] = []
    kept: list[Response] = []
    for slot in slots:
        response = slot.given
        found = marker.mark(slot, response.answer if response else {})
        if response is None and _is_to_be_kept(found, scheme):
            response = Response(slot=slot, answer={}, saved_at=now)
            made.append(response)
        elif response is not None:
            kept.append(response)
        if response is not None and response.score is None:
            set_mark(response, found or _unread(response), scheme)
    Response.objects.bulk_update(kept, ["score", "rule", "read", "earned"])
    Response.objects.bulk_create(made)
    return [*kept, *made]


def mark_one(slot: AttemptSlot, response: Response, quiz: Quiz) -> None:
    """Mark one answer, unsaved, as it would be when handed in."""
    loaded = AttemptSlot.objects.select_related(*RELATIONS).get(pk=slot.pk)
    found = SubmissionMarker([loaded]).mark(loaded, response.answer)
    set_mark(response, found or _unread(response), scheme_of(quiz))


def _is_to_be_kept(found: Mark | None, scheme: Scheme) -> bool:
    """Whether a question without an answer earns or costs something."""
    is_credited = found is not None and found.score > 0
    return is_credited or bool(scheme.blank_score and not scheme.by_certainty)


def _unread(response: Response) -> Mark:
    """It was readable when it was kept. A change of the rules since then must not keep the learner
    from submitting; the rule's name tells the teacher where to look.
    """
    return Mark(0.0, rule=UNREADABLE) if response.answer else Mark(0.0, is_blank=True)


def earned_by(found: Mark, scheme: Scheme, response: Response | None) -> float:
    """What a mark earns. Who met a question that is credited gets all of it, whatever they did."""
    if found.rule == CREDITED:
        return 1.0
    tries = response.tries if response else 1
    return question_score(found, scheme, certainty_of(response), tries)


def set_mark(response: Response, found: Mark, scheme: Scheme) -> None:
    """Keep a mark and what it earns. A later try never takes away what an earlier one earned."""
    earned = earned_by(found, scheme, response)
    if response.tries > 1 and response.earned is not None:
        earned = max(earned, response.earned)
    response.score = found.score
    response.rule = found.rule or ""
    response.read = found.read[:READ_LENGTH]
    response.earned = earned
