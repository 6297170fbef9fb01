"""Users: for superusers, whom Django's permissions let in; teachers have none of these."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from quizzes.models import User


@admin.register(User)
class PeopleAdmin(UserAdmin):
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        (
            _("Learning"),
            {
                "fields": (
                    "content_language",
                    "time_zone",
                    "desired_retention",
                    "new_cards_per_day",
                )
            },
        ),
    )
