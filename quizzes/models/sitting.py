"""The conditions of sitting a quiz, and who has more time for it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MOST_TRIES = 10
LONGEST = 7 * 24 * 60
"""Minutes of the longest time limit: a week."""


class Mode(models.TextChoices):
    """What the quiz is for."""

    TEST = "test", _("test")
    PRACTICE = "practice", _("practice")
    CERTAINTY = "certainty", _("how sure are you?")


class Feedback(models.TextChoices):
    """When a learner is told what was right."""

    EACH = "each", _("after each question")
    SUBMITTED = "submitted", _("when the quiz is submitted")
    CLOSED = "closed", _("when the quiz closes")


class ReviewScope(models.TextChoices):
    """What a learner is told then."""

    FULL = "full", _("the score, and each question with its right answer")
    SCORE = "score", _("only the score")


class Grading(models.TextChoices):
    """Which of several attempts counts."""

    BEST = "best", _("the best attempt")
    LAST = "last", _("the last attempt")
    FIRST = "first", _("the first attempt")
    AVERAGE = "average", _("the average of all attempts")


class Layout(models.TextChoices):
    """How many questions stand on a page."""

    ONE = "one", _("one question on a page")
    ALL = "all", _("all questions on one page")


class Navigation(models.TextChoices):
    """Whether a learner may go back."""

    FREE = "free", _("back and forth")
    FORWARD = "forward", _("forward only")


def _share(name: str) -> Q:
    return Q(**{f"{name}__gte": 0, f"{name}__lte": 1})


class SittingSettings(models.Model):
    """The settings of a quiz that say how it is sat. The defaults suit a quiz after a lesson.

    `time_limit` is in minutes. `pass_mark` and `retry_penalty` are shares, 0 to 1. `blank_score`
    and `wrong_score` are what a blank and a wrong answer earn, where a right one earns 1.
    """

    mode = models.CharField(
        _("mode"),
        max_length=9,
        choices=Mode.choices,
        default=Mode.TEST,
        help_text=_(
            "Practice tells after each question what was right and lets learners try again."
            " “How sure are you?” asks for certainty with each answer, and marks by it."
        ),
    )
    feedback = models.CharField(
        _("feedback"),
        max_length=9,
        choices=Feedback.choices,
        default=Feedback.SUBMITTED,
        help_text=_("When learners are told what was right. In practice: after each question."),
    )
    review = models.CharField(
        _("what is told"),
        max_length=5,
        choices=ReviewScope.choices,
        default=ReviewScope.FULL,
    )
    tries = models.PositiveSmallIntegerField(
        _("tries at a question"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TRIES)],
        help_text=_("In practice only."),
    )
    retry_penalty = models.FloatField(
        _("taken off for each further try"),
        default=0.25,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("A share of the point, 0 to 1. In practice only."),
    )
    blank_score = models.FloatField(
        _("points for a blank"),
        default=0,
        validators=[MinValueValidator(-1), MaxValueValidator(1)],
        help_text=_("−1 to 1, where a right answer earns 1."),
    )
    wrong_score = models.FloatField(
        _("points for a wrong answer"),
        default=0,
        validators=[MinValueValidator(-1), MaxValueValidator(0)],
        help_text=_("−1 to 0, where a right answer earns 1."),
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=_("Empty: as long as it takes."),
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as one likes."),
    )
    grading = models.CharField(
        _("what counts"), max_length=7, choices=Grading.choices, default=Grading.BEST
    )
    pass_mark = models.FloatField(
        _("pass mark"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("A share of all points, 0 to 1. Empty: nobody passes or fails."),
    )
    layout = models.CharField(_("layout"), max_length=3, choices=Layout.choices, default=Layout.ONE)
    navigation = models.CharField(
        _("navigation"), max_length=7, choices=Navigation.choices, default=Navigation.FREE
    )
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=False)
    shuffle_options = models.BooleanField(
        _("shuffle the options"),
        default=True,
        help_text=_("Figures and dates stay in their order."),
    )
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("closes at"),
        null=True,
        blank=True,
        help_text=_("Open attempts are submitted then, with what was answered."),
    )
    access_code = models.CharField(
        _("access code"),
        max_length=40,
        blank=True,
        help_text=_("Asked at the start of each attempt. Empty: none is needed."),
    )
    open_to_guests = models.BooleanField(
        _("open to guests"),
        default=False,
        help_text=_("Whoever opens the page can take the quiz without an account."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="quiz_mode_known", condition=Q(mode__in=Mode.values)),
            models.CheckConstraint(
                name="quiz_feedback_fits_mode",
                condition=Q(mode=Mode.PRACTICE, feedback=Feedback.EACH)
                | Q(mode=Mode.TEST, feedback__in=[Feedback.SUBMITTED, Feedback.CLOSED])
                | Q(mode=Mode.CERTAINTY, feedback__in=Feedback.values),
                violation_error_message=_(
                    "Practice gives feedback after each question; a test when it is submitted or"
                    " when it closes."
                ),
            ),
            models.CheckConstraint(
                name="quiz_feedback_at_close_needs_close",
                condition=~Q(feedback=Feedback.CLOSED) | Q(closes_at__isnull=False),
                violation_error_message=_(
                    "Feedback when the quiz closes needs a time when it closes."
                ),
            ),
            models.CheckConstraint(
                name="quiz_review_known", condition=Q(review__in=ReviewScope.values)
            ),
            models.CheckConstraint(
                name="quiz_tries_in_range", condition=Q(tries__gte=1, tries__lte=MOST_TRIES)
            ),
            models.CheckConstraint(
                name="quiz_retry_penalty_in_range", condition=_share("retry_penalty")
            ),
            models.CheckConstraint(
                name="quiz_blank_score_in_range",
                condition=Q(blank_score__gte=-1, blank_score__lte=1),
            ),
            models.CheckConstraint(
                name="quiz_wrong_score_in_range",
                condition=Q(wrong_score__gte=-1, wrong_score__lte=0),
            ),
            models.CheckConstraint(
                name="quiz_time_limit_in_range",
                condition=Q(time_limit__isnull=True)
                | Q(time_limit__gte=1, time_limit__lte=LONGEST),
            ),
            models.CheckConstraint(
                name="quiz_attempts_allowed_positive",
                condition=Q(attempts_allowed__isnull=True) | Q(attempts_allowed__gte=1),
            ),
            models.CheckConstraint(
                name="quiz_grading_known", condition=Q(grading__in=Grading.values)
            ),
            models.CheckConstraint(
                name="quiz_pass_mark_in_range",
                condition=Q(pass_mark__isnull=True) | _share("pass_mark"),
            ),
            models.CheckConstraint(name="quiz_layout_known", condition=Q(layout__in=Layout.values)),
            models.CheckConstraint(
                name="quiz_navigation_known", condition=Q(navigation__in=Navigation.values)
            ),
            models.CheckConstraint(
                name="quiz_forward_is_one_a_page",
                condition=Q(navigation=Navigation.FREE) | Q(layout=Layout.ONE),
                violation_error_message=_(
                    "Forward only needs one question on a page: on one page all can be seen."
                ),
            ),
            models.CheckConstraint(
                name="quiz_closes_after_it_opens",
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A quiz closes after it opens."),
            ),
        ]
