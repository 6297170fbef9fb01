"""What a fact would yield, and what is wrong with it, told while it is written; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from quizzes.admin.base import Admin

LIVE = "_live"


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field: the id it has on the page ("": with the whole), its label."""

    field: str
    label: str
    message: str


class LivePreview(Admin):
    """For the admin of facts: an address that reads the page's form and keeps nothing."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.live_view))
        return [
            path("live/", view, name="quizzes_fact_live_new"),
            path("<int:pk>/live/", view, name="quizzes_fact_live"),
            *super().get_urls(),
        ]

    def live_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """What "Preview without saving" would show, or the problems that keep it from that."""
        data = request.POST.copy()
        for button in ("_save", "_addanother", "_continue", "_preview"):
            data.pop(button, None)
        data["_try"] = data[LIVE] = "1"
        request.POST = QueryDict(data.urlencode())
        with transaction.atomic():
            response = self.changeform_view(request, None if pk is None else str(pk))
            # The page was made from records as they would be: now they go again.
            transaction.set_rollback(True)
        context = getattr(response, "context_data", None) or {}
        if "adminform" not in context:
            return response
        problems = list(problems_of(context["adminform"].form, context["inline_admin_formsets"]))
        return TemplateResponse(request, "admin/quizzes/fact/live.html", {"problems": problems})


def problems_of(form: Any, inlines: Any) -> Iterator[FieldProblem]:
    """Everything that the form of a record and those of its parts complain of, in page order."""
    yield from _of_form(form)
    for inline in inlines:
        # Of a fact that is wrong itself, the points only say so once more.
        for message in () if form.errors else inline.formset.non_form_errors():
            yield FieldProblem("", "", message)
        for number, each in enumerate(inline.formset.forms, 1):
            yield from _of_form(each, f"{capfirst(inline.opts.verbose_name)} {number}")


def _of_form(form: Any, title: str = "") -> Iterator[FieldProblem]:
    for name, messages in form.errors.items():
        is_field = name in form.fields
        label = capfirst(str(form[name].label)) if is_field else ""
        where = " · ".join(filter(None, (title, label)))
        for message in messages:
            yield FieldProblem(form[name].auto_id if is_field else "", where, message)
