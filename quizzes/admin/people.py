"""Users: for superusers, whom Django's permissions let in; teachers have none of these."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import Admin
from quizzes.admin.sign_ins import sign_in_state
from quizzes.models import Token, User
from quizzes.services.lockouts import let_try_again


class NewPasswordForm(AdminPasswordChangeForm):
    """Who gets a new password was often locked out over the old one, and need not wait."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "usable_password" in self.fields:  # there is a password to disable
            self.fields["usable_password"].help_text = _(
                "Disabled: nobody can sign in under this name with a password."
            )

    def save(self, commit: bool = True) -> User:
        let_try_again(self.user.get_username())
        return super().save(commit)


@admin.register(User)
class PeopleAdmin(Admin, UserAdmin):
    add_form = UserCreationForm
    add_form_template = "admin/quizzes/user/add_form.html"
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    change_password_form = NewPasswordForm
    list_display = ("username", "full_name", "is_staff", "is_guest", "is_active", "last_login")
    list_filter = ("is_guest", "is_staff", "is_superuser", "is_active", "groups")
    readonly_fields = ("is_guest", "last_login", "date_joined", "password_set", "state", "tokens")
    filter_horizontal = ()
    actions = ("free",)
    fieldsets = (
        (None, {"fields": ("username", "password_set")}),
        (_("Personal info"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("Permissions"),
            {
                "fields": ("is_active", "is_staff", "groups", "is_superuser", "is_guest"),
                "description": _(
                    "A teacher has staff status and is in the group Teachers; a learner needs"
                    " neither."
                ),
            },
        ),
        (_("Signing in"), {"fields": ("state", "tokens", "last_login", "date_joined")}),
        (
            _("Learning"),
            {
                "fields": (
                    "content_language",
                    "time_zone",
                    "desired_retention",
                    "new_cards_per_day",
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

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_add_related = False  # a group is not made in passing
        return field

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name == "groups":  # there are few
            options["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **options)

    @admin.action(description=_("Let them try to sign in again"), permissions=["change"])
    def free(self, request: HttpRequest, people: QuerySet[User]) -> None:
        n = sum(let_try_again(each.get_username()) for each in people)
        text = ngettext("%(n)d name can try again.", "%(n)d names can try again.", n)
        self.message_user(request, text % {"n": n}, messages.SUCCESS)

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, person: User) -> str:
        return person.get_full_name() or "–"

    @admin.display(description=_("Password"))
    def password_set(self, person: User) -> SafeString:
        """The way to a new one: how the old one is hashed helps nobody."""
        address = reverse("admin:auth_user_password_change", args=[person.pk])
        text = gettext("Set a new password")
        link = format_html('<a href="{}">{}</a>', address, text)
        if person.has_usable_password():
            return link
        return format_html("{} · {}", gettext("none"), link)

    @admin.display(description=_("state"))
    def state(self, person: User) -> SafeString:
        return sign_in_state(person.get_username())

    @admin.display(description=_("API tokens"))
    def tokens(self, person: User) -> SafeString | str:
        n = Token.objects.filter(user=person).count()
        text = ngettext("%(n)d token", "%(n)d tokens", n) % {"n": n}
        address = reverse("admin:quizzes_token_changelist", query={"user__id__exact": person.pk})
        return format_html('<a href="{}">{}</a>', address, text)
