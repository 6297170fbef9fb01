"""Signing in, for superusers: who is locked out, who signed in, and the tokens of programs.

All of it is only looked at and removed. Teachers have none of these permissions.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import knox.admin  # noqa: F401  # registers its own, which gives way to ours
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from quizzes.admin.base import Seen
from quizzes.models import FailedSignIn, SignIn, Token
from quizzes.selectors.lockouts import Lockout, lockouts
from quizzes.services.lockouts import let_all_try_again

admin.site.unregister(AuthToken)


def until_text(lockout: Lockout | None) -> str:
    """How long somebody is locked out, in the active language."""
    if lockout is None:
        return gettext("Not locked out")
    time = date_format(timezone.localtime(lockout.until), "TIME_FORMAT")
    return gettext("Locked out until %(time)s") % {"time": time}


def when(moment: datetime | None) -> str:
    """A moment as the reader's clock has it; a dash for none."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else "–"


class Removable(Seen):
    """A record that is looked at, and removed where it has to be. `lead` says what it is for."""

    change_list_template = "admin/quizzes/explained_list.html"
    list_per_page = 100
    lead: Any = ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"lead": self.lead, **(extra_context or {})})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Several at once too: nothing else hangs on these."""
        return admin.ModelAdmin.get_actions(self, request)


@admin.register(Token)
class TokenAdmin(Removable):
    lead = _(
        "Programs sign in with tokens. None can be shown here: of each only a hash is kept, and"
        " what it begins with. A deleted token stops working at once."
    )
    list_display = ("person", "begins_with", "made", "ends")
    list_select_related = ("user",)
    search_fields = ("user__username", "token_key")
    search_help_text = _("By user name, or by what the token begins with.")
    ordering = ("-created",)
    fields = list_display
    readonly_fields = list_display

    @admin.display(description=_("user name"), ordering="user__username")
    def person(self, token: Token) -> str:
        return token.user.get_username()

    @admin.display(description=_("begins with"), ordering="token_key")
    def begins_with(self, token: Token) -> SafeString:
        return format_html("<code>{}</code>", token.token_key)

    @admin.display(description=_("made"), ordering="created")
    def made(self, token: Token) -> str:
        return when(token.created)

    @admin.display(description=_("expires"), ordering="expiry")
    def ends(self, token: Token) -> str:
        if token.expiry is None:
            return gettext("never")
        said = when(token.expiry)
        is_over = token.expiry <= timezone.now()
        return gettext("%(time)s (expired)") % {"time": said} if is_over else said


class WhenFilter(admin.DateFieldListFilter):
    """By day, headed as the column is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title = _("signed in")


class FromWhere(Removable):
    """What is kept of signing in: who, from where, with what."""

    search_fields = ("username", "ip_address")
    search_help_text = _("By user name or network address.")

    @admin.display(description=_("user name"), ordering="username")
    def person(self, kept: Any) -> str:
        return kept.username or "–"

    @admin.display(description=_("network address"), ordering="ip_address")
    def address(self, kept: Any) -> str:
        return kept.ip_address or "–"

    @admin.display(description=_("browser"), ordering="user_agent")
    def browser(self, kept: Any) -> str:
        return kept.user_agent or "–"

    @admin.display(description=_("page"))
    def page(self, kept: Any) -> str:
        return kept.path_info or "–"


class WithLockouts(ChangeList):
    """The rows of the list know whether they lock out."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        found = {(each.username, each.address): each for each in lockouts(timezone.now())}
        self.result_list = list(self.result_list)
        for row in self.result_list:
            row.lockout = found.get((row.username, row.ip_address))


@admin.register(FailedSignIn)
class FailedSignInAdmin(FromWhere):
    list_display = ("person", "state", "failures", "last_tried", "address", "browser")
    fields = (*list_display, "page")
    readonly_fields = fields
    actions = ("free",)

    @property
    def lead(self) -> str:
        return gettext(
            "Whoever gives a wrong password %(n)d times for one name from one network address"
            " cannot sign in there for %(minutes)d minutes. “Let them try again” ends that at once,"
            " and so does a new password given by a superuser."
        ) % {
            "n": settings.AXES_FAILURE_LIMIT,
            "minutes": settings.AXES_COOLOFF_TIME.total_seconds() // 60,
        }

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return WithLockouts

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # "free" is what it would be for
        return actions

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        let_all_try_again([obj])

    @admin.action(description=_("Let them try again"), permissions=["delete"])
    def free(self, request: HttpRequest, failed: QuerySet[FailedSignIn]) -> None:
        n = let_all_try_again(list(failed))
        text = ngettext("%(n)d name can try again.", "%(n)d names can try again.", n)
        self.message_user(request, text % {"n": n}, messages.SUCCESS)

    @admin.display(description=_("wrong passwords"), ordering="failures_since_start")
    def failures(self, failed: FailedSignIn) -> int:
        return failed.failures_since_start

    @admin.display(description=_("last tried"), ordering="attempt_time")
    def last_tried(self, failed: FailedSignIn) -> str:
        return when(failed.attempt_time)

    @admin.display(description=_("state"))
    def state(self, failed: FailedSignIn) -> str:
        if not hasattr(failed, "lockout"):  # it stands on a page of its own
            found = lockouts(timezone.now(), failed.username)
            failed.lockout = next((e for e in found if e.address == failed.ip_address), None)
        return until_text(failed.lockout)


@admin.register(SignIn)
class SignInAdmin(FromWhere):
    lead = _("Who signed in, when and from where. Deleting an entry signs nobody out.")
    list_display = ("person", "began", "ended", "address", "browser")
    list_filter = (("attempt_time", WhenFilter),)
    fields = (*list_display, "page")
    readonly_fields = fields

    @admin.display(description=_("signed in"), ordering="attempt_time")
    def began(self, kept: SignIn) -> str:
        return when(kept.attempt_time)

    @admin.display(description=_("signed out"), ordering="logout_time")
    def ended(self, kept: SignIn) -> str:
        return when(kept.logout_time)


def sign_in_state(username: str) -> SafeString:
    """Whether somebody is locked out, from where and until when; where to free them."""
    found = lockouts(timezone.now(), username)
    if not found:
        return format_html("{}", until_text(None))
    said = "; ".join(f"{until_text(each)} ({each.address})" for each in found)
    address = reverse("admin:quizzes_failedsignin_changelist", query={"username__exact": username})
    return format_html('{} · <a href="{}">{}</a>', said, address, gettext("Failed sign-ins"))
