"""Named things and units of measure, shared by all articles."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.base import NaturalKeyManager


class Entity(models.Model):
    """A typed name with aliases and a parent."""

    class Kind(models.TextChoices):
        PLACE = "place", _("place")
        ORGANISATION = "organisation", _("organisation")
        PROGRAMME = "programme", _("programme")
        PERSON = "person", _("person")
        THING = "thing", _("thing")

    key = models.SlugField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    category = models.SlugField(
        _("category"),
        max_length=40,
        blank=True,
        db_index=False,
        help_text=_("A finer type, such as province or hospital: like is compared with like."),
    )
    name = models.CharField(_("name"), max_length=200)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One on each line."))
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )

    objects = NaturalKeyManager["Entity"]()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        ordering = ["kind", "category", "key"]
        constraints = [
            models.CheckConstraint(name="entity_not_part_of_itself", condition=~Q(part_of=F("id")))
        ]

    def __str__(self) -> str:
        return self.name or self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Unit(models.Model):
    """A unit of measure or of count."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    dimension = models.SlugField(
        _("dimension"),
        max_length=40,
        help_text=_("Units of one dimension can be converted into each other."),
    )
    factor = models.DecimalField(
        _("factor"),
        max_digits=24,
        decimal_places=10,
        default=1,
        help_text=_("The size in the dimension's base unit: a kilometre is 1000 metres."),
    )
    symbol = models.CharField(
        _("symbol"), max_length=8, blank=True, help_text=_("Written attached to the number: %.")
    )
    measure_word = models.CharField(_("measure word"), max_length=8, blank=True)
    name = models.CharField(_("name"), max_length=40)
    plural = models.CharField(_("plural"), max_length=40, blank=True)

    objects = NaturalKeyManager["Unit"]()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["dimension", "factor"]
        constraints = [
            models.CheckConstraint(name="unit_factor_positive", condition=Q(factor__gt=0))
        ]

    def __str__(self) -> str:
        return self.name or self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)
