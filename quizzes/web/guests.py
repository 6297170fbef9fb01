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

from quizsite.addresses import client_address
from quizzes.models import Quiz
from quizzes.permissions import can_take_as_guest
from quizzes.selectors.quizzes import quiz_page
from quizzes.services.access import check_visitor
from quizzes.services.attempt_errors import StartRefusedError
from quizzes.services.guests import make_guest
from quizzes.web.certainty import levels
from quizzes.web.languages import chosen_language, content_language
from quizzes.web.sitting import start_problem

BACKEND = "django.contrib.auth.backends.ModelBackend"
View = Callable[..., HttpResponse]


class GuestThrottle(SimpleRateThrottle):
    """So many new guests an hour from one address: enough for a school, not for a flood."""

    scope = "guests"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class SignUpThrottle(GuestThrottle):
    """The same of new accounts."""

    scope = "signups"


def has_room(request: HttpRequest, throttle: type[GuestThrottle]) -> bool:
    """Whether one more may come from this address; it is counted."""
    # It asks a request for nothing but its address, which Django's own has too.
    return throttle().allow_request(cast(Request, request), APIView())


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
                login(request, make_guest(chosen_language(request)), BACKEND)
        return login_required(view)(request, key, **options)

    return welcoming


def _refusal(request: HttpRequest, quiz: Quiz) -> HttpResponse | None:
    """What a visitor is told who cannot start now: of them no guest is made."""
    code = request.POST.get("access_code", "")
    try:
        check_visitor(quiz, client_address(request), timezone.now(), code)
    except StartRefusedError as error:
        told = {"code_problem": start_problem(error), "levels": levels()}
        return _page(request, quiz, told, 422)
    return (
        None
        if has_room(request, GuestThrottle)
        else _page(request, quiz, {"is_crowded": True}, 429)
    )


def _page(request: HttpRequest, quiz: Quiz, told: dict[str, Any], status: int) -> HttpResponse:
    page = quiz_page(request.user, quiz, content_language(request))
    return render(request, "attempts/quiz.html", {"quiz": page, **told}, status=status)
