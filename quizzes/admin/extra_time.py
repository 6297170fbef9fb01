"""Who has more time, in a quiz or in all: what is said here holds for open attempts too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quizzes.admin.base import Admin, in_each_language
from quizzes.admin.extra_time_many import TimeForMany
from quizzes.models import Attempt, ExtraTime, User
from quizzes.services.extra_time import give_extra_time, take_extra_time


class ExtraTimeForm(forms.ModelForm):
    """A learner is written by name: a list of everybody would be long."""

    learner = forms.ModelChoiceField(
        queryset=User.objects.all(),
        to_field_name="username",
        label=_("Learner"),
        widget=forms.TextInput,
        error_messages={"invalid_choice": _("Nobody has this user name.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "learner" in self.fields:
            self.initial["learner"] = self.instance.learner.get_username()


@admin.register(ExtraTime)
class ExtraTimeAdmin(TimeForMany, Admin):
    form = ExtraTimeForm
    list_display = ("learner", "quiz", "factor", "minutes")
    list_filter = (("quiz", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("learner", "quiz")
    search_fields = ("learner__username", "learner__last_name", *in_each_language("quiz__title"))
    autocomplete_fields = ("quiz",)
    fields = ("learner", "quiz", ("factor", "minutes"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self._tell(request, give_extra_time(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._tell(request, take_extra_time(obj))

    def _tell(self, request: HttpRequest, changed: Sequence[Attempt]) -> None:
        if changed:
            text = ngettext(
                "%(n)d open attempt has a new deadline.",
                "%(n)d open attempts have new deadlines.",
                len(changed),
            )
            self.message_user(request, text % {"n": len(changed)})
