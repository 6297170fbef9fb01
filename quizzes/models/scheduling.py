"""What scheduling rests on besides the reviews: fitted parameters, and days as they began."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.courses import Course


class ParameterSet(models.Model):
    """Numbers of FSRS-6 fitted to the reviews of a learner or of a course. Never changed.

    Reviews name the set they were scheduled by, so that a rebuild finds its numbers again. Log
    losses are of the held-out reviews, by the parameters in force before and by these.
    """

    class Status(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        NOT_BETTER = "not_better", _("not better, not used")
        REPLACED = "replaced", _("used before")

    key = models.CharField(_("version"), max_length=40, unique=True)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="parameter_sets",
    )
    course = models.ForeignKey(
        Course,
        verbose_name=_("course"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parameter_sets",
    )
    weights = models.JSONField(_("numbers"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    fitted_at = models.DateTimeField(_("fitted at"))
    review_count = models.PositiveIntegerField(_("reviews fitted to"))
    held_out_count = models.PositiveIntegerField(_("reviews held out"))
    log_loss_before = models.FloatField(_("log loss before"))
    log_loss_after = models.FloatField(_("log loss after"))

    class Meta:
        verbose_name = _("set of parameters")
        verbose_name_plural = _("sets of parameters")
        ordering = ["-fitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="parameter_set_one_in_force_a_learner",
                fields=["learner"],
                condition=Q(status="in_force", learner__isnull=False),
            ),
            models.UniqueConstraint(
                name="parameter_set_one_in_force_a_course",
                fields=["course"],
                condition=Q(status="in_force", course__isnull=False),
            ),
            models.CheckConstraint(
                name="parameter_set_of_learner_or_course",
                condition=Q(learner__isnull=True) | Q(course__isnull=True),
            ),
            models.CheckConstraint(
                name="parameter_set_status_known",
                condition=Q(status__in=["in_force", "not_better", "replaced"]),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class StudyDay(models.Model):
    """A learner's study day as it began: how many cards were due on each of the days to come.

    `load[n]` is the number n days later. Kept so that a button promises what the answer does all
    day long, and so that a rebuild places each card as the day did. `finished` are the ids of the
    articles of which everything had been met, where new points need not be looked for unless some
    came since: with ids beyond `last_point`, or in facts with versions beyond `last_version` (both
    empty for a day begun before they were kept).
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="study_days",
    )
    day = models.DateField(_("day"))
    load = models.JSONField(_("cards due on the days to come"))
    finished = models.JSONField(_("articles met in full"), default=list)
    last_point = models.BigIntegerField(_("newest point then"), null=True, blank=True)
    last_version = models.BigIntegerField(_("newest version of a fact then"), null=True, blank=True)

    class Meta:
        verbose_name = _("study day")
        verbose_name_plural = _("study days")
        ordering = ["learner", "-day"]
        constraints = [
            models.UniqueConstraint(
                name="study_day_once_a_learner_and_day", fields=["learner", "day"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.day}"
