"""What templates need and Django does not bring: language tags, the theme, charts, place."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quizzes.selectors.words import Words
from quizzes.web.certainty import signed
from quizzes.web.charts import LineChart, line_chart
from quizzes.web.languages import chosen_language
from quizzes.web.pinyin import choice, with_pinyin
from quizzes.web.theme import theme_of

register = template.Library()
register.filter("signed", signed)


@register.filter
def bcp47(code: str) -> str:
    """Django's language code as HTML wants it.

    >>> bcp47("zh-hans"), bcp47("en")
    ('zh-Hans', 'en')
    """
    head, _, tail = code.partition("-")
    return f"{head}-{tail.title()}" if len(tail) == 4 else code


@register.simple_tag
def html_lang() -> str:
    return bcp47(get_language() or "en")


@register.simple_tag
def gap() -> str:
    """What stands between two sentences: nothing in Chinese, whose signs bring their own space."""
    return "" if (get_language() or "").startswith("zh") else " "


@register.filter
def near(moment: datetime) -> str:
    """A moment to come as people say it: today and tomorrow by their names, then by the date."""
    local = timezone.localtime(moment)
    days = (local.date() - timezone.localdate()).days
    if days not in (0, 1):
        return date_format(local, "DATETIME_FORMAT")
    words = _("tomorrow, %(time)s") if days else _("today, %(time)s")
    return words % {"time": time_format(local, "TIME_FORMAT")}


@register.simple_tag(takes_context=True)
def theme(context: dict[str, Any]) -> str:
    """The reader's choice: "light", "dark", or "" when the system decides."""
    request: HttpRequest | None = context.get("request")
    return theme_of(request) if request else ""


@register.simple_tag(takes_context=True)
def content_choice(context: dict[str, Any]) -> str:
    """The language chosen for questions, or "" for that of the page."""
    request: HttpRequest | None = context.get("request")
    return chosen_language(request) if request else ""


@register.simple_tag(takes_context=True)
def return_path(context: dict[str, Any]) -> str:
    """Where a switch of language or theme comes back to: this page, or the one whose form led to
    it, for what was posted may not be an address that can be opened."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return "/"
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.META.get("HTTP_HOST"):  # a host that is refused has no name
        return "/"
    return came_from._replace(scheme="", netloc="", fragment="").geturl() or "/"


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], url: str) -> SafeString:
    """`aria-current` for a link of the navigation that leads to this page or stands above it."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    if path == url:
        return format_html(' aria-current="{}"', "page")
    if url != "/" and path.startswith(url):
        return format_html(' aria-current="{}"', "true")
    return SafeString("")


@register.filter
def at(mapping: Mapping[str, str] | None, key: str) -> str:
    """What a mapping has for a key that the template only knows by name; "" for nothing.

    >>> at({"a": "1"}, "a"), at({}, "a")
    ('1', '')
    """
    return mapping.get(key, "") if mapping else ""


@register.filter
def percent(share: float | None) -> str:
    """
    >>> percent(0.7), percent(None)
    ('70%', '–')
    """
    return "–" if share is None else f"{float(share) * 100:.0f}%"


@register.filter
def share_of(part: float, whole: float) -> str:
    """A length in per cent for SVG, in which a decimal comma would be an error.

    >>> share_of(3, 10), share_of(1, 0)
    ('30.00%', '0.00%')
    """
    return f"{100 * part / whole if whole else 0:.2f}%"


@register.inclusion_tag("components/chart.html")
def chart(
    series: Iterable[tuple[str, float]], title: str, label_heading: str = ""
) -> dict[str, Any]:
    drawn: LineChart = line_chart(series)
    return {"chart": drawn, "title": title, "label_heading": label_heading}


@register.inclusion_tag("components/spark.html")
def spark(shares: Iterable[float]) -> dict[str, Any]:
    """A line the height of the text; what it shows is read out as a list of percentages."""
    values = list(shares)
    words = ", ".join(percent(share) for share in values)
    return {"chart": line_chart(("", share) for share in values), "words": words}


@register.filter
def spoken(words: Words) -> SafeString:
    """The words in a span that says which language they are in."""
    if not words.language:
        return SafeString("")
    shown = with_pinyin(words.text, words.language)
    return format_html('<span lang="{}">{}</span>', bcp47(words.language), shown)


@register.filter
def pinyin(text: str, language: str) -> SafeString:
    """A text in a language, with pinyin above its Chinese words where the reader asked for it."""
    return with_pinyin(text, language)


register.simple_tag(choice, name="pinyin_choice")
