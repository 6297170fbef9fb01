"""All questions of an attempt on one page: one form, whose fields have a prefix for each."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from quizzes.domain.responses import MalformedResponseError
from quizzes.models import Attempt
from quizzes.models.sitting import Layout, Mode
from quizzes.selectors.attempts import AttemptView, QuestionView, attempt_view, own_attempt
from quizzes.services import attempts as service
from quizzes.web.answers import (
    Refused,
    blank_of,
    parts_so_far,
    read_answer,
    refused,
    sent_revision,
)
from quizzes.web.certainty import sent_certainty
from quizzes.web.feedback import act_on, feedback_context
from quizzes.web.users import learner_of


def prefix_of(question: QuestionView) -> str:
    """What the names of a question's fields begin with."""
    return f"q{question.position}-"


def own_fields(data: QueryDict, prefix: str) -> QueryDict:
    """The fields of one question, by their names without the prefix.

    >>> own_fields(QueryDict("q1-option=a&q11-option=b"), "q1-").dict()
    {'option': 'a'}
    """
    found = QueryDict(mutable=True)
    for name in data:
        if name.startswith(prefix):
            found.setlist(name.removeprefix(prefix), data.getlist(name))
    return found


@never_cache
@login_required
def all_questions(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    try:
        attempt = service.settle(own_attempt(request.user, attempt_id), timezone.now())
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    view = attempt_view(attempt)
    if view.submitted_at or view.layout != Layout.ALL:
        return redirect("attempt", view.id)
    if request.method == "POST":
        return _keep_all(request, attempt, view)
    return _show(request, attempt, view, {})


def _show(
    request: HttpRequest, attempt: Attempt, view: AttemptView, problems: dict[int, Refused]
) -> HttpResponse:
    rows = [_row(request, attempt, view, each, problems) for each in view.questions]
    context = {"attempt": view, "rows": rows, "total": view.total, "answered": view.answered}
    status = 422 if problems else 200
    return render(request, "attempts/all.html", context, status=status)


def _row(
    request: HttpRequest,
    attempt: Attempt,
    view: AttemptView,
    question: QuestionView,
    problems: dict[int, Refused],
) -> dict[str, Any]:
    pre, refusal = prefix_of(question), problems.get(question.position)
    return {
        "question": question,
        "pre": pre,
        "url": reverse("question", args=[view.id, question.position]),
        "partial": f"attempts/forms/{question.form}.html",
        **(vars(refusal) if refusal else {"parts": parts_so_far(question)}),
        **feedback_context(attempt, view, question),
    }


def _keep_all(request: HttpRequest, attempt: Attempt, view: AttemptView) -> HttpResponse:
    """Keep every answer that changed; show those that could not be read."""
    problems: dict[int, Refused] = {}
    for question in view.questions:
        try:
            _keep(request, view, question)
        except MalformedResponseError as error:
            sent = own_fields(request.POST, prefix_of(question))
            problems[question.position] = refused(question, sent, error)
        except (service.StaleAnswerError, service.AnswerShownError):
            continue  # what is kept is newer, or was shown: the page tells it
        except service.AttemptSubmittedError:
            return redirect("result", view.id)
    if problems:
        return _show(request, attempt, attempt_view(attempt), problems)
    action, _dash, place = request.POST.get("go", "").partition("-")
    asked = view.question(int(place)) if place.isdecimal() and len(place) < 5 else None
    if asked is None:
        return redirect("review", view.id)
    act_on(request, view, asked, action)
    url = reverse("all", args=[view.id])
    return HttpResponseRedirect(f"{url}#question-{asked.position}")


def _keep(request: HttpRequest, view: AttemptView, question: QuestionView) -> None:
    sent = own_fields(request.POST, prefix_of(question))
    certainty = sent_certainty(sent) if view.mode == Mode.CERTAINTY else None
    answer = read_answer(question.form, sent) or blank_of(question)
    if answer is None and certainty and question.answer is None:
        answer = {}
    is_kept = question.answer == answer and certainty in (None, question.certainty)
    if answer is None or is_kept or question.is_settled:
        return
    learner, now, revision = learner_of(request), timezone.now(), sent_revision(sent)
    service.save_response(view.id, learner, question.position, answer, now, revision, certainty)
