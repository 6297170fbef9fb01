"""What the packages for tokens and lockouts keep, in words that superusers read."""

from __future__ import annotations

from axes.models import AccessAttempt, AccessLog
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken


class Token(AuthToken):
    """What a program signs in with; only its hash is kept, and what it begins with."""

    class Meta:
        proxy = True
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return f"{self.token_key}… · {self.user}"


class FailedSignIn(AccessAttempt):
    """Wrong passwords for one name from one browser at one address, since the last right one."""

    class Meta:
        proxy = True
        ordering = ("-attempt_time",)
        verbose_name = _("failed sign-in")
        verbose_name_plural = _("failed sign-ins")

    def __str__(self) -> str:
        return f"{self.username} · {self.ip_address}"


class SignIn(AccessLog):
    """One that went well, and when it ended."""

    class Meta:
        proxy = True
        ordering = ("-attempt_time",)
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.username} · {self.ip_address}"
