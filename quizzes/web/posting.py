"""Addresses that only a form leads to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

View = Callable[..., HttpResponse]


def posted(page: str, *kept: str) -> Callable[[View], View]:
    """A view for what a learner's form sends. Opened as a page, as by loading again or after
    signing in anew, its address leads to `page`, with its own query and the arguments `kept`."""

    def decorated(view: View) -> View:
        @login_required
        @wraps(view)
        def wrapped(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **arguments)
            url = reverse(page, kwargs={name: arguments[name] for name in kept})
            query = request.GET.urlencode()
            return HttpResponseRedirect(f"{url}?{query}" if query else url)

        return wrapped

    return decorated
