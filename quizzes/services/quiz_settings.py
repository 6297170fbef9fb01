"""Changing how a quiz is sat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from quizzes.models import Quiz
from quizzes.models.sitting import Feedback, Mode
from quizzes.services.deadlines import refresh_deadlines


@transaction.atomic
def change_settings(quiz: Quiz, changed: Mapping[str, Any]) -> Quiz:
    """Set these conditions of a quiz; raises ValidationError where they do not go together.

    Choosing practice chooses feedback after each question; leaving it, feedback when submitted.
    Open attempts get the deadline that follows.
    """
    for name, value in changed.items():
        setattr(quiz, name, value)
    if "feedback" not in changed and "mode" in changed:
        quiz.feedback = Feedback.EACH if quiz.mode == Mode.PRACTICE else Feedback.SUBMITTED
    quiz.full_clean()
    quiz.save(update_fields=[*changed, "feedback"])
    refresh_deadlines(quiz=quiz)
    return quiz
