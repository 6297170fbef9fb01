"""Forms of the pages: accounts and preferences."""

from __future__ import annotations

from typing import Any, NamedTuple
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    UserCreationForm,
)
from django.utils.translation import gettext_lazy as _

from quizzes.models import Enrolment, User

# What a learner is offered; any other zone can be kept once it is set.
ZONES = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "UTC",
)


class SignInForm(AuthenticationForm):
    """A name and a password; a guest is asked whether to take along what they did."""

    keep = forms.BooleanField(
        label=_("Put what I did as a guest into this account"), required=False, initial=True
    )

    def __init__(self, *args: Any, is_guest: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_guest:
            del self.fields["keep"]


def _ask_for_password(fields: dict[str, forms.Field], first: str, second: str) -> None:
    """What is asked of a new password, in few words; why one is refused is told when it is."""
    fields[first].help_text = _("Eight characters or more, not only digits.")
    fields[second].help_text = ""
    fields[second].label = _("Password once more")


class SignUpForm(UserCreationForm):
    """A name and a password: nothing else is asked of a child."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _("Letters, Chinese characters, digits and @.+-_")
        _ask_for_password(self.fields, "password1", "password2")


class ChangePasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_password(self.fields, "new_password1", "new_password2")


OFTEN = ("content_language", "new_cards_per_day", "desired_retention")
ASKING = ("types_answers", "has_four_ratings", "card_style", "reverses_cards")
RETURNING = ("balances_load", "maximum_interval", "time_zone")


class Group(NamedTuple):
    """Fields that stand together under a title."""

    title: str
    fields: list[forms.BoundField]


class PreferencesForm(forms.ModelForm):
    content_language = forms.ChoiceField(
        label=_("Language of the questions"),
        choices=[("", _("The same as the pages")), *settings.LANGUAGES],
        required=False,
    )
    desired_retention = forms.TypedChoiceField(
        label=_("How much you want to remember"),
        coerce=float,
        help_text=_("The more you want to remember, the more cards a day."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("The cards of a new day come at four in the morning, your time."),
    )

    balances_load = forms.TypedChoiceField(
        label=_("Which day a card comes back"),
        coerce=lambda value: value == "True",
        choices=(("True", _("Spread evenly over the days")), ("False", _("At random"))),
        help_text=_("Spread evenly, a card comes on a day near its own that has fewer cards."),
    )

    has_four_ratings = forms.TypedChoiceField(
        label=_("Buttons under a card"),
        coerce=lambda value: value == "True",
        choices=(
            ("False", _("Forgot, remembered")),
            ("True", _("Again, hard, good, easy")),
        ),
        required=False,
    )

    types_answers = forms.TypedChoiceField(
        label=_("Answering a card"),
        coerce=lambda value: value == "True",
        choices=(("False", _("In my head")), ("True", _("By typing"))),
        help_text=_("What you type on a card is marked, and suggests how to rate it."),
        required=False,
    )

    card_style = forms.ChoiceField(
        label=_("What a card asks"),
        choices=(
            ("question", _("Its question, where it has one")),
            ("cloze", _("The sentence with a gap")),
        ),
        required=False,
    )

    reverses_cards = forms.TypedChoiceField(
        label=_("Cards both ways"),
        coerce=lambda value: value == "True",
        choices=(
            ("False", _("From question to answer only")),
            ("True", _("Also from answer to question")),
        ),
        help_text=_(
            "Once you know a card whose answer is a name, every other time it asks the other way "
            "round, if the article says only one thing of that name."
        ),
        required=False,
    )

    class Meta:
        model = User
        fields = (
            "content_language",
            "new_cards_per_day",
            "desired_retention",
            "maximum_interval",
            "balances_load",
            "has_four_ratings",
            "types_answers",
            "card_style",
            "reverses_cards",
            "time_zone",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_cards_per_day"].label = _("New cards a day")
        self.fields["maximum_interval"].label = _("Longest wait for a card, in days")
        self.fields["maximum_interval"].help_text = ""
        for name in ("new_cards_per_day", "maximum_interval"):
            self.fields[name].error_messages |= {
                "max_value": _("At most %(limit_value)s."),
                "min_value": _("At least %(limit_value)s."),
            }
        chosen = self.instance.desired_retention
        self._choice("desired_retention").choices = _shares(chosen)
        self._enrolments = list(self.instance.enrolments.select_related("course"))
        for enrolment in self._enrolments:
            self._offer_course(enrolment)
        self._offer_zones()

    def groups(self) -> list[Group]:
        """What is set most often first, then the rest under what it is about."""
        courses = [name for name in self.fields if name.startswith("course_")]
        names = {
            "": [*OFTEN, *courses],
            _("How cards ask and are answered"): ASKING,
            _("When cards come back"): RETURNING,
        }
        return [Group(str(title), [self[name] for name in each]) for title, each in names.items()]

    def _offer_course(self, enrolment: Enrolment) -> None:
        """What the learner wants to remember of a course, beside what the course asks."""
        course, name = enrolment.course, f"course_{enrolment.course_id}"
        asked = course.desired_retention or self.instance.desired_retention
        told = _("As the course asks (%(share)s)")
        if course.desired_retention is None:
            told = _("The same as above (%(share)s)")
        as_asked = ("", told % {"share": f"{asked * 100:g}%"})
        self.fields[name] = forms.TypedChoiceField(
            label=_("How much to remember of “%(course)s”") % {"course": course},
            coerce=float,
            empty_value=None,
            required=False,
            choices=[as_asked, *_shares(enrolment.desired_retention)],
        )
        self.initial[name] = enrolment.desired_retention

    def chosen_by_course(self) -> dict[int, float | None]:
        """What was chosen for each course, by its id; None: as it asks."""
        return {
            each.course_id: self.cleaned_data[f"course_{each.course_id}"]
            for each in self._enrolments
        }

    def clean_card_style(self) -> str:
        return self.cleaned_data["card_style"] or self.instance.card_style

    def _offer_zones(self) -> None:
        current = self.instance.time_zone
        zones = [*ZONES] if current in ("", *ZONES) else [current, *ZONES]
        known = [(zone, zone.replace("_", " ")) for zone in zones if zone in available_timezones()]
        default = (
            "",
            _("Same as the site (%(zone)s)") % {"zone": settings.TIME_ZONE.replace("_", " ")},
        )
        self._choice("time_zone").choices = [default, *known]

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field


def _shares(chosen: float | None) -> list[tuple[float, str]]:
    """What is offered to be remembered; another share stays once it is chosen."""
    shares = {0.8, 0.85, 0.9, 0.95} | ({chosen} if chosen else set())
    return [(share, f"{share * 100:g}%") for share in sorted(shares)]
