"""Taking a quiz: one question at a time, each answer kept before the next question is shown."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizsite.addresses import client_address
from quizzes.domain.responses import MalformedResponseError
from quizzes.models import Attempt, Quiz, User
from quizzes.models.sitting import Layout, Mode
from quizzes.permissions import can_take_quiz, visible_quizzes
from quizzes.selectors.attempts import (
    AttemptView,
    QuestionView,
    attempt_view,
    own_attempt,
    visible_attempt,
)
from quizzes.selectors.quizzes import quiz_page, quiz_standing
from quizzes.selectors.results import NotSubmittedError, result_view
from quizzes.selectors.withheld import ResultWithheldError
from quizzes.selectors.words import words_of
from quizzes.services import attempts as service
from quizzes.services.attempt_errors import NotThisQuestionError, StartRefusedError
from quizzes.web.answers import (
    Refused,
    blank_of,
    is_answered,
    parts_so_far,
    read_answer,
    refused,
    sent_revision,
)
from quizzes.web.certainty import levels, sent_certainty
from quizzes.web.feedback import ACTIONS, act, feedback_context
from quizzes.web.guests import guests_welcome
from quizzes.web.languages import content_language
from quizzes.web.posting import posted
from quizzes.web.results import result_context
from quizzes.web.sitting import start_problem
from quizzes.web.users import learner_of


@require_safe
def quiz(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(visible_quizzes(request.user, Quiz.objects.all()), key=key)
    return _show_quiz(request, found)


def _show_quiz(request: HttpRequest, found: Quiz, problem: str = "") -> HttpResponse:
    """The page of a quiz; with what is wrong with the access code that was given."""
    if isinstance(request.user, User):
        service.submit_expired(timezone.now(), request.user)
    page = quiz_page(request.user, found, content_language(request))
    context = {"quiz": page, "code_problem": problem, "levels": levels()}
    return render(request, "attempts/quiz.html", context, status=422 if problem else 200)


@guests_welcome
def start(request: HttpRequest, key: str) -> HttpResponse:
    if request.method != "POST":  # back from signing in, or an address kept from before
        return redirect("quiz", key)
    found = get_object_or_404(visible_quizzes(request.user, Quiz.objects.all()), key=key)
    if not can_take_quiz(request.user, found):
        raise Http404
    try:
        attempt = service.start_attempt(
            learner_of(request),
            found,
            content_language(request),
            timezone.now(),
            code=request.POST.get("access_code", ""),
            address=client_address(request),
        )
    except service.NothingToDrawError:
        messages.warning(request, _("This quiz has no questions yet."))
        return redirect("quiz", key)
    except StartRefusedError as error:
        return _show_quiz(request, found, start_problem(error))
    return redirect("attempt", attempt.pk)


def _own(request: HttpRequest, attempt_id: uuid.UUID) -> Attempt:
    try:
        return service.settle(own_attempt(request.user, attempt_id), timezone.now())
    except Attempt.DoesNotExist as error:
        raise Http404 from error


@never_cache
@login_required
def resume(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """To where the attempt stands: the first open question, the review, or the result."""
    view = attempt_view(_own(request, attempt_id))
    if view.submitted_at:
        return redirect("result", view.id)
    if view.next_position is None:
        return redirect("review", view.id)
    if view.layout == Layout.ALL:
        return redirect("all", view.id)
    return redirect("question", view.id, view.next_position)


@never_cache
@login_required
def question(request: HttpRequest, attempt_id: uuid.UUID, position: int) -> HttpResponse:
    attempt = _own(request, attempt_id)
    view = attempt_view(attempt)
    if view.submitted_at:
        return redirect("result", view.id)
    if view.is_forward and position != view.reached:
        return redirect("attempt", view.id)
    asked = view.question(position)
    if asked is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, attempt, view, asked)
    if view.layout == Layout.ALL:
        return HttpResponseRedirect(f"{reverse('all', args=[view.id])}#question-{position}")
    return _show(request, attempt, view, asked)


def _show(
    request: HttpRequest,
    attempt: Attempt,
    view: AttemptView,
    asked: QuestionView,
    refusal: Refused | None = None,
    is_newer: bool = False,
) -> HttpResponse:
    context = {
        "attempt": view,
        "question": asked,
        "partial": f"attempts/forms/{asked.form}.html",
        "jumps": _jumps(view),
        "answered": sum(is_answered(q.answer) for q in view.questions),
        "total": view.total,
        "is_last": asked.position == view.total,
        "is_newer": is_newer,
        **(vars(refusal) if refusal else {"parts": parts_so_far(asked)}),
        **feedback_context(attempt, view, asked),
    }
    status = 409 if is_newer else 422 if refusal else 200
    page = "attempts/settled.html" if asked.is_settled else "attempts/question.html"
    return render(request, page, context, status=status)


def _jumps(view: AttemptView) -> list[dict[str, object]]:
    return [
        {
            "position": q.position,
            "answered": is_answered(q.answer),
            "question": q,
            "url": reverse("question", args=[view.id, q.position]),
        }
        for q in view.questions
    ]


def _answer(
    request: HttpRequest, attempt: Attempt, view: AttemptView, asked: QuestionView
) -> HttpResponse:
    answer = read_answer(asked.form, request.POST) or blank_of(asked)
    number = asked.revision
    certainty = sent_certainty(request.POST) if view.mode == Mode.CERTAINTY else None
    if certainty and answer is None and asked.answer is None:
        answer = {}  # how sure was said first
    try:
        if answer is not None:
            number = service.save_response(
                view.id,
                learner_of(request),
                asked.position,
                answer,
                timezone.now(),
                sent_revision(request.POST),
                certainty,
            ).revision
    except service.StaleAnswerError:
        return _show_newer(request, view.id, asked.position)
    except MalformedResponseError as error:
        return _show(request, attempt, view, asked, refused(asked, request.POST, error))
    except service.AnswerShownError:
        return redirect("question", view.id, asked.position)
    except service.AttemptSubmittedError:
        return redirect("result", view.id)
    except NotThisQuestionError:
        return redirect("attempt", view.id)
    if request.headers.get("X-Background-Save"):
        saved = render(request, "attempts/saved.html")
        saved["X-Revision"] = str(number)
        return saved
    if request.POST.get("go") in ACTIONS:
        return act(request, view, asked)
    return _onward(request, view, asked)


def _show_newer(request: HttpRequest, attempt_id: uuid.UUID, position: int) -> HttpResponse:
    """The question with the answer that is kept: it came from elsewhere after this page did."""
    attempt = _own(request, attempt_id)
    view = attempt_view(attempt)
    asked = view.question(position)
    if asked is None:
        raise Http404
    return _show(request, attempt, view, asked, is_newer=True)


def _onward(request: HttpRequest, view: AttemptView, asked: QuestionView) -> HttpResponse:
    """To the page that the pressed button names; to the next question without one."""
    go = request.POST.get("go", "next")
    if go == "leave":
        return redirect("home")
    if view.is_forward and go == "next":
        service.move_on(view.id, learner_of(request), asked.position, timezone.now())
        return redirect("attempt", view.id)
    if go == "next" and "open" in request.GET:
        return _to_next_open(view, asked)
    target = asked.position + {"previous": -1, "next": 1}.get(go, 0)
    if go == "review" or target > view.total:
        return redirect("review", view.id)
    return HttpResponseRedirect(reverse("question", args=[view.id, max(target, 1)]))


def _to_next_open(view: AttemptView, asked: QuestionView) -> HttpResponse:
    """Who came from looking over goes through the open questions only, and back to it."""
    later = [q.position for q in view.questions[asked.position :] if not q.is_answered]
    if not later:
        return redirect("review", view.id)
    return HttpResponseRedirect(reverse("question", args=[view.id, later[0]]) + "?open=1")


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    view = attempt_view(_own(request, attempt_id))
    if view.submitted_at:
        return redirect("result", view.id)
    jumps = _jumps(view)
    context = {
        "attempt": view,
        "jumps": jumps,
        "missing": [jump for jump in jumps if not jump["answered"]],
        "total": view.total,
        "answered": sum(bool(jump["answered"]) for jump in jumps),
    }
    return render(request, "attempts/review.html", context)


@posted("attempt", "attempt_id")
def submit(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    hand_in = service.submit_if_due if "time_up" in request.POST else service.submit
    try:
        attempt = hand_in(attempt_id, learner_of(request), timezone.now())
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    return redirect("result" if attempt.submitted_at else "attempt", attempt_id)


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    try:
        attempt = service.settle(visible_attempt(request.user, attempt_id), timezone.now())
        found = result_view(attempt, is_own=attempt.learner_id == request.user.pk)
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    except NotSubmittedError:
        return redirect("attempt", attempt_id)
    except ResultWithheldError as error:
        context = {
            "title": words_of(attempt.quiz, "title", attempt.language),
            "closes_at": error.closes_at,
            "expired": attempt.expired,
        }
        return render(request, "attempts/waiting.html", context)
    context = result_context(found) | _standing(request, attempt)
    return render(request, "attempts/result.html", context)


def _standing(request: HttpRequest, attempt: Attempt) -> dict[str, object]:
    """How the learner stands with the quiz; nothing for a teacher who looks at the result."""
    if attempt.learner_id != request.user.pk:
        return {}
    found, taken = quiz_standing(request.user, attempt.quiz)
    return {"standing": found, "taken": taken}
