"""The form of a course: a whole class is put in at once."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.keyed import KeyedForm
from quizzes.models import Course, User
from quizzes.services.courses import learners_named, names_in

SHOWN = 10
"""Names that nobody has, told by name; the rest are counted."""


class CourseForm(KeyedForm):
    """A course, and learners to put in besides those that are listed one by one."""

    more_learners = forms.CharField(
        label=_("Put in many learners"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Their user names, one on each line or with commas between them: a column of a"
            " spreadsheet can be pasted. Who is in the course already stays as they are."
        ),
    )

    class Meta:
        model = Course
        fields = ("key", "desired_retention", "articles")  # the admin names all of them

    def clean_more_learners(self) -> list[User]:
        names = names_in(self.cleaned_data["more_learners"])
        found = learners_named(names)
        if unknown := [name for name in names if name not in found]:
            told = gettext("Nobody was put in: there is nobody of the name %(names)s.")
            listed = ", ".join(unknown[:SHOWN]) + (" …" if len(unknown) > SHOWN else "")
            raise forms.ValidationError(told % {"names": listed}, code="nobody")
        return list(found.values())
