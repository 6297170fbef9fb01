"""The form of a point, and all the points of a fact together with its statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from quizzes.admin.base import choice_field, is_removed
from quizzes.admin.entity_book import EntityBook
from quizzes.admin.fields import FigureField, WrittenDateField, precision_of, shortened
from quizzes.admin.members import read_members, write_members
from quizzes.domain.problems import Problem
from quizzes.models import Entity, Member, Point, Unit
from quizzes.models.base import content_languages, text_of
from quizzes.services.facts import points_in_use
from quizzes.services.validation import PointDraft, check_fact, message

ENTITY_LIST = "entity-names"


class PointForm(forms.ModelForm):
    """A point. What fits together is checked with the whole fact, by the check all inputs share."""

    amount = FigureField(label=_("Amount"), max_digits=28, decimal_places=8, required=False)
    upper = FigureField(label=_("Upper end"), max_digits=28, decimal_places=8, required=False)
    date = WrittenDateField(
        label=_("Date"), required=False, help_text=_("As exactly as it is known: 2024, 2024-08.")
    )
    date_end = WrittenDateField(label=_("Last day"), required=False)
    entity = forms.CharField(
        label=_("Entity"),
        required=False,
        widget=forms.TextInput(attrs={"list": ENTITY_LIST, "class": "vTextField"}),
        help_text=_("Type a part of the name and choose."),
    )
    members = forms.CharField(
        label=_("Members"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One on each line: the name of an entity, or a term in both languages: 中文 | English."
        ),
    )

    class Meta:
        model = Point
        fields = ("name", "kind", "exclusive")  # the inline names all of them

    def __init__(self, *args: Any, book: EntityBook, units: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        if "kind" in self.fields:
            self.fields["kind"].widget.attrs["data-chooses"] = ""
        if "unit" in self.fields:
            choice_field(self, "unit").choices = units
        if self.instance.pk:
            self._show_values(self.instance)

    def _show_values(self, point: Point) -> None:
        self.initial["amount"] = shortened(point.amount)
        self.initial["upper"] = shortened(point.upper)
        if point.entity:
            self.initial["entity"] = self.book.write(point.entity)
        self.initial["members"] = write_members(point.members.all(), self.book)

    def clean_entity(self) -> Entity | None:
        text = self.cleaned_data.get("entity", "").strip()
        return self.book.find(text) if text else None

    def clean_members(self) -> list[Member]:
        return read_members(self.cleaned_data.get("members", ""), self.book)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("date") and not cleaned.get("precision"):
            cleaned["precision"] = precision_of(str(self.data.get(self.add_prefix("date"), "")))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out what the constraints compare: the shared check says it at the field."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"fact", "kind", "bound", "precision"}


class Points(forms.BaseInlineFormSet):
    """The points of a fact. Checks them with the statement, once every field by itself is well."""

    @cached_property
    def book(self) -> EntityBook:
        return EntityBook()

    @cached_property
    def _units(self) -> list[tuple[Any, str]]:
        return [("", "---------"), *((unit.pk, str(unit)) for unit in Unit.objects.all())]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "book": self.book, "units": self._units}

    def kept(self) -> Iterator[PointForm]:
        """The forms of the points that the fact is to have."""
        for form in self.forms:
            is_gone = self.can_delete and is_removed(form)
            if (form.instance.pk or form.has_changed()) and not is_gone:
                yield cast(PointForm, form)

    def drafts(self) -> list[PointDraft]:
        """The points as the service keeps them; the formset must be valid."""
        return [PointDraft(form.instance, form.cleaned_data["members"]) for form in self.kept()]

    def clean(self) -> None:
        super().clean()
        fact_form = getattr(self.instance, "form", None)
        if any(self.errors) or fact_form is None or not fact_form.is_valid():
            return
        drafts = self.drafts()
        problems = [*check_fact(self.instance, drafts), *points_in_use(self.instance, drafts)]
        for problem in problems:
            self._place(problem, fact_form)
        if problems:
            raise ValidationError(gettext("Nothing is saved yet: see the messages at the fields."))

    def _place(self, problem: Problem, fact_form: forms.ModelForm) -> None:
        """Show a problem at its field: of the point it names, else of the fact."""
        key = self.instance.key
        form: forms.ModelForm = next(
            (row for row in self.kept() if f"{key}.{row.instance.name}" == problem.where), fact_form
        )
        field = _column(form, problem.field)
        form.add_error(field, _said(problem, form, field))


def _column(form: forms.ModelForm, field: str) -> str | None:
    """The field of the form that a problem belongs to; of a translated one, the first empty one."""
    if field in form.fields:
        return field
    text = text_of(form.instance, field) if hasattr(form.instance, field) else {}
    named = {lang: build_localized_fieldname(field, lang) for lang in content_languages()}
    columns = [column for column in named.values() if column in form.fields]
    empty = [column for lang, column in named.items() if column in columns and lang not in text]
    return next(iter([*empty, *columns]), None)


def _said(problem: Problem, form: forms.ModelForm, field: str | None) -> str:
    """The message with its place, in the reader's language: "aksu.trained · Amount: …"."""
    label = form.fields[field].label if field else problem.field
    return f"{problem.where} · {label}: {message(problem)}"
