"""What is asked of a password, in words that are in our catalogues."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """Django's rule. Its own sentence is not in Django's Chinese catalogue as it is asked for."""

    def get_error_message(self) -> str:
        text = ngettext(
            "This password is too short: at least %(n)d character.",
            "This password is too short: at least %(n)d characters.",
            self.min_length,
        )
        return text % {"n": self.min_length}
