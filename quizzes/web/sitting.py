"""What stands in the way of starting a quiz, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quizzes.services.attempt_errors import (
    ClosedError,
    CodeRequiredError,
    CodeWrongError,
    NoAttemptsLeftError,
    NotOpenYetError,
    StartRefusedError,
    TooManyCodesError,
)

PROBLEMS = {
    NotOpenYetError: _("This quiz is not open yet."),
    ClosedError: _("This quiz is closed."),
    NoAttemptsLeftError: _("You have taken this quiz as often as it allows."),
    CodeRequiredError: _("This quiz asks for an access code."),
    CodeWrongError: _("This is not the access code."),
    TooManyCodesError: _("Too many wrong codes. Try again in ten minutes."),
}


def start_problem(error: StartRefusedError) -> str:
    """Why an attempt was not started, said to a learner."""
    return str(PROBLEMS[type(error)])
