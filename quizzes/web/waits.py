"""How long until a card comes back, as a button says it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_A_MONTH, DAYS_A_YEAR = 30.44, 365.25


def wait_text(wait: timedelta, days: int | None) -> str:
    """A wait in minutes for a learning step (`days` is None), else in days, months or years.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     wait_text(timedelta(minutes=10), None), wait_text(timedelta(0), 3)
    ('10 min', '3 days')
    >>> with override("en"):
    ...     wait_text(timedelta(0), 75), wait_text(timedelta(0), 800)
    ('2.5 months', '2.2 years')
    """
    if days is None:
        minutes = max(1, round(wait.total_seconds() / 60))
        if minutes >= 60:
            hours = round(minutes / 60)
            return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
        return _("%(n)d min") % {"n": minutes}
    if days < 45:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days < DAYS_A_YEAR:
        return _("%(n)s months") % {"n": number_format(round(days / DAYS_A_MONTH, 1), 1)}
    return _("%(n)s years") % {"n": number_format(round(days / DAYS_A_YEAR, 1), 1)}
