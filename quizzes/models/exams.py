"""Days of exams that learners study for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.articles import Article, Topic


class Exam(models.Model):
    """An exam of a learner on an article, or on one topic of it; over when its day is."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="exams",
    )
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="exams"
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="exams",
    )
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("exam")
        verbose_name_plural = _("exams")
        ordering = ["learner", "day"]
        constraints = [
            models.UniqueConstraint(
                name="exam_once_a_learner_and_article",
                fields=["learner", "article"],
                condition=Q(topic__isnull=True),
            ),
            models.UniqueConstraint(
                name="exam_once_a_learner_and_topic",
                fields=["learner", "topic"],
                condition=Q(topic__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.day}"
