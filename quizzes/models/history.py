"""What is kept when something changes: versions of facts, corrections, scores given anew."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import Attempt
from quizzes.models.base import PublicationStatus, ReadableJSONEncoder
from quizzes.models.facts import Fact, Point
from quizzes.models.items import Item


class FactVersion(models.Model):
    """What a fact said from some moment on, with its points. Written once, never changed.

    `content` names everything by natural keys (see `quizzes.selectors.fact_history`), so that it
    can be read when what it names has changed since.
    """

    class Change(models.TextChoices):
        CREATED = "created", _("created")
        WORDING = "wording", _("wording only")
        TRUTH = "truth", _("its truth")
        STATUS = "status", _("status")

    fact = models.ForeignKey(
        Fact, verbose_name=_("fact"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    change = models.CharField(_("what changed"), max_length=7, choices=Change.choices)
    content = models.JSONField(_("content"), encoder=ReadableJSONEncoder)
    note = models.CharField(_("note"), max_length=300, blank=True)
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
        verbose_name = _("version of a fact")
        verbose_name_plural = _("versions of facts")
        ordering = ["fact", "-number"]
        constraints = [
            models.UniqueConstraint(name="fact_version_number_once", fields=["fact", "number"]),
            models.CheckConstraint(name="fact_version_number_positive", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="fact_version_change_known",
                condition=Q(change__in=["created", "wording", "truth", "status"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id}: {self.number}"


class Correction(models.Model):
    """A point whose truth was corrected: what was recalled of it before `at` counts no more.

    It is one of the events from which memories follow. `before` and `after` hold the value as a
    card shows it, by language; both are shown to those who had learnt the earlier one.
    """

    point = models.ForeignKey(
        Point, verbose_name=_("point"), on_delete=models.CASCADE, related_name="corrections"
    )
    version = models.ForeignKey(
        FactVersion,
        verbose_name=_("version of the fact"),
        on_delete=models.CASCADE,
        related_name="corrections",
    )
    at = models.DateTimeField(_("corrected at"))
    before = models.JSONField(_("value before"), default=dict, encoder=ReadableJSONEncoder)
    after = models.JSONField(_("value now"), default=dict, encoder=ReadableJSONEncoder)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["point", "at"]
        constraints = [
            models.UniqueConstraint(
                name="correction_once_a_point_and_version", fields=["point", "version"]
            ),
            models.UniqueConstraint(name="correction_once_a_moment", fields=["point", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.point_id}: {self.at}"


class Regrade(models.Model):
    """A score of an attempt that was given anew: who, when, why, and what it was before.

    `marks` lists the questions whose mark changed: position, old and new (None: not answered).
    """

    attempt = models.ForeignKey(
        Attempt, verbose_name=_("attempt"), on_delete=models.CASCADE, related_name="regrades"
    )
    old_score = models.FloatField(_("score before"))
    new_score = models.FloatField(_("score after"))
    marks = models.JSONField(_("marks changed"), default=list, encoder=ReadableJSONEncoder)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
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
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ["attempt", "-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="regrade_scores_not_negative", condition=Q(old_score__gte=0, new_score__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.old_score} → {self.new_score}"


class ItemStatusChange(models.Model):
    """A question was published, withdrawn or rejected: when, and by whom (None: the system)."""

    item = models.ForeignKey(
        Item, verbose_name=_("question"), on_delete=models.CASCADE, related_name="status_changes"
    )
    status = models.CharField(_("status"), max_length=9, choices=PublicationStatus.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("change of a question's status")
        verbose_name_plural = _("changes of questions' status")
        ordering = ["item", "-at"]
        constraints = [
            models.CheckConstraint(
                name="item_status_change_status_known",
                condition=Q(status__in=["draft", "published", "retired"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.status}"
