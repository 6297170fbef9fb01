"""Visitors who take an open quiz without an account: a guest is made when they start it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from quizzes.models import Quiz
from quizzes.permissions import can_take_as_guest
from quizzes.selectors.quizzes import quiz_page
from quizzes.services.access import check_visitor
from quizzes.services.attempt_errors import StartRefusedError
from quizzes.services.guests import make_guest
from quizzes.web.certainty import levels
from quizzes.web.languages import content_language
from quizzes.web.sitting import start_problem

BACKEND = "django.contrib.auth.backends.ModelBackend"
View = Callable[..., HttpResponse]


class GuestThrottle(SimpleRateThrottle):
    """So many new guests an hour from one address: enough for a school, not for a flood."""

    scope = "guests"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


def guests_welcome(view: View) -> View:
    """Let a visitor start a quiz that is open to guests; for any other, ask to sign in.

    Only a POST makes a guest: crawlers, previews and readers leave nothing behind.
    """

    @wraps(view)
    def welcoming(request: HttpRequest, key: str, **options: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            quiz = Quiz.objects.filter(key=key).first()
            if quiz is not None and can_take_as_guest(quiz):
                if refusal := _refusal(request, quiz):
                    return refusal
                login(request, make_guest(), BACKEND)
        return login_required(view)(request, key, **options)

    return welcoming


def _refusal(request: HttpRequest, quiz: Quiz) -> HttpResponse | None:
    """What a visitor is told who cannot start now: of them no guest is made."""
    # It asks a request for nothing but its address, which Django's own has too.
    address = GuestThrottle().get_ident(cast(Request, request))
    try:
        check_visitor(quiz, address, timezone.now(), request.POST.get("access_code", ""))
    except StartRefusedError as error:
        told = {"code_problem": start_problem(error), "levels": levels()}
        return _page(request, quiz, told, 422)
    return None if _has_room(request) else _page(request, quiz, {"is_crowded": True}, 429)


def _has_room(request: HttpRequest) -> bool:
    return GuestThrottle().allow_request(cast(Request, request), APIView())


def _page(request: HttpRequest, quiz: Quiz, told: dict[str, Any], status: int) -> HttpResponse:
    page = quiz_page(request.user, quiz, content_language(request))
    return render(request, "attempts/quiz.html", {"quiz": page, **told}, status=status)
