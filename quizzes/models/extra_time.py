"""More time for a learner: in one quiz, or in every quiz."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.quizzes import Quiz
from quizzes.models.sitting import LONGEST


class ExtraTimeManager(models.Manager["ExtraTime"]):
    def get_by_natural_key(self, quiz: str | None, learner: str) -> ExtraTime:
        return self.get(quiz__key=quiz, learner__username=learner)


class ExtraTime(models.Model):
    """The time limit times `factor`, or `minutes` more; what is said for a quiz goes before what
    is said for all."""

    quiz = models.ForeignKey(
        Quiz,
        verbose_name=_("quiz"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="extra_times",
        help_text=_("Empty: every quiz."),
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="extra_times",
    )
    factor = models.FloatField(
        _("times the time limit"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("1.5: half as much again."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes more"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )

    objects = ExtraTimeManager()

    class Meta:
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")
        ordering = ["learner", "quiz"]
        constraints = [
            models.UniqueConstraint(
                name="extra_time_once_a_quiz_and_learner",
                fields=["quiz", "learner"],
                violation_error_message=_("This learner has extra time in this quiz already."),
            ),
            models.UniqueConstraint(
                name="extra_time_for_all_once_a_learner",
                fields=["learner"],
                condition=Q(quiz__isnull=True),
                violation_error_message=_("This learner has extra time in every quiz already."),
            ),
            models.CheckConstraint(
                name="extra_time_factor_or_minutes",
                condition=Q(
                    factor__isnull=False, factor__gte=1, factor__lte=10, minutes__isnull=True
                )
                | Q(
                    minutes__isnull=False, minutes__gte=1, minutes__lte=LONGEST, factor__isnull=True
                ),
                violation_error_message=_(
                    "Say either how many times the limit, or how many minutes more."
                ),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.learner} ×{self.factor:g}" if self.factor else f"{self.learner} +{self.minutes}"
        )

    def natural_key(self) -> tuple[Any, ...]:
        return (self.quiz.key if self.quiz else None, self.learner.get_username())
