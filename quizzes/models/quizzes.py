"""Quizzes: what is asked together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.articles import Article, Topic
from quizzes.models.base import NaturalKeyManager, PublicationStatus
from quizzes.models.items import Item


class Quiz(models.Model):
    """A selection of items from an article, or from one topic of it."""

    key = models.SlugField(_("key"), max_length=160, unique=True)
    title = models.CharField(_("title"), max_length=200)
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="quizzes"
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="quizzes",
        help_text=_("Empty: the whole article."),
    )
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=PublicationStatus.choices,
        default=PublicationStatus.DRAFT,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = NaturalKeyManager["Quiz"]()

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["article", "topic__position", "key"]

    def __str__(self) -> str:
        return self.title or self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Slot(models.Model):
    """One position of a quiz: a fixed item, or, without one, an item drawn from its scope."""

    quiz = models.ForeignKey(
        Quiz, verbose_name=_("quiz"), on_delete=models.CASCADE, related_name="slots"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    item = models.ForeignKey(
        Item,
        verbose_name=_("question"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="slots",
        help_text=_("Empty: drawn from the article or topic at the start of each attempt."),
    )

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(name="slot_position_once_a_quiz", fields=["quiz", "position"]),
            models.UniqueConstraint(
                name="slot_item_once_a_quiz",
                fields=["quiz", "item"],
                condition=Q(item__isnull=False),
            ),
            models.CheckConstraint(name="slot_position_positive", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.position)
