"""Pages of our own within the admin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse


def own_page(
    admin: Any, request: HttpRequest, name: str, title: Any, context: Mapping[str, Any]
) -> TemplateResponse:
    """A page of a subject's admin, of the template of this name, framed as all of them are."""
    frame = {**admin.admin_site.each_context(request), "opts": admin.opts, "title": title}
    return TemplateResponse(request, f"admin/quizzes/{name}.html", {**frame, **context})
