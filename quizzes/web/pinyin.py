"""Pinyin above Chinese words, for a reader who asks for it: a cookie, so also without scripts."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from quizzes.domain.pinyin import Glossary, Ruby
from quizzes.selectors.pinyin import glossary
from quizzes.web.theme import YEAR, back_to

COOKIE = "pinyin"

# What the filter looks words up in; a template filter is not told whose page it writes.
_asked_for: ContextVar[Callable[[], Glossary] | None] = ContextVar("pinyin", default=None)


def wants_pinyin(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) == "1"


@require_POST
def set_pinyin(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(back_to(request))
    if request.POST.get("pinyin") == "1":
        secure = request.is_secure()
        response.set_cookie(COOKIE, "1", max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


class PinyinOnRequest:
    """Lets `with_pinyin` find the words, for readers who want them; read once, when first used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _asked_for.set(cache(glossary) if wants_pinyin(request) else None)
        try:
            return self.get_response(request)
        finally:
            _asked_for.reset(token)


def with_pinyin(text: str, language: str) -> SafeString:
    """A text as HTML, with the pinyin of known words above them where the reader asked for it.

    It is hidden from screen readers, which read the characters themselves.
    """
    find = _asked_for.get()
    if find is None or not language.lower().startswith("zh"):
        return conditional_escape(text)
    return format_html_join("", "{}", ((_written(piece),) for piece in find().annotate(str(text))))


def _written(piece: Ruby) -> SafeString:
    if not piece.reading:
        return conditional_escape(piece.text)
    return format_html(
        '<ruby>{}{}<rt lang="zh-Latn" aria-hidden="true">{}</rt>{}</ruby>',
        piece.text,
        _OPEN,
        piece.reading,
        _CLOSE,
    )


# For a browser that knows no ruby: 和(hé)
_OPEN = mark_safe('<rp aria-hidden="true">(</rp>')
_CLOSE = mark_safe('<rp aria-hidden="true">)</rp>')
