"""Courses: classes, what they learn from, and who is in them."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.articles import Article
from quizzes.models.base import NaturalKeyManager

RETENTION = (MinValueValidator(0.7), MaxValueValidator(0.97))


class Course(models.Model):
    """A class: the articles that it learns from, and how much of them it wants to remember."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    desired_retention = models.FloatField(
        _("desired retention"),
        null=True,
        blank=True,
        validators=RETENTION,
        help_text=_("0.70 to 0.97. Empty: what each learner chose."),
    )
    articles = models.ManyToManyField(
        Article, verbose_name=_("articles"), related_name="courses", blank=True
    )
    learners = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learners"),
        related_name="courses",
        through="Enrolment",
    )

    objects = NaturalKeyManager["Course"]()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="course_desired_retention_in_range",
                condition=Q(desired_retention__isnull=True)
                | Q(desired_retention__gte=0.7, desired_retention__lte=0.97),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Enrolment(models.Model):
    """A learner in a course, with what they chose for its cards."""

    course = models.ForeignKey(
        Course, verbose_name=_("course"), on_delete=models.CASCADE, related_name="enrolments"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="enrolments",
    )
    desired_retention = models.FloatField(
        _("desired retention"),
        null=True,
        blank=True,
        validators=RETENTION,
        help_text=_("0.70 to 0.97, chosen by the learner. Empty: that of the course."),
    )

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["course", "learner__username"]
        constraints = [
            models.UniqueConstraint(
                name="enrolment_once_a_course_and_learner", fields=["course", "learner"]
            ),
            models.CheckConstraint(
                name="enrolment_desired_retention_in_range",
                condition=Q(desired_retention__isnull=True)
                | Q(desired_retention__gte=0.7, desired_retention__lte=0.97),
            ),
        ]

    def __str__(self) -> str:
        return str(self.learner)
