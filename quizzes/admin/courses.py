"""Courses with their learners, and the parameters that were fitted to reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import (
    LabelledRows,
    Seen,
    both_of,
    in_each_language,
    side_by_side,
)
from quizzes.admin.class_results import ClassResultViews
from quizzes.admin.course_forms import CourseForm
from quizzes.models import Course, Enrolment, ParameterSet, User
from quizzes.services.courses import enrol, take_out
from quizzes.services.fitting import take_out_of_force

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Learners(TypedDict):
        learner_total: int

    CountedCourse = WithAnnotations[Course, Learners]


class EnrolmentForm(forms.ModelForm):
    """A learner is written by name: a list of everybody would be long, and is not for teachers."""

    learner = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        to_field_name="username",
        label=_("learner"),
        widget=forms.TextInput(attrs={"aria-label": _("learner")}),
        error_messages={"invalid_choice": _("There is nobody of this name.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.learner_id:
            self.initial["learner"] = self.instance.learner.username


class EnrolmentRows(LabelledRows):
    """Who is in a course: a row that is ticked to go is taken out."""

    def delete_existing(self, obj: Enrolment, commit: bool = True) -> None:
        if commit:
            take_out(obj.course, [obj.learner])


class EnrolmentInline(admin.TabularInline):
    """Who is in the course. What a learner chose for it is the learner's."""

    model = Enrolment
    formset = EnrolmentRows
    extra = 0
    fields = ("learner", "desired_retention")
    readonly_fields = ("desired_retention",)
    form = EnrolmentForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Enrolment]:
        return super().get_queryset(request).select_related("learner")


@admin.register(Course)
class CourseAdmin(ClassResultViews):
    form = CourseForm
    list_display = ("name_in_both", "learner_count", "results", "desired_retention", "key")
    change_form_template = "admin/quizzes/course/change_form.html"
    search_fields = ("key", *in_each_language("name"))
    autocomplete_fields = ("articles",)
    inlines = (EnrolmentInline,)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *side_by_side("name"),
                    "key",
                    "desired_retention",
                    "articles",
                    "more_learners",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Course]:
        return super().get_queryset(request).annotate(learner_total=Count("enrolments"))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """How many are in the course is enough: learners and articles themselves stay."""
        found, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        counts.pop(str(Course.articles.through._meta.verbose_name_plural), None)
        return found[:1], counts, forbidden, protected

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if n := enrol(form.instance, form.cleaned_data.get("more_learners", ())):
            text = ngettext("%(n)d learner was put in.", "%(n)d learners were put in.", n)
            self.message_user(request, text % {"n": n}, messages.SUCCESS)

    @admin.display(description=_("name"), ordering="name")
    def name_in_both(self, course: Course) -> str:
        return both_of(course, "name")

    @admin.display(description=_("learners"), ordering="learner_total")
    def learner_count(self, course: CountedCourse) -> int:
        return course.learner_total

    @admin.display(description=_("results"))
    def results(self, course: Course) -> SafeString:
        address = reverse("admin:quizzes_course_results", args=[course.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("Results of the class"))


@admin.register(ParameterSet)
class ParameterSetAdmin(Seen):
    list_display = (
        "key",
        "status",
        "learner",
        "course",
        "review_count",
        "held_out_count",
        "loss_before",
        "loss_after",
        "fitted_at",
    )
    list_filter = ("status", "fitted_at")
    search_fields = ("key", "learner__username", "course__key")
    list_select_related = ("learner", "course")
    date_hierarchy = "fitted_at"
    actions = ("back_to_the_default",)

    @admin.display(description=_("log loss before"), ordering="log_loss_before")
    def loss_before(self, fitted: ParameterSet) -> str:
        return f"{fitted.log_loss_before:.4f}"

    @admin.display(description=_("log loss after"), ordering="log_loss_after")
    def loss_after(self, fitted: ParameterSet) -> str:
        return f"{fitted.log_loss_after:.4f}"

    @admin.action(description=_("No longer schedule by these"), permissions=["retire"])
    def back_to_the_default(self, request: HttpRequest, sets: QuerySet[ParameterSet]) -> None:
        count = take_out_of_force(sets)
        text = ngettext(
            "%(count)d set is no longer in force.",
            "%(count)d sets are no longer in force.",
            count,
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def has_retire_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quizzes.change_parameterset")
