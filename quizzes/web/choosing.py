"""Choosing what to study: everything, an exam, the mistakes, an article or one topic of it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes.selectors.exams import today_of
from quizzes.selectors.study import study_queue
from quizzes.selectors.study_choices import study_choices
from quizzes.services.exams import ExamError, keep_exam, remove_exam
from quizzes.web.keys import key_in
from quizzes.web.languages import content_language
from quizzes.web.users import learner_of

PROBLEMS = {
    "unknown_article": lambda: _("Choose an article or a topic."),
    "unknown_topic": lambda: _("Choose an article or a topic."),
    "no_day": lambda: _("Give the day of the exam."),
    "day_over": lambda: _("That day is over. Give a day to come."),
}


@never_cache
@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    return _page(request)


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the day of an exam on `of` (an article, or "article/topic"), and begin to study."""
    of = key_in(request.POST, "of") or ""
    article, _slash, topic = of.partition("/")
    try:
        day = _day(request.POST.get("day", ""))
        keep_exam(learner_of(request), article, topic or None, day, timezone.now())
    except ExamError as error:
        given = {"of": of, "day": request.POST.get("day", "")}
        return _page(request, {"problem": PROBLEMS[error.code](), "field": error.field} | given)
    scope = {"article": article, "topic": topic, "exam": day.isoformat()}
    named = urlencode({name: value for name, value in scope.items() if value})
    return HttpResponseRedirect(f"{reverse('study')}?{named}")


@login_required
@require_POST
def remove(request: HttpRequest, exam: int) -> HttpResponse:
    if remove_exam(learner_of(request), exam):
        messages.success(request, _("The exam is removed. Its cards come as usual."))
    return redirect("choose")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ExamError("no_day", "day") from error


def _page(request: HttpRequest, said: dict[str, str] | None = None) -> HttpResponse:
    learner, now = learner_of(request), timezone.now()
    context = {
        "choices": study_choices(learner, now, content_language(request)),
        "counts": study_queue(learner, now).counts,
        "today": today_of(learner, now),
    }
    return render(request, "study/choose.html", context | (said or {}))
