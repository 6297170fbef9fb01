"""The language that questions and facts are shown in, chosen apart from that of the pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language


def content_language(request: HttpRequest) -> str:
    """The learner's choice, else the language of the page."""
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    return getattr(user, "content_language", "") or get_language() or "en"
