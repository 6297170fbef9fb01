"""Cards that a learner brought back after they had been set aside as leeches."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.facts import Point


class BroughtBack(models.Model):
    """A card that its learner wants to go on with, and how often it had lapsed by then.

    Which cards are set aside is stored nowhere: it follows from the memory's lapses and from this.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("learner"),
        on_delete=models.CASCADE,
        related_name="brought_back",
    )
    point = models.ForeignKey(
        Point, verbose_name=_("point"), on_delete=models.CASCADE, related_name="brought_back"
    )
    lapses = models.PositiveIntegerField(_("lapses"))

    class Meta:
        verbose_name = _("card brought back")
        verbose_name_plural = _("cards brought back")
        constraints = [
            models.UniqueConstraint(
                name="brought_back_once_a_learner_and_point", fields=["learner", "point"]
            ),
            models.CheckConstraint(name="brought_back_after_lapses", condition=Q(lapses__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.point_id}"
