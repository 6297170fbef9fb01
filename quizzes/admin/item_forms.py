"""The form in which a teacher writes a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from quizzes.admin.choose_article import chosen_article
from quizzes.admin.editors import EDITORS, Editor
from quizzes.admin.editors.base import shown, texts
from quizzes.domain.items import ClozeBody, Form, ItemContent
from quizzes.domain.problems import Problem, ProblemsError
from quizzes.domain.quality.authored import languages_of, problems_of
from quizzes.domain.text import Text
from quizzes.domain.writing.gaps import stem_of
from quizzes.domain.writing.keeping import keeping
from quizzes.models import Item, Point
from quizzes.models.base import content_languages
from quizzes.models.items import FORM_NAMES
from quizzes.services.explaining import item_problem_text


class ItemForm(forms.ModelForm):
    """A question with all that its form needs. What it says becomes a new version.

    The fields of an answer come from the editor of its form (see `quizzes.admin.editors`).
    """

    class Meta:
        model = Item
        fields = ("article", "point", "form")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.typed: dict[str, Any] = {}
        super().__init__(*args, **kwargs)
        if "article" in self.fields:
            self.fields["article"].widget = forms.HiddenInput()
        if "form" in self.fields:
            form: Any = self.fields["form"]
            form.choices = [
                ("", "---------"),
                *((each.value, FORM_NAMES[each]) for each in Form if each in EDITORS),
            ]
            form.widget.attrs["data-chooses"] = ""
        if "point" in self.fields:
            self._offer_points(self.fields["point"])
        if "options" in self.fields and self.instance.form == Form.SINGLE_CHOICE:
            self.fields["options"].widget.one_key = True
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
        editor = EDITORS[content.form]
        stem = editor.stem(content.body) if editor.stem else content.stem
        self.initial.update(shown("stem", stem), **shown("explanation", content.explanation))
        self.initial.update(editor.show(content.body))

    def text(self, name: str) -> Text:
        """What was written in the fields of a text, one for each language."""
        return Text.of(
            {
                language: self.cleaned_data.get(build_localized_fieldname(name, language), "")
                for language in content_languages()
            }
        )

    def content(self) -> ItemContent:
        """What the form says, as the bank keeps it; ProblemsError where its gaps cannot be read."""
        said = self._said()
        return replace(said, languages=languages_of(said))

    def draft(self) -> ItemContent | None:
        """What the form says so far, however much is missing; None where nothing is asked yet."""
        # What an error took out of the cleaned data was typed all the same.
        self.cleaned_data = {**self.typed, **self.cleaned_data}
        editor = self._editor()
        if editor is None or not self.text("stem"):
            return None
        if any(self.cleaned_data.get(name) is None for name in editor.needed):
            return None
        try:
            said = self._said()
        except ProblemsError:
            return None
        return replace(said, languages=tuple(said.stem))

    def _said(self) -> ItemContent:
        editor = self._editor()
        assert editor is not None
        point: Point | None = self.cleaned_data.get("point", self.instance.point)
        body = editor.read(self)
        written = ItemContent(
            form=editor.form,
            points=(f"{point.fact.key}.{point.name}",) if point else (),
            stem=stem_of(body) if isinstance(body, ClozeBody) else self.text("stem"),
            explanation=self.text("explanation"),
            body=body,
        )
        kept = self.instance.current if self.instance.pk else None
        return keeping(kept.to_content(), written) if kept else written

    def _editor(self) -> Editor | None:
        form = self.cleaned_data.get("form") or self.instance.form
        return EDITORS[Form(form)] if form else None

    # Checks ----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.typed = dict(cleaned)
        stem = self.text("stem")
        if not stem:
            name = build_localized_fieldname("stem", content_languages()[0])
            self.add_error(name, gettext("Write the question in at least one language."))
        if self.text("explanation"):
            self.need("explanation", stem)
        editor = self._editor()
        if editor is not None:
            editor.check(self, stem)
        if not self.errors:
            self._tell(self._problems())
        return cleaned

    def _problems(self) -> Iterable[Problem]:
        try:
            return problems_of(self.content())
        except ProblemsError as error:
            return error.problems

    def _tell(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            name, _dot, language = problem.field.partition(".")
            field = build_localized_fieldname(name, language) if language else name
            self.add_error(field if field in self.fields else None, item_problem_text(problem))

    def need(self, name: str, stem: Text) -> None:
        """What is said at all is said in every language of the question."""
        text = self.text(name)
        for language in stem:
            if language not in text:
                self.add_error(
                    build_localized_fieldname(name, language),
                    gettext("The question exists in this language: write this in it, too."),
                )

    def require(self, field: str, message: str) -> None:
        """Say so where a field is empty."""
        if field not in self.errors and self.cleaned_data.get(field) in (None, ""):
            self.add_error(field, message)


ItemForm.declared_fields |= texts("stem", _("Question"), rows=3)
for _editor in EDITORS.values():
    ItemForm.declared_fields |= _editor.fields
ItemForm.declared_fields |= texts("explanation", _("Explanation"), rows=3)
