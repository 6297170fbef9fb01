"""What every page needs to know about the person who reads it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class LearnerTimeZone:
    """Dates and times are shown in the learner's own zone, where one is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(getattr(request.user, "time_zone", "") or None):
            return self.get_response(request)


class NothingStays:
    """Whoever signs out, here or at the admin, leaves no card and no page on the device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_known = request.method == "POST" and SESSION_KEY in request.session
        response = self.get_response(request)
        if was_known and SESSION_KEY not in request.session:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
