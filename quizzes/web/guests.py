"""Visitors who take an open quiz without an account: a guest is made when they start it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from quizzes.models import Quiz
from quizzes.permissions import can_take_as_guest
from quizzes.selectors.quizzes import quiz_page
from quizzes.services.guests import make_guest
from quizzes.web.languages import content_language

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
                if not _has_room(request):
                    return _too_many(request, quiz)
                login(request, make_guest(), BACKEND)
        return login_required(view)(request, key, **options)

    return welcoming


def _has_room(request: HttpRequest) -> bool:
    # It asks a request for nothing but its address, which Django's own has too.
    return GuestThrottle().allow_request(cast(Request, request), APIView())


def _too_many(request: HttpRequest, quiz: Quiz) -> HttpResponse:
    page = quiz_page(request.user, quiz, content_language(request))
    context = {"quiz": page, "is_crowded": True}
    return render(request, "attempts/quiz.html", context, status=429)
