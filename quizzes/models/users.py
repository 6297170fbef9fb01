"""Learners and teachers."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who signs in, with what they chose for their own learning; or a guest, who has no
    password, and becomes such a person by signing up.
    """

    content_language = models.CharField(
        _("language of questions"),
        max_length=16,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Empty: the language of the pages."),
    )
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    desired_retention = models.FloatField(
        _("desired retention"),
        default=0.9,
        validators=[MinValueValidator(0.7), MaxValueValidator(0.97)],
        help_text=_("The share of cards you want to remember when they come back, 0.70 to 0.97."),
    )
    new_cards_per_day = models.PositiveSmallIntegerField(
        _("new cards a day"), default=10, validators=[MaxValueValidator(500)]
    )
    maximum_interval = models.PositiveIntegerField(
        _("longest interval"),
        default=36_500,
        validators=[MinValueValidator(1), MaxValueValidator(36_500)],
        help_text=_("Days after which a card comes back at the latest, 1 to 36,500."),
    )
    balances_load = models.BooleanField(
        _("even out the days"),
        default=True,
        help_text=_("Cards rather come back on days on which fewer others do."),
    )
    has_four_ratings = models.BooleanField(
        _("four ratings"),
        default=False,
        help_text=_("Again, hard, good and easy, instead of forgot and remembered."),
    )

    types_answers = models.BooleanField(
        _("type the answers"),
        default=False,
        help_text=_("What you type on a card is marked, and suggests how to rate it."),
    )

    class CardStyle(models.TextChoices):
        QUESTION = "question", _("its question, where it has one")
        CLOZE = "cloze", _("its statement with a gap")

    card_style = models.CharField(
        _("what a card asks"),
        max_length=8,
        choices=CardStyle.choices,
        default=CardStyle.QUESTION,
        help_text=_("A point without a question is always asked with a gap."),
    )

    reverses_cards = models.BooleanField(
        _("both ways"),
        default=False,
        help_text=_(
            "A known card with a name as its answer is every other time asked the other way round, "
            "where the article says but one thing of that name."
        ),
    )

    is_guest = models.BooleanField(
        _("guest"),
        default=False,
        help_text=_("Made for a visitor who took an open quiz; nobody can sign in as it."),
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="user_card_style_known", condition=Q(card_style__in=["question", "cloze"])
            ),
            models.CheckConstraint(
                name="user_guest_has_no_powers",
                condition=Q(is_guest=False) | Q(is_staff=False, is_superuser=False),
            ),
            models.CheckConstraint(
                name="user_desired_retention_in_range",
                condition=Q(desired_retention__gte=0.7, desired_retention__lte=0.97),
            ),
            models.CheckConstraint(
                name="user_maximum_interval_in_range",
                condition=Q(maximum_interval__gte=1, maximum_interval__lte=36_500),
            ),
        ]
