"""The rule by which a quiz draws: its fields, and whether the bank has enough for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms import ModelForm
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quizzes.models import Quiz
from quizzes.models.items import FORM_NAMES
from quizzes.services.drawing import Scope
from quizzes.services.quiz_rules import askable, supply

RULE_FIELDSET: tuple[Any, Any] = (
    _("What is drawn"),
    {
        "description": _(
            "No two questions ask the same, none gives another’s answer away, and the topics take"
            " turns. What you choose here comes on top."
        ),
        "fields": ["topics", "forms", ("new_share", "known_share", "draw_seed")],
    },
)


class RuleForm(ModelForm):
    """The part of a quiz's form that says what is drawn."""

    forms = forms.MultipleChoiceField(
        label=_("Forms"),
        choices=[(form.value, name) for form, name in FORM_NAMES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only questions in these forms are drawn. None chosen: all forms."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topics" in self.fields:
            self.fields["topics"].widget = forms.CheckboxSelectMultiple()
            # Without what Django adds on how to choose several in a list.
            self.fields["topics"].help_text = Quiz._meta.get_field("topics").help_text
        for name in {"new_share", "known_share"} & set(self.fields):
            most = MaxValueValidator(100, gettext("A share is at most 100 per cent."))
            self.fields[name].validators.append(most)

    def askable(self) -> int:
        """How many points the rule, as it was filled in, finds."""
        given = self.cleaned_data
        chosen = [*given.get("topics", ()), *filter(None, [given.get("topic")])]
        article = self.instance.article_id
        topics = {topic.pk: topic.key for topic in chosen}
        return askable(Scope(article, topics, given.get("forms", ())))


def too_few_text(quiz: Quiz, drawn: int) -> str:
    """What is to be said where a kept quiz asks for more than the bank has; "" otherwise."""
    if not drawn:
        return ""
    found = supply(quiz, drawn)
    if found.points < drawn:
        text = ngettext(
            "The rule asks for %(drawn)d questions, but only %(n)d point of its topics has"
            " published questions in these forms.",
            "The rule asks for %(drawn)d questions, but only %(n)d points of its topics have"
            " published questions in these forms.",
            found.points,
        )
        return text % {"drawn": drawn, "n": found.points}
    if found.together < drawn:
        text = gettext(
            "The rule asks for %(drawn)d questions, but only %(n)d go together: the others ask the"
            " same, or give an answer away."
        )
        return text % {"drawn": drawn, "n": found.together}
    return ""
