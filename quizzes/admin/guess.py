"""What a selected piece of a statement is: the kind, amount, unit and bound that its words say."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from quizzes.admin.entity_book import EntityBook
from quizzes.admin.pages import OfModelAdmin
from quizzes.domain.facts import EntityRef
from quizzes.domain.proposals import FoundValue, Language, NewName, Reader
from quizzes.domain.proposals.candidates import point_name
from quizzes.domain.proposals.found import Figure
from quizzes.domain.values.dates import PartialDate
from quizzes.models import Article, Unit
from quizzes.models.facts import BOUND_NAMES, KIND_NAMES
from quizzes.selectors.reading import make_reader

LONGEST = 200


class Guessing(OfModelAdmin):
    """For the admin of facts: an answer to "what is this?" of a selection in a statement."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.guess_view))
        return [path("guess/", view, name="quizzes_fact_guess"), *super().get_urls()]

    def guess_view(self, request: HttpRequest) -> JsonResponse:
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        text = request.POST.get("text", "").strip()
        if not text or len(text) > LONGEST:
            said = gettext("Select the words of one value, at most %(n)s characters.")
            return JsonResponse({"problem": said % {"n": LONGEST}}, status=400)
        chosen = request.POST.get("article", "")
        article = Article.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
        published = article.published_on if article else timezone.localdate()
        chinese = request.POST.get("language", "").startswith("zh")
        language = Language.CHINESE if chinese else Language.ENGLISH
        reader = make_reader()
        return JsonResponse(_told(text, language, reader.guess(text, language, published), reader))


def _told(
    text: str, language: Language, found: FoundValue | None, reader: Reader
) -> dict[str, Any]:
    """The fields of a point to fill; `before` and `after` are words that stay in the statement."""
    if found is None or isinstance(found.value, NewName):
        said = gettext("Marked as a term. Check it below.")
        return {"name": "term", "fields": {"kind": "term", _term(language): text}, "said": said}
    told = {
        "name": point_name(found, reader),
        "fields": {"kind": found.kind.value, **_fields(found)},
        "before": text[: found.start],
        "after": text[found.end :],
        "said": _said(found),
    }
    if isinstance(found.value, Figure):
        told["after"] = found.value.unit_text + str(told["after"])
    return told


def _term(language: Language) -> str:
    return f"term_{language.value.replace('-', '_')}"


def _fields(found: FoundValue) -> dict[str, Any]:
    match found.value:
        case Figure(amount=amount, upper=upper, bound=bound, unit=unit):
            pk = Unit.objects.filter(key=unit).values_list("pk", flat=True).first()
            end = "" if upper is None else f"{upper.normalize():f}"
            figure = f"{amount.normalize():f}"
            return {"amount": figure, "upper": end, "bound": bound.value, "unit": pk or ""}
        case PartialDate(start=start, precision=precision, end=end_day):
            last = end_day.isoformat() if end_day else ""
            return {"date": start.isoformat(), "precision": precision.value, "date_end": last}
        case EntityRef(key=key):
            book = EntityBook()
            return {"entity": book.write(book.candidates(key)[0])}
        case NewName():
            return {}


def _said(found: FoundValue) -> str:
    if found.resolved:
        return gettext("Marked as a date, counted from the day of the article. Check it below.")
    kind = str(KIND_NAMES[found.kind])
    if isinstance(found.value, Figure):
        kind = f"{kind} · {BOUND_NAMES[found.value.bound]}"
        if not found.value.unit:
            said = gettext("Marked: %(kind)s. Choose its unit below, and check the rest.")
            return said % {"kind": kind}
    return gettext("Marked: %(kind)s. Check it below.") % {"kind": kind}
