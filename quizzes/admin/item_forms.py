"""The form in which a teacher writes a question."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from quizzes.admin.base import LANGUAGE_NAMES
from quizzes.admin.choose_article import chosen_article
from quizzes.admin.fields import FigureField, shortened
from quizzes.admin.options import OptionsField, missing_texts, to_body, to_rows
from quizzes.domain.generation.units import unit_text
from quizzes.domain.items import (
    Body,
    ChoiceBody,
    Form,
    ItemContent,
    NumericBody,
    TextBody,
    TrueFalseBody,
)
from quizzes.domain.quality.authored import languages_of, problems_of
from quizzes.domain.text import Text
from quizzes.domain.values.quantities import Quantity
from quizzes.domain.values.units import answer_units
from quizzes.models import Item, Point, Unit
from quizzes.models.base import content_languages, lines
from quizzes.models.items import FORM_NAMES
from quizzes.services.explaining import item_problem_text
from quizzes.services.validation import unit_value

WRITTEN = (Form.SINGLE_CHOICE, Form.TRUE_FALSE, Form.NUMERIC, Form.SHORT_TEXT)
"""The forms that a teacher can write so far."""


def texts(label: Any, *, rows: int = 0, help_text: Any = "") -> dict[str, forms.CharField]:
    """A field for each language, labelled with its name; `rows` for one of several lines."""
    return {
        language: forms.CharField(
            label=format_lazy("{} · {}", label, LANGUAGE_NAMES[language]),
            required=False,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": rows, "lang": language})
            if rows
            else forms.TextInput(attrs={"class": "vTextField", "lang": language}),
        )
        for language in content_languages()
    }


class ItemForm(forms.ModelForm):
    """A question with all that its form needs. What it says becomes a new version."""

    options = OptionsField(
        label=_("Options"),
        help_text=_("Two to six. Mark the right one by the circle in front of it."),
    )
    truth = forms.ChoiceField(
        label=_("The statement is"),
        required=False,
        choices=[("", "---------"), ("true", _("true")), ("false", _("false"))],
    )
    amount = FigureField(label=_("Right number"), required=False, max_digits=28, decimal_places=8)
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("Unit"), required=False)
    tolerance = FigureField(
        label=_("Tolerance"),
        required=False,
        min_value=0,
        max_digits=28,
        decimal_places=8,
        help_text=_("How far off an answer may be and still be right. Empty: not at all."),
    )
    accepted = forms.CharField(
        label=_("Also accepted"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Other ways to write the answer, one on each line, in any language."),
    )

    class Meta:
        model = Item
        fields = ("article", "point", "form")

    TEXTS = ("stem", "explanation", "answer", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.typed: dict[str, Any] = {}
        super().__init__(*args, **kwargs)
        if "article" in self.fields:
            self.fields["article"].widget = forms.HiddenInput()
        if "form" in self.fields:
            form: Any = self.fields["form"]
            form.choices = [
                ("", "---------"),
                *((each.value, FORM_NAMES[each]) for each in WRITTEN),
            ]
            form.widget.attrs["data-chooses"] = ""
        if "point" in self.fields:
            self._offer_points(self.fields["point"])
        if self.instance.pk and self.instance.current:
            self.instance.current.item = self.instance
            self._show(self.instance.current.to_content())

    def _offer_points(self, field: Any) -> None:
        points = Point.objects.select_related("fact").filter(fact__article=chosen_article(self))
        field.queryset = points.order_by("fact__key", "position")
        field.label_from_instance = lambda point: f"{point.fact.key}.{point.name}"
        field.help_text = _("Whose memory the answer trains. Empty: none.")

    # From content to fields and back ---------------------------------------------------------

    def _show(self, content: ItemContent) -> None:
        self._show_text("stem", content.stem)
        self._show_text("explanation", content.explanation)
        match content.body:
            case ChoiceBody():
                self.initial["options"] = to_rows(content.body)
            case TrueFalseBody(truth=truth, reason=reason):
                self.initial["truth"] = "true" if truth else "false"
                self._show_text("reason", reason)
            case NumericBody(quantity=quantity, tolerance=tolerance):
                self.initial["amount"] = shortened(quantity.amount)
                self.initial["tolerance"] = shortened(tolerance) or None
                self.initial["unit"] = Unit.objects.filter(key=quantity.unit).first()
            case TextBody(answer=answer, accepted=accepted):
                self._show_text("answer", answer)
                others = [text for text in accepted if text not in answer.values()]
                self.initial["accepted"] = "\n".join(others)

    def _show_text(self, name: str, text: Text) -> None:
        for language in content_languages():
            self.initial[build_localized_fieldname(name, language)] = text.get(language, "")

    def _text(self, name: str) -> Text:
        return Text.of(
            {
                language: self.cleaned_data.get(build_localized_fieldname(name, language), "")
                for language in content_languages()
            }
        )

    def content(self) -> ItemContent:
        """What the valid form says, as the bank keeps it."""
        said = self._said()
        return replace(said, languages=languages_of(said))

    def draft(self) -> ItemContent | None:
        """What the form says so far, however much is missing; None where nothing is asked yet."""
        # What an error took out of the cleaned data was typed all the same.
        self.cleaned_data = {**self.typed, **self.cleaned_data}
        has_form = bool(self.cleaned_data.get("form") or self.instance.form)
        if not (has_form and self._text("stem") and self._has_body()):
            return None
        return replace(self._said(), languages=tuple(self._text("stem")))

    def _has_body(self) -> bool:
        """Whether enough is filled in to make a body of it."""
        needed = ("amount", "unit") if self._chosen_form() is Form.NUMERIC else ()
        return all(self.cleaned_data.get(name) is not None for name in needed)

    def _said(self) -> ItemContent:
        point: Point | None = self.cleaned_data.get("point", self.instance.point)
        stem = self._text("stem")
        return ItemContent(
            form=self._chosen_form(),
            points=(f"{point.fact.key}.{point.name}",) if point else (),
            stem=stem,
            explanation=self._text("explanation"),
            body=self._body(),
        )

    def _chosen_form(self) -> Form:
        return Form(self.cleaned_data.get("form") or self.instance.form)

    def _body(self) -> Body:
        cleaned = self.cleaned_data
        match self._chosen_form():
            case Form.TRUE_FALSE:
                return TrueFalseBody(cleaned.get("truth") == "true", reason=self._text("reason"))
            case Form.NUMERIC:
                return self._numeric(cleaned["unit"])
            case Form.SHORT_TEXT:
                answer = self._text("answer")
                accepted = (*answer.values(), *lines(cleaned.get("accepted", "")))
                return TextBody(answer, tuple(dict.fromkeys(accepted)))
            case _:
                return to_body(cleaned.get("options", []))

    def _numeric(self, record: Unit) -> NumericBody:
        known = {each.key: value for each in Unit.objects.all() if (value := unit_value(each))}
        unit = known[record.key]
        quantity = Quantity(self.cleaned_data["amount"], unit.key)
        named = {
            each: unit.symbol or unit_text(unit, quantity, each) for each in content_languages()
        }
        return NumericBody(
            quantity=quantity,
            unit_name=Text.of(named),
            tolerance=self.cleaned_data.get("tolerance") or Decimal(0),
            units=answer_units(unit, known),
        )

    # Checks ----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.typed = dict(cleaned)
        stem = self._text("stem")
        if not stem:
            name = build_localized_fieldname("stem", content_languages()[0])
            self.add_error(name, gettext("Write the question in at least one language."))
        if self._text("explanation"):
            self._need("explanation", stem)
        if cleaned.get("form") or self.instance.form:
            self._check_answer(stem)
        if not self.errors:
            for problem in problems_of(self.content()):
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, item_problem_text(problem))
        return cleaned

    def _need(self, name: str, stem: Text) -> None:
        """What is said at all is said in every language of the question."""
        text = self._text(name)
        for language in stem:
            if language not in text:
                self.add_error(
                    build_localized_fieldname(name, language),
                    gettext("The question exists in this language: write this in it, too."),
                )

    def _check_answer(self, stem: Text) -> None:
        match self._chosen_form():
            case Form.SINGLE_CHOICE:
                for text in missing_texts(self.cleaned_data["options"], stem):
                    self.add_error("options", text)
            case Form.TRUE_FALSE:
                self._require("truth", gettext("Say whether the statement is true."))
            case Form.NUMERIC:
                self._require("amount", gettext("Write the right number."))
                self._require("unit", gettext("Choose the unit of the number."))
            case Form.SHORT_TEXT:
                self._need("answer", stem)

    def _require(self, field: str, text: str) -> None:
        if field not in self.errors and self.cleaned_data.get(field) in (None, ""):
            self.add_error(field, text)


for _name, _label, _rows in (
    ("stem", _("Question"), 3),
    ("explanation", _("Explanation"), 3),
    ("answer", _("Answer"), 0),
    ("reason", _("Why it is true or false"), 0),
):
    for _language, _field in texts(_label, rows=_rows).items():
        ItemForm.declared_fields[build_localized_fieldname(_name, _language)] = _field
