"""Attempts: one learner's sitting of a quiz, with what they saw and what they answered."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.domain.certainty import Certainty
from quizzes.domain.scoring import LEAST
from quizzes.models.base import ReadableJSONEncoder
from quizzes.models.items import ItemVersion
from quizzes.models.quizzes import Quiz
from quizzes.models.sitting import MOST_TRIES


class Attempt(models.Model):
    """One sitting. `score` (of `max_score`) exists once it is submitted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quiz = models.ForeignKey(
        Quiz, verbose_name=_("quiz"), on_delete=models.PROTECT, related_name="attempts"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="attempts",
    )
    language = models.CharField(_("language"), max_length=16, choices=settings.LANGUAGES)
    seed = models.BigIntegerField(_("seed"))
    started_at = models.DateTimeField(_("started at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    max_score = models.FloatField(_("highest possible score"))
    deadline_at = models.DateTimeField(
        _("must be submitted by"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    expired = models.BooleanField(_("submitted because time was up"), default=False)
    reached = models.PositiveSmallIntegerField(
        _("question reached"),
        default=1,
        help_text=_("Where one goes forward only: the one question that can be answered now."),
    )

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at"]
        indexes = [
            models.Index(name="attempt_learner_submitted", fields=["learner", "submitted_at"]),
            models.Index(name="attempt_quiz_submitted", fields=["quiz", "submitted_at"]),
            models.Index(
                name="attempt_open_by_deadline",
                fields=["deadline_at"],
                condition=Q(submitted_at__isnull=True, deadline_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="attempt_one_open_a_learner_and_quiz",
                fields=["quiz", "learner"],
                condition=Q(submitted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="attempt_scored_when_submitted",
                condition=Q(submitted_at__isnull=True, score__isnull=True)
                | Q(submitted_at__isnull=False, score__isnull=False),
            ),
            models.CheckConstraint(
                name="attempt_score_in_range",
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=F("max_score")),
            ),
            models.CheckConstraint(name="attempt_reached_positive", condition=Q(reached__gte=1)),
            models.CheckConstraint(
                name="attempt_expired_is_submitted",
                condition=Q(expired=False) | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class AttemptSlot(models.Model):
    """One question as the learner saw it: the item's version and the order of its options."""

    attempt = models.ForeignKey(
        Attempt, verbose_name=_("attempt"), on_delete=models.CASCADE, related_name="slots"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    version = models.ForeignKey(
        ItemVersion, verbose_name=_("version"), on_delete=models.PROTECT, related_name="slots"
    )
    option_order = models.JSONField(_("order of options"), default=list)
    flagged = models.BooleanField(
        _("flagged"), default=False, help_text=_("The learner wants to come back to it.")
    )

    class Meta:
        verbose_name = _("question of an attempt")
        verbose_name_plural = _("questions of attempts")
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(
                name="attempt_slot_position_once", fields=["attempt", "position"]
            )
        ]

    def __str__(self) -> str:
        return str(self.position)

    @property
    def given(self) -> Response | None:
        """The answer; None while there is none."""
        return getattr(self, "response", None)


class Response(models.Model):
    """The answer to one question of an attempt; `score` (0 to 1) exists once it is marked.

    `revision` counts the times it was saved; `rule` names what accepted it; `read` is the value
    that was read from a written answer.
    """

    slot = models.OneToOneField(
        AttemptSlot, verbose_name=_("question"), on_delete=models.CASCADE, related_name="response"
    )
    answer = models.JSONField(_("answer"), encoder=ReadableJSONEncoder)
    saved_at = models.DateTimeField(_("saved at"))
    revision = models.PositiveIntegerField(_("revision"), default=1)
    score = models.FloatField(_("score"), null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=40, blank=True)
    read = models.CharField(_("read as"), max_length=200, blank=True)
    certainty = models.PositiveSmallIntegerField(_("how sure"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("try"), default=1)
    earned = models.FloatField(_("points earned"), null=True, blank=True)
    settled_at = models.DateTimeField(
        _("answer shown at"),
        null=True,
        blank=True,
        help_text=_("From then on the right answer may be read, and this one stands."),
    )

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.CheckConstraint(
                name="response_score_in_range",
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
            ),
            models.CheckConstraint(
                name="response_certainty_known",
                condition=Q(certainty__isnull=True)
                | Q(certainty__in=[level.value for level in Certainty]),
            ),
            models.CheckConstraint(
                name="response_tries_in_range", condition=Q(tries__gte=1, tries__lte=MOST_TRIES)
            ),
            models.CheckConstraint(
                name="response_earned_in_range",
                condition=Q(earned__isnull=True) | Q(earned__gte=LEAST, earned__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.answer)
