"""A study session: a card is shown, recalled, looked at, and rated."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.domain.memory.settings import Rating
from quizzes.models import User
from quizzes.selectors.corrected import CorrectionNote, correction_note
from quizzes.selectors.exams import today_of
from quizzes.selectors.kept_back import is_kept_back
from quizzes.selectors.leeches import count_aside, is_set_aside
from quizzes.selectors.mistakes import mistakes, to_practise
from quizzes.selectors.progress import days_studied
from quizzes.selectors.study import (
    CardView,
    StudyCounts,
    find_card,
    is_gone,
    next_card,
    study_queue,
)
from quizzes.selectors.study_exam import exam_cards, exam_queue
from quizzes.services.study import ReviewError, record_review, undo_last_review
from quizzes.web.keys import key_in
from quizzes.web.languages import content_language
from quizzes.web.posting import posted
from quizzes.web.ratings import ratings_of
from quizzes.web.users import learner_of

MORE_NEW = 10
"""New cards beyond the daily limit, a portion at a time."""


def read_scope(request: HttpRequest) -> dict[str, Any]:
    """What is studied: an article, a topic, more new cards than the day's; or the mistakes."""
    asked = request.POST if request.method == "POST" else request.GET
    named = ((name, key_in(asked, name)) for name in ("article", "topic"))
    scope: dict[str, Any] = {name: key for name, key in named if key}
    if (exam := _day(asked.get("exam", ""))) and "article" in scope:
        scope["exam"] = exam
    if asked.get("more") == "1":
        scope["more_new"] = MORE_NEW
    if asked.get("mistakes") == "1":
        scope["mistakes"] = True
    return scope


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _query(scope: dict[str, Any]) -> str:
    named = {"more_new": "more", "mistakes": "mistakes"}
    return urlencode({named.get(k, k): 1 if k in named else v for k, v in scope.items()})


def to_page(name: str, scope: dict[str, Any], *args: str) -> HttpResponseRedirect:
    query = _query(scope)
    return HttpResponseRedirect(reverse(name, args=args) + (f"?{query}" if query else ""))


@never_cache
@login_required
@require_safe
def study(request: HttpRequest) -> HttpResponse:
    scope, now, language = read_scope(request), timezone.now(), content_language(request)
    if "mistakes" in scope:
        return _practise(request, scope)
    if "exam" in scope:
        if scope["exam"] < today_of(learner_of(request), now):
            messages.info(request, _("The day of the exam is over."))
            return to_page("study", {k: v for k, v in scope.items() if k != "exam"})
        found, counts = exam_cards(learner_of(request), now, language, **_cards_of(scope), limit=1)
        card = found[0] if found else None
    else:
        card, counts = next_card(learner_of(request), now, language, **scope)
    context = _front(request, card, counts, scope)
    if card is None:
        context["aside"] = count_aside(learner_of(request))
        context["days_studied"] = days_studied(learner_of(request), now)
    return render(request, "study/front.html" if card else "study/empty.html", context)


def _front(
    request: HttpRequest, card: CardView | None, counts: StudyCounts, scope: dict[str, Any]
) -> dict[str, Any]:
    return {
        "card": card,
        "correction": card and _correction(request, card.point),
        "counts": counts,
        "query": _query(scope),
        "scope": scope,
    }


def _practise(request: HttpRequest, scope: dict[str, Any]) -> HttpResponse:
    """The card of the mistake that was answered longest ago, until each was right today."""
    learner, now, language = learner_of(request), timezone.now(), content_language(request)
    found = mistakes(learner, now, scope.get("article"), scope.get("topic"))
    due = to_practise(found)
    cards = (find_card(learner, each.point, now, language) for each in due)
    card = next(filter(None, cards), None)
    context = _front(request, card, study_queue(learner, now).counts, scope)
    context |= {"to_practise": len(due), "left": len(found)}
    return render(request, "study/front.html" if card else "mistakes/done.html", context)


@never_cache
@login_required
def answer(request: HttpRequest, point: str) -> HttpResponse:
    """The back of a card, with what each rating would do; a rating is sent to the same address."""
    return _rate(request, point) if request.method == "POST" else back_page(request, point)


def card_page(request: HttpRequest, point: str, said: dict[str, Any]) -> HttpResponse:
    """The front of a card again, with what was typed and why it cannot be read."""
    learner, scope, now = learner_of(request), read_scope(request), timezone.now()
    card = find_card(learner, point, now, content_language(request))
    if card is None:
        return _no_card(request, point)
    counts = _counts(learner, now, scope)
    context = _front(request, card, counts, scope) | said
    context["to_practise"] = _left_to_practise(learner, now, scope)
    return render(request, "study/front.html", context)


def back_page(request: HttpRequest, point: str, typed: object = None) -> HttpResponse:
    """The back of a card; `typed` is an answer and its mark, where it was typed."""
    scope, now = read_scope(request), timezone.now()
    learner = learner_of(request)
    if is_kept_back(learner, point):
        messages.info(request, _("This card waits until you hand in your quiz."))
        return to_page("study", scope)
    card = find_card(learner, point, now, content_language(request))
    if card is None:
        return _no_card(request, point)
    context = {
        "card": card,
        "correction": _correction(request, point),
        "counts": _counts(learner, now, scope),
        "to_practise": _left_to_practise(learner, now, scope),
        "query": _query(scope),
        "scope": scope,
        "ratings": ratings_of(card, learner),
        "review_id": uuid.uuid4(),
        "typed": typed,
        "action": reverse("card", args=[point]),
    }
    return render(request, "study/back.html", context)


def _no_card(request: HttpRequest, point: str) -> HttpResponse:
    """To the next card, where this one was withdrawn while it was being studied."""
    if not is_gone(learner_of(request), point):
        raise Http404
    messages.info(request, _("This card is no longer among your cards."))
    return to_page("study", read_scope(request))


def _counts(learner: User, now: datetime, scope: dict[str, Any]) -> StudyCounts:
    queue = exam_queue if "exam" in scope else study_queue
    return queue(learner, now, **_cards_of(scope)).counts


def _cards_of(scope: dict[str, Any]) -> dict[str, Any]:
    left_out = {"mistakes", "more_new"} if "exam" in scope else {"mistakes"}
    return {name: value for name, value in scope.items() if name not in left_out}


def _left_to_practise(learner: User, now: datetime, scope: dict[str, Any]) -> int:
    if "mistakes" not in scope:
        return 0
    return len(to_practise(mistakes(learner, now, scope.get("article"), scope.get("topic"))))


def _correction(request: HttpRequest, point: str) -> CorrectionNote | None:
    return correction_note(learner_of(request), point, content_language(request))


def _rate(request: HttpRequest, point: str) -> HttpResponse:
    try:
        rating, review_id = Rating(int(request.POST["rating"])), uuid.UUID(request.POST["id"])
    except (KeyError, ValueError):
        return HttpResponseRedirect(request.get_full_path())
    now = timezone.now()
    try:
        done = record_review(learner_of(request), review_id, point, rating, now, now)
    except ReviewError:
        return _no_card(request, point)
    if done.is_new and rating is Rating.AGAIN and is_set_aside(learner_of(request), point):
        messages.info(request, _said_aside())
    return to_page("study", read_scope(request))


def _said_aside() -> SafeString:
    return format_html(
        '{} <a href="{}">{}</a>',
        _("You forgot this card so often that it is set aside now."),
        reverse("aside"),
        _("What may help"),
    )


@posted("study")
def undo(request: HttpRequest) -> HttpResponse:
    undone = undo_last_review(learner_of(request), timezone.now())
    scope = read_scope(request)
    if undone is None:
        messages.info(request, _("There is nothing to take back today."))
        return to_page("study", scope)
    if is_gone(learner_of(request), undone.point):
        messages.success(request, _("Taken back. This card is no longer among your cards."))
        return to_page("study", scope)
    messages.success(request, _("Taken back. Rate this card again."))
    return to_page("card", scope, undone.point)
