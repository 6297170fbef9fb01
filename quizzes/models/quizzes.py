"""Quizzes: what is asked together."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.articles import Article, Topic
from quizzes.models.base import NaturalKeyManager, PublicationStatus
from quizzes.models.items import FORM_NAMES, Item
from quizzes.models.sitting import SittingSettings


def validate_forms(forms: object) -> None:
    """A list of forms that exist, each once."""
    known = {form.value for form in FORM_NAMES}
    if not isinstance(forms, list) or any(not isinstance(form, str) for form in forms):
        raise ValidationError(_("Give a list of forms."), code="not_a_list")
    strange = [form for form in forms if form not in known]
    if strange or len(set(forms)) < len(forms):
        text = _("Each form is one of these, and stands once: %(forms)s.")
        raise ValidationError(text, "unknown_form", {"forms": ", ".join(sorted(known))})


class Quiz(SittingSettings):
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

    # The rule by which the places without an item are filled.
    topics = models.ManyToManyField(
        Topic,
        verbose_name=_("further topics"),
        blank=True,
        related_name="drawn_by",
        help_text=_(
            "Questions are drawn from these and from the topic above; where there is none, from"
            " the whole article."
        ),
    )
    forms = models.JSONField(
        _("forms"),
        default=list,
        blank=True,
        validators=[validate_forms],
        help_text=_("Only questions in these forms are drawn. None chosen: all forms."),
    )
    new_share = models.PositiveSmallIntegerField(
        _("new to the learner (%)"),
        null=True,
        blank=True,
        help_text=_("At least this share asks points the learner has not met. Empty: no wish."),
    )
    known_share = models.PositiveSmallIntegerField(
        _("met before (%)"),
        null=True,
        blank=True,
        help_text=_("At least this share asks points met on a card or in a quiz. Empty: no wish."),
    )
    draw_seed = models.PositiveIntegerField(
        _("fixed draw"),
        null=True,
        blank=True,
        help_text=_(
            "Any number: everyone is asked the same questions, and another number draws others."
            " Empty: drawn anew for each attempt."
        ),
    )

    objects = NaturalKeyManager["Quiz"]()

    class Meta(SittingSettings.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["article", "topic__position", "key"]
        constraints = [
            *SittingSettings.Meta.constraints,
            models.CheckConstraint(
                name="quiz_new_share_is_percent",
                condition=Q(new_share__isnull=True) | Q(new_share__lte=100),
                violation_error_message=_("A share is at most 100 per cent."),
            ),
            models.CheckConstraint(
                name="quiz_known_share_is_percent",
                condition=Q(known_share__isnull=True) | Q(known_share__lte=100),
                violation_error_message=_("A share is at most 100 per cent."),
            ),
            models.CheckConstraint(
                name="quiz_shares_at_most_whole",
                condition=Q(new_share__isnull=True)
                | Q(known_share__isnull=True)
                | Q(new_share__lte=100 - F("known_share")),
                violation_error_message=_("The two shares add up to more than 100 per cent."),
            ),
            models.CheckConstraint(
                name="quiz_fixed_draw_has_no_shares",
                condition=Q(draw_seed__isnull=True)
                | Q(new_share__isnull=True, known_share__isnull=True),
                violation_error_message=_(
                    "A fixed draw asks everyone the same; shares of new and known points differ"
                    " by learner. Choose one of the two."
                ),
            ),
        ]

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
