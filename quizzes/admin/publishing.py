"""Publishing from the admin: the services' work, told in messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.admin.base import user_of
from quizzes.domain.problems import ProblemsError
from quizzes.models import Fact
from quizzes.selectors.copied import copied_words
from quizzes.services.bank import Outcome, Report
from quizzes.services.publishing import publish_facts, withdraw_facts
from quizzes.services.validation import describe


def publish(admin: Any, request: HttpRequest, facts: Iterable[Fact]) -> None:
    """Publish facts, and say what came of it."""
    chosen = list(facts)
    try:
        report = publish_facts(chosen, timezone.now(), user_of(request))
    except ProblemsError as error:
        for problem in error.problems:
            admin.message_user(request, describe(problem), messages.ERROR)
        return
    for fact in chosen:
        admin.log_change(request, fact, _("Published."))
        if words := copied_words(fact):
            told = _("%(fact)s is in the article's words: “%(words)s”. Say it in your own words.")
            admin.message_user(request, told % {"fact": fact, "words": words}, messages.WARNING)
    text = ngettext("%(n)d fact published.", "%(n)d facts published.", len(chosen))
    said = f"{text % {'n': len(chosen)}} {_summary(report)}"
    admin.message_user(request, said, messages.SUCCESS)


def withdraw(admin: Any, request: HttpRequest, facts: Iterable[Fact]) -> None:
    """Take facts back, and say so."""
    chosen = list(facts)
    withdraw_facts(chosen, timezone.now(), user_of(request))
    for fact in chosen:
        admin.log_change(request, fact, _("Withdrawn."))
    text = ngettext(
        "%(n)d fact withdrawn: it is a draft again, and nothing of it is asked.",
        "%(n)d facts withdrawn: they are drafts again, and nothing of them is asked.",
        len(chosen),
    )
    admin.message_user(request, text % {"n": len(chosen)}, messages.SUCCESS)


def _summary(report: Report) -> str:
    return _("Questions: %(new)d new, %(renewed)d renewed.") % {
        "new": report.count(Outcome.MADE),
        "renewed": report.count(Outcome.RENEWED),
    }
