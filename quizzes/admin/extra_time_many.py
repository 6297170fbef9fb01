"""More time for several learners at once: for those who are named, or for a whole class."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import user_of
from quizzes.admin.pages import OfModelAdmin, own_page
from quizzes.models import Course, Quiz, User
from quizzes.models.sitting import LONGEST
from quizzes.services.courses import learners_named, names_in
from quizzes.services.extra_time_many import GivenToMany, give_to_many

NEITHER_NOR_BOTH = _("Say either which learners, or which course.")


class TimeForManyForm(forms.Form):
    """Who gets it, where, and how much."""

    course = forms.ModelChoiceField(Course.objects.all(), label=_("Course"), required=False)
    learners = forms.CharField(
        label=_("Learners"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 40}),
        help_text=_("Or their user names, one on each line or with commas between them."),
    )
    quiz = forms.ModelChoiceField(
        Quiz.objects.all(), label=_("Quiz"), required=False, empty_label=_("every quiz")
    )
    factor = forms.FloatField(
        label=_("Times the time limit"),
        required=False,
        min_value=1,
        max_value=10,
        help_text=_("1.5: half as much again."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes more"), required=False, min_value=1, max_value=LONGEST
    )
    replace = forms.BooleanField(
        label=_("Also for those who have extra time there already"), required=False
    )

    def clean_learners(self) -> list[User]:
        names = names_in(self.cleaned_data["learners"])
        found = learners_named(names)
        if unknown := [name for name in names if name not in found]:
            told = gettext("There is nobody of the name “{name}”.")
            raise ValidationError([told.format(name=name) for name in unknown])
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned["course"]) == bool(cleaned["learners"]):
            raise ValidationError(NEITHER_NOR_BOTH, code="learners_or_course")
        return cleaned

    def give(self) -> GivenToMany | None:
        """Give it; None where it makes no sense, which is told at the form."""
        given = self.cleaned_data
        course: Course | None = given["course"]
        learners = list(course.learners.all()) if course else given["learners"]
        try:
            return give_to_many(
                learners, given["quiz"], given["factor"], given["minutes"], given["replace"]
            )
        except ValidationError as error:
            self.add_error(None, ValidationError(error.messages))
            return None


class TimeForMany(OfModelAdmin):
    """For the admin of extra time: an address where several learners get it."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.many_view)
        return [path("many/", view, name="quizzes_extratime_many"), *super().get_urls()]

    def many_view(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        form = TimeForManyForm(request.POST or None, initial={"course": request.GET.get("course")})
        if request.method == "POST" and form.is_valid():
            done = form.give()
            if done is not None:
                self._tell_of_many(request, done)
                return redirect("admin:quizzes_extratime_changelist")
        title = gettext("Extra time for several learners")
        return own_page(self, request, "extratime/many", title, {"form": form, "media": form.media})

    def _tell_of_many(self, request: HttpRequest, done: GivenToMany) -> None:
        said = gettext("Given to several learners at once.")
        by = user_of(request).pk
        LogEntry.objects.log_actions(by, done.given, CHANGE, change_message=said)
        n = len(done.given)
        text = ngettext("%(n)d learner has extra time.", "%(n)d learners have extra time.", n)
        self.message_user(request, text % {"n": n}, messages.SUCCESS if n else messages.WARNING)
        if done.kept:
            names = ", ".join(each.username for each in done.kept)
            text = gettext("These had extra time there already and keep it: %(names)s.")
            self.message_user(request, text % {"names": names}, messages.WARNING)
