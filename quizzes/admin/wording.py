"""Texts of Django's own admin that our catalogue says otherwise: full-width punctuation after
labels, no spaces within Chinese, plainer words."""

from django.utils.translation import gettext_noop

SAID_OTHERWISE = (
    gettext_noop(":"),
    gettext_noop(":?.!"),
    gettext_noop("Add"),
    gettext_noop("Add %(name)s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Action:"),
    gettext_noop("Recent actions"),
    gettext_noop("My actions"),
    gettext_noop("None available"),
    gettext_noop(" By %(filter_title)s "),
)
