"""The language that questions and facts are shown in, chosen apart from that of the pages.

Who is signed in chooses it among their preferences; a visitor's choice is a cookie.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from quizzes.web.theme import YEAR, back_to

COOKIE = "content_language"


def chosen_language(request: HttpRequest) -> str:
    """What was chosen for questions; "" for the language of the page."""
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    if user is not None and user.is_authenticated:
        return str(user.content_language)
    return _known(request.COOKIES.get(COOKIE, ""))


def content_language(request: HttpRequest) -> str:
    """The language of questions for this reader."""
    return chosen_language(request) or get_language() or "en"


@require_POST
def set_content_language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(back_to(request))
    if chosen := _known(request.POST.get("language", "")):
        secure = request.is_secure()
        response.set_cookie(
            COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=secure
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _known(code: str) -> str:
    return code if code in dict(settings.LANGUAGES) else ""
