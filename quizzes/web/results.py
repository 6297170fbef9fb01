"""What a result page shows of each question, whatever its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quizzes.domain.certainty import FEW, FULL, Certainty
from quizzes.domain.items import Form
from quizzes.models.sitting import Mode
from quizzes.selectors.answer_words import with_unit
from quizzes.selectors.results import ResultView, ReviewedQuestion
from quizzes.services.explaining import accepted_text
from quizzes.web.answers import is_answered
from quizzes.web.certainty import signed, told, word_of

# Rules that need no word: the answer was as anybody would write it.
LITERAL = {"identical", "digits"}


@dataclass(frozen=True)
class Outcome:
    """One question looked back on. `verdict` is right, wrong, partly, none or waiting.

    `given` and `right` are the answers in words, for forms without a list of options. They are in
    the language of the pages where `in_page_language`, else in that of the question. `accepted`
    says why a written answer counts as right, where it is not what one would expect to be written.
    `counted` tells what the answer earned; it waits with the answer. `corrected` are sentences
    about a right answer that was corrected since.
    """

    reviewed: ReviewedQuestion
    verdict: str
    given: str
    right: str
    in_page_language: bool
    accepted: str = ""
    counted: str = ""
    corrected: tuple[str, ...] = ()


def _verdict(reviewed: ReviewedQuestion) -> str:
    if reviewed.withheld:
        return "waiting"
    if not is_answered(reviewed.question.answer):
        return "none"
    if reviewed.is_right:
        return "right"
    return "partly" if (reviewed.score or 0) > 0 else "wrong"


def _truth(value: object) -> str:
    return {True: _("True"), False: _("False")}.get(value, "") if isinstance(value, bool) else ""


def _given(reviewed: ReviewedQuestion) -> str:
    answer = reviewed.question.answer or {}
    if "value" in answer:
        return _truth(answer.get("value"))
    if "number" in answer:
        return with_unit(str(answer["number"]), reviewed.question.unit)
    return str(answer.get("text", ""))


def outcome(reviewed: ReviewedQuestion) -> Outcome:
    is_truth = reviewed.question.form == Form.TRUE_FALSE
    return Outcome(
        reviewed=reviewed,
        verdict=_verdict(reviewed),
        given=_given(reviewed),
        right=_truth(reviewed.truth) if is_truth else " / ".join(reviewed.right),
        in_page_language=is_truth,
        accepted="" if reviewed.rule in LITERAL else accepted_text(reviewed.rule),
        counted=_counted(reviewed),
        corrected=_corrected(reviewed),
    )


def _corrected(reviewed: ReviewedQuestion) -> tuple[str, ...]:
    """What is told where the right answer was corrected since: what it was, and what that means."""
    found = reviewed.correction
    if found is None:
        return ()
    was = " / ".join(found.was) or _truth(found.was_truth)
    told = [_("This was corrected. When you answered, it said: %(was)s") % {"was": was}]
    if found.is_credited:
        told.append(_("The right answer could not be given then: it counts as right for everyone."))
    if found.is_credited and reviewed.right:
        now = " / ".join(reviewed.right)
        told.append(_("The right answer is now: %(now)s") % {"now": now})
    return tuple(told)


def _counted(reviewed: ReviewedQuestion) -> str:
    """What the answer earned: by certainty in marks, else of the one point of a question."""
    if reviewed.withheld or reviewed.earned is None:
        return ""
    if not reviewed.earned and not is_answered(reviewed.question.answer):
        return ""  # "not answered" says it
    if reviewed.certainty:
        words = word_of(Certainty(reviewed.certainty))
        return _("%(words)s: %(marks)s") % {
            "words": words,
            "marks": signed(reviewed.earned * FULL),
        }
    return _("counts %(earned)s of 1") % {"earned": signed(reviewed.earned).lstrip("+")}


def score_text(points: float) -> str:
    """A score without a needless decimal.

    >>> score_text(8.0), score_text(7.5)
    ('8', '7.5')
    """
    return f"{points:.2f}".rstrip("0").rstrip(".")


def praise(share: float) -> str:
    """One calm sentence. It says what to do next, never what the learner is."""
    if share >= 1:
        return _("Everything right. Cards will keep it that way.")
    if share >= 0.8:
        return _("Nearly all of it is right. Below is what is left.")
    if share >= 0.5:
        return _("More than half is right. Below is what to look at again.")
    return _("A first look. Read why below, then meet these facts again as cards.")


def result_context(found: ResultView) -> dict[str, Any]:
    outcomes = [outcome(reviewed) for reviewed in found.questions]
    is_certainty = found.attempt.mode == Mode.CERTAINTY
    marks = FULL if is_certainty else 1
    return {
        "result": found,
        "attempt": found.attempt,
        "is_certainty": is_certainty,
        "calibration": [
            {
                "word": word_of(level.certainty),
                "level": level,
                "told": told(level),
                "is_enough": level.count >= FEW,
                "least": level.expected[0],
                "width": level.expected[1] - level.expected[0],
            }
            for level in found.calibration
        ],
        "outcomes": outcomes,
        "told": [o for o in outcomes if o.verdict != "waiting"],
        "right": [o for o in outcomes if o.verdict == "right"],
        "missed": [o for o in outcomes if o.verdict not in ("right", "waiting")],
        "score": None if found.score is None else score_text(found.score * marks),
        "of": score_text(found.max_score * marks),
        "changes": [
            (score_text(note.was * marks), score_text(note.now * marks), note)
            for note in found.score_notes
        ],
        "praise": "" if found.share is None else praise(found.share),
    }
