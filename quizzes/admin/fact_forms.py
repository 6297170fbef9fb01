"""The form of a fact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import in_each_language
from quizzes.admin.choose_article import chosen_article
from quizzes.models import Fact, FactVersion
from quizzes.services.keys import new_key


class FactForm(forms.ModelForm):
    """A fact of one article: the choice of topics and passages is that article's."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    change = forms.ChoiceField(
        label=_("What changes?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (FactVersion.Change.WORDING, _("Only the wording: what is true stays true.")),
            (FactVersion.Change.TRUTH, _("The truth: what learners were told was wrong.")),
        ],
    )
    note = forms.CharField(label=_("Why?"), required=False, max_length=300)

    class Meta:
        model = Fact
        fields = (
            "article",
            "topic",
            "passage",
            *in_each_language("statement", "attributed_to"),
            "as_of",
            "modality",
            "relation",
            "key",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The points are checked together with the statement, and Django gives their formset no
        # more than this instance.
        self.instance.form = self
        if "article" in self.fields:
            self.fields["article"].widget = forms.HiddenInput()
        article = chosen_article(self)
        for name in ("topic", "passage"):
            choices: Any = self.fields[name]
            choices.queryset = choices.queryset.filter(article=article)
        for name in in_each_language("statement"):
            self.fields[name].required = False  # the shared check asks for one language at least
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
        else:
            self.fields["key"].required = False
            self.fields["key"].help_text = _(
                "A short name that never changes. Empty: made from the English statement."
            )

    @property
    def is_changed(self) -> bool:
        """Whether anything of the fact itself is other than it was."""
        return bool(set(self.changed_data) - {"change", "note", "seen_version"})

    def clean_change(self) -> str:
        """Who changes a published fact says what that means for those who have learnt it."""
        change: str = self.cleaned_data.get("change") or ""
        is_published = self.instance.pk and self.instance.status == Fact.Status.PUBLISHED
        if is_published and not change and "_try" not in self.data:
            raise forms.ValidationError(
                gettext("Say whether only the wording changes, or the truth."), code="required"
            )
        return change

    def clean_key(self) -> str:
        key: str = self.cleaned_data.get("key") or ""
        article = self.cleaned_data.get("article")
        statement = self.data.get("statement_en", "")
        return key or new_key(Fact, statement, f"{article.key if article else 'fact'}-1")

    def clean_seen_version(self) -> int | None:
        """Two people at one fact: the second is told, rather than undoing what the first did."""
        seen: int | None = self.cleaned_data.get("seen_version")
        if self.instance.pk and seen is not None and seen != self.instance.version:
            raise forms.ValidationError(
                gettext(
                    "Somebody else has changed this fact meanwhile. Copy what you wrote, open the"
                    " fact anew and put it in there."
                ),
                code="changed_meanwhile",
            )
        return seen
