"""Forms of records whose key nobody has to think of: it is made from their English words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.services.keys import new_key


class KeyedForm(forms.ModelForm):
    """The key may be left empty. `named_by` is the field with the words it is made from.

    The key has to come after that field.
    """

    named_by = "name_en"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = _(
                "What spreadsheets and addresses call it. Empty: made from the English words."
            )

    def clean_key(self) -> str:
        model: Any = self._meta.model
        words = self.cleaned_data.get(self.named_by) or ""
        return self.cleaned_data.get("key") or new_key(model, words, model._meta.model_name)
