"""Settings for the type checker only.

django-modeltranslation replaces managers by classes made at start, which no checker can resolve;
without it the managers are what the source says. Our admin's forms name fields that it adds, so
they are checked but not loaded.
"""

from quizsite.settings import *  # noqa: F403
from quizsite.settings import INSTALLED_APPS as ALL_APPS

_INSTEAD = {"quizsite.apps.TeachersAdminConfig": "django.contrib.admin.apps.SimpleAdminConfig"}

INSTALLED_APPS = [_INSTEAD.get(app, app) for app in ALL_APPS if app != "modeltranslation"]
