"""Pinyin of words: given by a teacher, shown to learners who ask for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import Admin
from quizzes.domain.pinyin import PinyinError, han_count, read_pinyin
from quizzes.models import Pinyin

PROBLEMS = {
    "unreadable": _("This is not pinyin. Write it like hé tián or he2 tian2."),
    "count": _("Give one syllable for each Chinese character: %(count)d."),
    "ambiguous": _("This can be read in several ways. Set the syllables apart by spaces."),
}


class PinyinForm(forms.ModelForm):
    """The reading is kept as syllables with tone marks, however it was written."""

    class Meta:
        model = Pinyin
        fields = ("word", "reading")

    def clean_word(self) -> str:
        word = str(self.cleaned_data["word"]).strip()
        if not han_count(word):
            raise ValidationError(_("A word has a Chinese character at least."), code="no_han")
        return word

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        word, reading = given.get("word"), given.get("reading")
        if word and reading:
            try:
                given["reading"] = " ".join(read_pinyin(word, reading))
            except PinyinError as error:
                params = {"count": han_count(word)}
                problem = ValidationError(PROBLEMS[error.code], code=error.code, params=params)
                self.add_error("reading", problem)
        return given


@admin.register(Pinyin)
class PinyinAdmin(Admin):
    form = PinyinForm
    list_display = ("word", "reading")
    search_fields = ("word", "reading")
