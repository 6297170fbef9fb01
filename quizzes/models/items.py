"""The bank: items and their immutable versions."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.domain.codec import decode
from quizzes.domain.items import Form, ItemContent
from quizzes.models.articles import Article
from quizzes.models.base import (
    NaturalKeyManager,
    PublicationStatus,
    ReadableJSONEncoder,
    text_of,
)
from quizzes.models.facts import Point

FORM_NAMES = {
    Form.SINGLE_CHOICE: _("single choice"),
    Form.MULTIPLE_CHOICE: _("multiple choice"),
    Form.TRUE_FALSE: _("true or false"),
    Form.NUMERIC: _("figure to enter"),
    Form.SHORT_TEXT: _("short text"),
    Form.CLOZE: _("fill the gaps"),
    Form.MATCHING: _("matching"),
    Form.ORDERING: _("ordering"),
}


LOTS = 2**31
"""Lots lie in 0 ≤ lot < LOTS, evenly over the bank."""


def random_lot() -> int:
    """A place in the order by lot, in which questions are drawn without sorting the bank."""
    return secrets.randbelow(LOTS)


class Item(models.Model):
    """One question in the bank. What it says is in its versions; `current` is the one in use."""

    class Origin(models.TextChoices):
        GENERATED = "generated", _("generated")
        TEACHER = "teacher", _("written by a teacher")

    key = models.CharField(_("key"), max_length=160, unique=True)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="items"
    )
    point = models.ForeignKey(
        Point,
        verbose_name=_("point"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="items",
    )
    form = models.CharField(_("form"), max_length=16, choices=FORM_NAMES.items())
    origin = models.CharField(_("origin"), max_length=9, choices=Origin.choices)
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=PublicationStatus.choices,
        default=PublicationStatus.DRAFT,
    )
    current = models.ForeignKey(
        "ItemVersion",
        verbose_name=_("current version"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lot = models.PositiveIntegerField(_("lot"), default=random_lot, editable=False)

    objects = NaturalKeyManager["Item"]()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["article", "id"]
        indexes = [models.Index(name="item_article_lot", fields=["article", "status", "lot"])]
        constraints = [
            models.UniqueConstraint(
                name="item_generated_once_a_point_and_form",
                fields=["point", "form"],
                condition=Q(origin="generated"),
            ),
            models.CheckConstraint(
                name="item_form_known", condition=Q(form__in=[f.value for f in Form])
            ),
            models.CheckConstraint(
                name="item_generated_has_point",
                condition=Q(origin="teacher") | Q(origin="generated", point__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class ItemVersion(models.Model):
    """What an item said from some moment on. Written once, never changed.

    `body` is the form's own content with keys and proofs (see `quizzes.domain.codec`); `asks`
    lists the keys of the points it asks, `shows`
    the keys of the points whose values can be read in it; `digest` is the SHA-256 of the
    whole content, by which a regeneration knows that nothing changed.
    """

    item = models.ForeignKey(
        Item, verbose_name=_("question"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    stem = models.TextField(_("stem"))
    explanation = models.TextField(_("explanation"), blank=True)
    body = models.JSONField(_("body"), encoder=ReadableJSONEncoder)
    asks = models.JSONField(_("points asked"), default=list, encoder=ReadableJSONEncoder)
    shows = models.JSONField(_("values shown"), default=list, encoder=ReadableJSONEncoder)
    languages = models.JSONField(_("languages"), default=list, encoder=ReadableJSONEncoder)
    seed = models.BigIntegerField(_("seed"), default=0)
    fact_version = models.PositiveIntegerField(_("version of the fact"), null=True, blank=True)
    digest = models.CharField(_("digest"), max_length=64)
    created_at = models.DateTimeField(_("created at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(name="item_version_number_once", fields=["item", "number"]),
            models.CheckConstraint(name="item_version_number_positive", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return self.stem

    def to_content(self) -> ItemContent:
        """The content as the domain reads it; `item` and its `point` should be loaded."""
        return ItemContent(
            form=Form(self.item.form),
            points=tuple(self.asks),
            stem=text_of(self, "stem"),
            explanation=text_of(self, "explanation"),
            body=decode(self.body),
            shows=tuple(self.shows),
            seed=self.seed,
            languages=tuple(self.languages),
        )
