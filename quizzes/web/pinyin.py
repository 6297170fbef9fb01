"""Pinyin above Chinese words, for a reader who asks for it: a cookie, so also without scripts."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from quizzes.domain.generation.wording import ZH
from quizzes.domain.pinyin import Glossary, Ruby
from quizzes.selectors.pinyin import glossary
from quizzes.web.theme import YEAR, back_to

COOKIE = "pinyin"


@dataclass
class _Page:
    """A page being written: whether it shows pinyin, and whether a word of it has some."""

    is_shown: bool
    has_some: bool = False

    @cached_property
    def glossary(self) -> Glossary:
        """Read once, for the first text in Chinese."""
        return glossary()


# A template filter is not told whose page it writes.
_page: ContextVar[_Page | None] = ContextVar("pinyin", default=None)


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
    """Lets `with_pinyin` know the page that it writes for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _page.set(_Page(wants_pinyin(request)))
        try:
            return self.get_response(request)
        finally:
            _page.reset(token)


def with_pinyin(text: str, language: str) -> SafeString:
    """A text as HTML, with the pinyin of known words above them where the reader asked for it.

    It is hidden from screen readers, which read the characters themselves.
    """
    page = _page.get()
    if page is None or not language.lower().startswith("zh"):
        return conditional_escape(text)
    pieces = list(page.glossary.annotate(str(text)))
    page.has_some = page.has_some or any(piece.reading for piece in pieces)
    if not page.is_shown:
        return _unbroken(text)
    return format_html_join("", "{}", ((_written(piece),) for piece in pieces))


def choice() -> str:
    """Whether pinyin is "on" or "off"; "" where no word so far written on the page has any."""
    page = _page.get()
    if page is None or not page.has_some:
        return ""
    return "on" if page.is_shown else "off"


def _written(piece: Ruby) -> SafeString:
    if not piece.reading:
        return _unbroken(piece.text)
    return format_html(
        '<ruby>{}{}<rt lang="zh-Latn" aria-hidden="true">{}</rt>{}</ruby>',
        piece.text,
        _OPEN,
        piece.reading,
        _CLOSE,
    )


def _unbroken(text: str) -> SafeString:
    """A text as HTML, whose gaps do not begin on one line and end on the next."""
    if ZH.gap not in text:
        return conditional_escape(text)
    return format_html_join(_GAP, "{}", ((part,) for part in text.split(ZH.gap)))


_GAP = format_html('<span class="nowrap">{}</span>', ZH.gap)

# For a browser that knows no ruby: 和(hé)
_OPEN = mark_safe('<rp aria-hidden="true">(</rp>')
_CLOSE = mark_safe('<rp aria-hidden="true">)</rp>')
