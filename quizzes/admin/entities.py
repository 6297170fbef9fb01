"""Entities and units, shared by all articles."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import Admin, both_of, in_each_language, side_by_side
from quizzes.admin.keyed import KeyedForm
from quizzes.models import Entity, Unit


class EntityForm(KeyedForm):
    """An entity that is a part of another one."""

    def clean_part_of(self) -> Entity | None:
        whole: Entity | None = self.cleaned_data["part_of"]
        if whole is not None and whole.pk == self.instance.pk:
            raise ValidationError(gettext("Nothing is a part of itself."), code="part_of_itself")
        return whole


class UnitForm(KeyedForm):
    """A unit with the factor that converts it."""

    def clean_factor(self) -> Decimal:
        factor: Decimal = self.cleaned_data["factor"]
        if factor <= 0:
            raise ValidationError(gettext("A factor is more than 0."), code="factor")
        return factor


@admin.register(Entity)
class EntityAdmin(Admin):
    form = EntityForm
    list_display = ("name_in_both", "kind", "category", "part_of", "key")
    list_filter = ("kind", "category")
    list_select_related = ("part_of",)
    search_fields = ("key", "aliases", "category", *in_each_language("name"))
    autocomplete_fields = ("part_of",)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    *side_by_side("name"),
                    "aliases",
                    ("kind", "category"),
                    "part_of",
                    "key",
                ]
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Fixtures and proofs name the entity by its key: it stays."""
        return ("key",) if obj else ()

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name_in_both(self, entity: Entity) -> SafeString:
        return both_of(entity, "name")


@admin.register(Unit)
class UnitAdmin(Admin):
    form = UnitForm
    list_display = ("name_in_both", "symbol", "measure_word", "dimension", "plain_factor", "key")
    list_filter = ("dimension",)
    search_fields = ("key", "symbol", "measure_word", *in_each_language("name", "plural"))
    fieldsets = (
        (
            None,
            {
                "fields": [
                    *side_by_side("name", "plural"),
                    ("symbol", "measure_word"),
                    ("dimension", "factor"),
                    "key",
                ]
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Points name the unit by its key: it stays."""
        return ("key",) if obj else ()

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name_in_both(self, unit: Unit) -> SafeString:
        return both_of(unit, "name")

    @admin.display(description=_("factor"), ordering="factor")
    def plain_factor(self, unit: Unit) -> str:
        """Without the zeros that the column keeps."""
        return f"{unit.factor.normalize():f}"
