"""A sentence with gaps: the question is the sentence, and what belongs in a gap stands in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from quizzes.admin.editors.base import Editor, Filled, register
from quizzes.domain.items import ClozeBody, Form
from quizzes.domain.writing.gaps import read_gaps, write_gaps


class HowToWriteGaps(forms.Widget):
    """No input: it tells how gaps are written."""

    template_name = "admin/quizzes/item/gaps.html"

    def _render(self, template_name: str, context: Any, renderer: Any = None) -> SafeString:
        return render_to_string(template_name, context)


FIELDS = {"gaps": forms.Field(label=_("Gaps"), required=False, widget=HowToWriteGaps)}


def show(_body: ClozeBody) -> dict[str, Any]:
    """Nothing of its own: all stands in the sentence."""
    return {}


def read(filled: Filled) -> ClozeBody:
    """The gaps of the sentences; GapsError where they cannot be read."""
    return read_gaps(filled.text("stem"))


register(Editor(Form.CLOZE, _("Gaps"), FIELDS, ["gaps"], show, read, stem=write_gaps))
