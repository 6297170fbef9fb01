"""Groups: what their members may do, as a table of subjects and actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import Admin

ACTIONS = {
    "view": _("look at"),
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
}


class PermissionTable(forms.CheckboxSelectMultiple):
    """A row for each subject, a box for each thing that can be done with it.

    Two lists side by side, as Django has them, say it in English and a hundred lines.
    """

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = {str(each) for each in value or ()}
        assert isinstance(self.choices, forms.models.ModelChoiceIterator)
        context = {
            "name": name,
            "id": (attrs or {}).get("id", ""),
            "actions": ACTIONS.values(),
            "rows": _rows(self.choices.queryset, chosen),
        }
        return render_to_string("admin/quizzes/permissions.html", context)


def _rows(permissions: Iterable[Permission], chosen: set[str]) -> list[dict[str, Any]]:
    """Subjects in their order, each with a box or None for each action, and with what else can be
    done with it."""
    rows: dict[int, dict[str, Any]] = {}
    for each in permissions:
        subject = capfirst(str(each.content_type.name))
        new = {"subject": subject, "boxes": dict.fromkeys(ACTIONS), "others": []}
        row = rows.setdefault(each.content_type_id, new)
        action = each.codename.partition("_")[0]
        box = {"value": each.pk, "is_chosen": str(each.pk) in chosen, "label": each.name}
        if each.codename == f"{action}_{each.content_type.model}" and action in ACTIONS:
            row["boxes"][action] = box | {"label": f"{subject} · {ACTIONS[action]}"}
        else:
            row["others"].append(box)
    return list(rows.values())


def grantable() -> QuerySet[Permission]:
    """Of what the admin shows, and whatever a group already has: that must not get lost."""
    types = ContentType.objects.get_for_models(*admin.site._registry, for_concrete_models=False)
    shown = Q(content_type__in=types.values()) | Q(group__isnull=False)
    found = Permission.objects.filter(shown).distinct().select_related("content_type")
    return found.order_by("content_type__app_label", "content_type__model", "codename")


admin.site.unregister(Group)


@admin.register(Group)
class GroupsAdmin(Admin, GroupAdmin):
    list_display = ("name",)
    filter_horizontal = ()

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **options: Any
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name == "permissions":
            options |= {"queryset": grantable(), "widget": PermissionTable}
        return super().formfield_for_manytomany(db_field, request, **options)
