"""Feedback after each question: what its page shows, and the buttons that ask for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.domain.items import Form
from quizzes.models import Attempt
from quizzes.models.sitting import Feedback, Mode
from quizzes.selectors.attempts import AttemptView, QuestionView
from quizzes.selectors.feedback import checked_question
from quizzes.services import attempts as service
from quizzes.services.attempt_errors import FeedbackLaterError, NothingToCheckError
from quizzes.services.checking import check_answer, give_up
from quizzes.web.certainty import levels
from quizzes.web.results import outcome
from quizzes.web.users import learner_of

ACTIONS = {"check", "reveal", "flag"}
"""What a button of a question can ask for besides another page."""


def feedback_context(attempt: Attempt, view: AttemptView, asked: QuestionView) -> dict[str, Any]:
    """How the tries of a question stand; once it is settled, the outcome to show."""
    context: dict[str, Any] = {
        "levels": levels(_choices(asked)) if view.mode == Mode.CERTAINTY else (),
        "is_each": view.feedback == Feedback.EACH,
    }
    if asked.is_settled:
        told = checked_question(attempt, asked.position).feedback
        context["outcome"] = outcome(told) if told else None
        context["next_url"] = next_url(view, asked)
    elif asked.checked_score is not None:
        context["tried"] = "partly" if asked.checked_score > 0 else "wrong"
        context["next_worth"] = asked.next_worth
    return context


def _choices(asked: QuestionView) -> int:
    """How many fields of a question are chosen by a number key."""
    match asked.form:
        case Form.SINGLE_CHOICE | Form.MULTIPLE_CHOICE:
            return len(asked.options)
        case Form.TRUE_FALSE:
            return 2
        case _:
            return 0


def next_url(view: AttemptView, asked: QuestionView) -> str:
    """The question after this one; after the last, looking over."""
    if asked.position >= view.total:
        return reverse("review", args=[view.id])
    return reverse("question", args=[view.id, asked.position + 1])


def act(request: HttpRequest, view: AttemptView, asked: QuestionView) -> HttpResponse:
    """Do what the pressed button asks for, and show the question again."""
    action = request.POST["go"]
    if not act_on(request, view, asked, action):
        return HttpResponseRedirect(reverse("result", args=[view.id]))
    url = reverse("question", args=[view.id, asked.position])
    return HttpResponseRedirect(url + ("" if action == "flag" else "#feedback"))


def act_on(request: HttpRequest, view: AttemptView, asked: QuestionView, action: str) -> bool:
    """Check, reveal or flag a question; False where the attempt is over."""
    learner, now = learner_of(request), timezone.now()
    place = view.id, learner, asked.position
    try:
        match action:
            case "check":
                check_answer(*place, now)
            case "reveal":
                give_up(*place, now)
            case "flag":
                service.set_flag(*place, not asked.is_flagged, now)
    except NothingToCheckError:
        messages.info(request, _("Give an answer first, or see the right one."))
    except FeedbackLaterError:
        messages.info(
            request,
            _(
                "Another quiz that you have open asks the same. Your answer is kept, and checked"
                " when you hand in."
            ),
        )
    except service.AttemptSubmittedError:
        return False
    return True
