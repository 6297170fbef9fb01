"""What every page needs to know about the person who reads it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class LearnerTimeZone:
    """Dates and times are shown in the learner's own zone, where one is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(getattr(request.user, "time_zone", "") or None):
            return self.get_response(request)
