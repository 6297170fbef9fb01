"""Users: for superusers, whom Django's permissions let in; teachers have none of these."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from quizzes.models import User


@admin.register(User)
class PeopleAdmin(UserAdmin):
    list_display = ("username", "is_guest", "is_staff", "is_active", "last_login")
    list_filter = ("is_guest", "is_staff", "is_superuser", "is_active", "groups")
    readonly_fields = ("is_guest",)
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
                    "is_guest",
                    "maximum_interval",
                    "balances_load",
                    "has_four_ratings",
                    "types_answers",
                    "card_style",
                    "reverses_cards",
                )
            },
        ),
    )
