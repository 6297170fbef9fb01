"""The map of what is asked of an article: by topic as a picture, point by point as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import Admin, choice_field
from quizzes.admin.pages import own_page
from quizzes.models import Article, Quiz
from quizzes.models.facts import KIND_NAMES
from quizzes.models.items import FORM_NAMES
from quizzes.selectors.coverage import Coverage, PointCoverage, State, TopicCoverage, coverage
from quizzes.selectors.words import Words, words_of
from quizzes.services.coverage import why_not_asked

ROWS = 50
STATE_NAMES = {
    State.ASKED: _("asked"),
    State.NEVER_ASKED: _("never asked"),
    State.NO_QUESTION: _("without a question"),
}


class Filters(forms.Form):
    """Which points the table shows."""

    topic = forms.TypedChoiceField(label=_("topic"), coerce=int, required=False, empty_value=None)
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[
            ("", _("All points")),
            *((each.value, name) for each, name in STATE_NAMES.items()),
        ],
    )

    def __init__(self, data: Any, found: Coverage) -> None:
        super().__init__(data)
        language = get_language() or "en"
        topics = [(t.topic.pk, str(words_of(t.topic, "name", language))) for t in found.topics]
        choice_field(self, "topic").choices = [("", _("All topics")), *topics]


@dataclass(frozen=True)
class Bar:
    """A topic's bar: parts in per cent of its own points, beside the figures."""

    topic: Words
    row: TopicCoverage
    asked: float
    never_asked: float
    no_question: float


@dataclass(frozen=True)
class Row:
    """A point in the table."""

    point: PointCoverage
    name: str
    kind: str
    state: str
    forms: list[tuple[str, int]]
    reasons: list[str]


class CoverageViews(Admin):
    """For the admin of articles and of quizzes: an address of the map."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.coverage_view)
        name = f"quizzes_{self.opts.model_name}_coverage"
        return [path("<int:pk>/coverage/", view, name=name), *super().get_urls()]

    def coverage_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record: Any = self.get_queryset(request).filter(pk=pk).first()
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        quiz = record if isinstance(record, Quiz) else None
        article: Article = quiz.article if quiz else record
        found = coverage(article, quiz)
        asked = Filters(request.GET, found)
        chosen = asked.cleaned_data if asked.is_valid() else {}
        states = [chosen["state"]] if chosen.get("state") else []
        pages = Paginator(found.of(states, chosen.get("topic")), ROWS)
        page: Page = pages.get_page(request.GET.get("p"))
        context = {
            "record": record,
            "article": article,
            "quiz": quiz,
            "form": asked,
            "bars": [_bar(row) for row in found.topics],
            "totals": {each.value: len(found.of([each])) for each in State},
            "page": page,
            "rows": _rows(article, page.object_list),
            "query": _query(request),
        }
        return own_page(
            self, request, "coverage", gettext("What is asked, and what never was"), context
        )


def _query(request: HttpRequest) -> str:
    """The filters, for the addresses of other pages."""
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()


def _bar(row: TopicCoverage) -> Bar:
    name = words_of(row.topic, "name", get_language() or "en")
    parts = (row.asked, row.never_asked, row.no_question)
    return Bar(name, row, *(round(100 * part / row.points, 2) for part in parts))


def _rows(article: Article, points: Any) -> list[Row]:
    reasons = why_not_asked(article, points)
    return [
        Row(
            point,
            point.key.rpartition(".")[2],
            str(KIND_NAMES[point.kind]),
            str(STATE_NAMES[point.state]),
            [
                (str(name), point.forms[form])
                for form, name in FORM_NAMES.items()
                if form in point.forms
            ],
            reasons.get(point.key, []),
        )
        for point in points
    ]
