"""The conditions of sitting a quiz, in the form of a quiz."""

from __future__ import annotations

from typing import Any

from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from quizzes.models.sitting import Feedback, Mode

SITTING: tuple[tuple[Any, Any], ...] = (
    (_("How it is taken"), {"fields": ["mode", ("feedback", "review"), ("layout", "navigation")]}),
    (
        _("When, and for whom"),
        {
            "classes": ["collapse"],
            "fields": [("opens_at", "closes_at"), "time_limit", "access_code", "open_to_guests"],
        },
    ),
    (
        _("Attempts and passing"),
        {"classes": ["collapse"], "fields": [("attempts_allowed", "grading"), "pass_mark"]},
    ),
    (
        _("Points and order"),
        {
            "classes": ["collapse"],
            "fields": [
                ("blank_score", "wrong_score"),
                ("tries", "retry_penalty"),
                ("shuffle_questions", "shuffle_options"),
            ],
        },
    ),
)
"""Fieldsets with defaults that need no thought: what is seldom changed is folded away."""


class SittingForm(ModelForm):
    """Choosing practice chooses its feedback too."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("mode") == Mode.PRACTICE:
            self.cleaned_data["feedback"] = Feedback.EACH
        return cleaned
