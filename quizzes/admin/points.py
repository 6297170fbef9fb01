"""The points of a fact, within the fact's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import InEveryLanguage, in_each_language
from quizzes.admin.point_forms import PointForm, Points
from quizzes.models import Fact, Point, Review


class PointInline(InEveryLanguage, admin.StackedInline):
    """Fields are grouped by the kinds they belong to; kinds.js shows those of the chosen kind."""

    model = Point
    form = PointForm
    formset = Points
    extra = 0
    verbose_name_plural = _("points: the values that can be asked")
    fieldsets = (
        (None, {"fields": [("name", "kind"), "exclusive", in_each_language("question")]}),
        (
            _("Quantity"),
            {
                "classes": ("of-kind", "quantity"),
                "fields": [("amount", "unit"), ("bound", "upper")],
            },
        ),
        (
            _("Date"),
            {"classes": ("of-kind", "date"), "fields": [("date", "precision", "date_end")]},
        ),
        (_("Entity"), {"classes": ("of-kind", "entity"), "fields": ["entity"]}),
        (
            _("Term"),
            {
                "classes": ("of-kind", "term"),
                "fields": [in_each_language("term"), ("aliases", "category")],
            },
        ),
        (
            _("Set or sequence"),
            {"classes": ("of-kind", "set", "sequence"), "fields": ["members", "complete"]},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Point]:
        points = super().get_queryset(request).select_related("entity", "unit")
        return points.prefetch_related("members__entity")

    def get_extra(self, request: HttpRequest, obj: Fact | None = None, **options: Any) -> int:
        """Without JavaScript, there must be room to write in."""
        return 0 if obj else 2

    def has_delete_permission(self, request: HttpRequest, obj: Fact | None = None) -> bool:
        """A point that learners have met stays, with what they remember of it."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not Review.objects.filter(point__fact=obj).exists())
