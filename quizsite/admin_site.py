"""The admin as teachers know it: its name, and what they do most comes first."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

ORDER = (
    *("Fact", "Item", "Quiz", "Attempt", "Regrade", "Article", "Course", "ExtraTime"),
    *("Entity", "Unit", "Pinyin", "ParameterSet"),
    *("User", "FailedSignIn", "SignIn", "Token"),
)


class Choices(AutocompleteJsonView):
    """Records to choose from, each as its admin labels it: a question by what it asks."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "choice_label", None)
        return {**result, "text": label(obj)} if label else result


class TeachersSite(admin.AdminSite):
    site_title = _("Quizsite for teachers")
    site_header = _("Quizsite for teachers")
    index_title = _("What would you like to do?")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, Choices.as_view(admin_site=self)(request))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Our own subjects first, in the order of a teacher's work; the rest by name."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "quizzes")


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
