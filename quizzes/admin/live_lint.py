"""What could be better in a question, and how it looks, told while it is written."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from quizzes.admin.base import Admin
from quizzes.admin.shown import show_content
from quizzes.domain.quality.flaws import FLAWS
from quizzes.services.explaining import flaw_name, person_hint
from quizzes.services.linting import explain_draft


def for_a_person() -> list[tuple[str, str]]:
    """The flaws that a person has to look for: what each is called, and what to ask."""
    return [(flaw_name(flaw), person_hint(flaw)) for flaw in FLAWS if flaw.needs_person]


class LiveLint(Admin):
    """For the admin of questions: an address that reads the page's form and keeps nothing."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.lint_view))
        return [
            path("lint/", view, name="quizzes_item_lint_new"),
            path("<int:pk>/lint/", view, name="quizzes_item_lint"),
            *super().get_urls(),
        ]

    def lint_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        item = None if pk is None else self.get_object(request, str(pk))
        allowed = (
            self.has_add_permission(request)
            if pk is None
            else item is not None and self.has_change_permission(request, item)
        )
        if not allowed:
            raise Http404
        form: Any = self.get_form(request, item, change=item is not None)(
            request.POST, instance=item
        )
        form.full_clean()
        draft = form.draft()
        findings = explain_draft(draft) if draft else []
        context = {
            "findings": findings,
            "is_empty": draft is None,
            "questions": show_content(draft) if draft else [],
        }
        return TemplateResponse(request, "admin/quizzes/item/findings.html", context)
