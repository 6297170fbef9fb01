"""Forms of the pages: accounts and preferences."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm
from django.utils.translation import gettext_lazy as _

from quizzes.models import User

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


class SignUpForm(UserCreationForm):
    """A name and a password: nothing else is asked of a child."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _("Letters, Chinese characters, digits and @ . + - _")
        self.fields["password1"].help_text = _("Eight characters or more, not only digits.")
        self.fields["password2"].help_text = ""
        self.fields["password2"].label = _("Password once more")


class PreferencesForm(forms.ModelForm):
    desired_retention = forms.TypedChoiceField(
        label=_("How much you want to remember"),
        coerce=float,
        help_text=_("More remembered means more cards a day."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Cards of a day come at four in the morning of your time."),
    )

    class Meta:
        model = User
        fields = ("content_language", "new_cards_per_day", "desired_retention", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["content_language"].label = _("Language of the questions")
        self.fields["content_language"].help_text = ""
        self.fields["content_language"].choices = [  # type: ignore[attr-defined]
            ("", _("The same as the pages")),
            *settings.LANGUAGES,
        ]
        self.fields["new_cards_per_day"].label = _("New cards a day")
        self._offer_retention()
        self._offer_zones()

    def _offer_retention(self) -> None:
        shares = {0.8, 0.85, 0.9, 0.95, self.instance.desired_retention}
        choices = [(share, f"{share * 100:g}%") for share in sorted(shares)]
        self.fields["desired_retention"].choices = choices  # type: ignore[attr-defined]

    def _offer_zones(self) -> None:
        current = self.instance.time_zone
        zones = [*ZONES] if current in ("", *ZONES) else [current, *ZONES]
        known = [(zone, zone.replace("_", " ")) for zone in zones if zone in available_timezones()]
        default = (
            "",
            _("Like the site (%(zone)s)") % {"zone": settings.TIME_ZONE.replace("_", " ")},
        )
        self.fields["time_zone"].choices = [default, *known]  # type: ignore[attr-defined]
