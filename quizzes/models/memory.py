"""What a learner remembers: a state per point, derived from the events of review."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.base import ReadableJSONEncoder
from quizzes.models.facts import Point
from quizzes.models.scheduling import StudyDay


class Memory(models.Model):
    """The memory of a learner for a point: stability in days, difficulty 1 to 10."""

    class State(models.TextChoices):
        LEARNING = "learning", _("learning")
        REVIEW = "review", _("review")
        RELEARNING = "relearning", _("relearning")

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="memories",
    )
    point = models.ForeignKey(
        Point, verbose_name=_("point"), on_delete=models.CASCADE, related_name="memories"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    step = models.PositiveSmallIntegerField(_("learning step"), null=True, blank=True)
    stability = models.FloatField(_("stability"))
    difficulty = models.FloatField(_("difficulty"))
    due_at = models.DateTimeField(_("due at"))
    reviewed_at = models.DateTimeField(_("last reviewed at"))
    repetitions = models.PositiveIntegerField(_("repetitions"), default=0)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)

    class Meta:
        verbose_name = _("memory")
        verbose_name_plural = _("memories")
        indexes = [models.Index(name="memory_learner_due", fields=["learner", "due_at"])]
        constraints = [
            models.UniqueConstraint(
                name="memory_once_a_learner_and_point", fields=["learner", "point"]
            ),
            models.CheckConstraint(name="memory_stability_positive", condition=Q(stability__gt=0)),
            models.CheckConstraint(
                name="memory_difficulty_in_range",
                condition=Q(difficulty__gte=1, difficulty__lte=10),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.point_id}"


class Review(models.Model):
    """One act of recall, with the id that the client made: a review counts once.

    It holds all that its effect follows from, so that the memory can be rebuilt from the events
    whatever the learner changed since: the settings in force then, the chance of being right by
    guessing (0 where the answer had to be recalled), whether the answer had been shown already.
    `before` is the memory that the review found (None for a first meeting).
    """

    class Source(models.TextChoices):
        CARD = "card", _("card")
        QUIZ = "quiz", _("quiz")

    class Rating(models.IntegerChoices):
        AGAIN = 1, _("again")
        HARD = 2, _("hard")
        GOOD = 3, _("good")
        EASY = 4, _("easy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="reviews",
    )
    point = models.ForeignKey(
        Point, verbose_name=_("point"), on_delete=models.CASCADE, related_name="reviews"
    )
    rating = models.PositiveSmallIntegerField(_("rating"), choices=Rating.choices)
    source = models.CharField(_("source"), max_length=4, choices=Source.choices)
    reviewed_at = models.DateTimeField(_("reviewed at"))
    received_at = models.DateTimeField(_("received at"))
    guessing_chance = models.FloatField(_("chance of guessing"), default=0)
    after_feedback = models.BooleanField(
        _("after feedback"), default=False, help_text=_("Practice: it tells nothing of the memory.")
    )
    desired_retention = models.FloatField(_("desired retention"), default=0.9)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    parameters = models.CharField(_("version of the parameters"), max_length=40)
    maximum_interval = models.PositiveIntegerField(_("longest interval"), default=36_500)
    study_day = models.ForeignKey(
        StudyDay,
        verbose_name=_("study day"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        help_text=_("Whose load was evened out; empty: none was."),
    )
    before = models.JSONField(_("memory before"), null=True, encoder=ReadableJSONEncoder)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-reviewed_at"]
        indexes = [
            models.Index(name="review_learner_time", fields=["learner", "-reviewed_at"]),
            models.Index(name="review_point_time", fields=["point", "learner", "reviewed_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="review_rating_known", condition=Q(rating__gte=1, rating__lte=4)
            ),
            models.CheckConstraint(
                name="review_guessing_chance_below_one",
                condition=Q(guessing_chance__gte=0, guessing_chance__lt=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
