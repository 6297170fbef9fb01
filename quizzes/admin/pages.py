"""Pages of our own within the admin, and the class that adds them to a subject's admin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.response import TemplateResponse

if TYPE_CHECKING:
    from django.contrib import admin

    OfModelAdmin = admin.ModelAdmin[Any]
else:
    OfModelAdmin = object
"""What adds addresses to a subject's admin stands before it among its bases."""


def own_page(
    of: Any, request: HttpRequest, name: str, title: Any, context: Mapping[str, Any]
) -> TemplateResponse:
    """A page of a subject's admin, of the template of this name, framed as all of them are."""
    frame = {**of.admin_site.each_context(request), "opts": of.opts, "title": title}
    return TemplateResponse(request, f"admin/quizzes/{name}.html", {**frame, **context})
