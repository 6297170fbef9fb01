"""Changing a published fact: a page tells what follows, and only its button does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.admin.base import user_of
from quizzes.admin.histories import ChangeRow, change_rows
from quizzes.admin.pages import own_page
from quizzes.domain.changes import changes
from quizzes.models import Fact
from quizzes.selectors.item_history import content_record
from quizzes.services.corrections import (
    CorrectionPlan,
    ItemChange,
    apply_correction,
    preview_correction,
)
from quizzes.services.regrade_plans import PlanChangedError
from quizzes.services.validation import PointDraft

LISTED = 50
"""Attempts shown one by one; the rest are counted."""

CONFIRMED = "_confirmed"
KEPT_BACK = ("csrfmiddlewaretoken", CONFIRMED)


@dataclass(frozen=True)
class ItemRow:
    """A question that gets a new version, is new, or is asked no more."""

    key: str
    standing: str
    changes: tuple[ChangeRow, ...]


class UnconfirmedError(Exception):
    """A change waits to be confirmed; nothing of it may be kept."""

    def __init__(self, fact: Fact, plan: CorrectionPlan) -> None:
        self.fact, self.plan = fact, plan
        super().__init__(fact.key)


def correct(admin: Any, request: HttpRequest, form: Any, drafts: Sequence[PointDraft]) -> None:
    """Do what was confirmed; else raise UnconfirmedError with what would follow."""
    fact, change = form.instance, form.cleaned_data["change"]
    if CONFIRMED in request.POST:
        try:
            plan = apply_correction(
                fact,
                drafts,
                change,
                request.POST[CONFIRMED],
                user_of(request),
                timezone.now(),
                form.cleaned_data["note"],
            )
        except PlanChangedError:
            said = _("Something changed meanwhile, and other things would follow. Look again.")
            admin.message_user(request, said, messages.WARNING)
        else:
            admin.message_user(request, _done(plan), messages.SUCCESS)
            return
    raise UnconfirmedError(fact, preview_correction(fact, drafts, change, timezone.now()))


def page(admin: Any, request: HttpRequest, waiting: UnconfirmedError) -> HttpResponse:
    """The page that tells what follows, with the button that does it."""
    plan = waiting.plan
    context = {
        "fact": waiting.fact,
        "plan": plan,
        "items": [_item_row(item) for item in plan.items],
        "scores": plan.regrade.changes[:LISTED],
        "more_scores": max(0, len(plan.regrade.changes) - LISTED),
        "fields": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in KEPT_BACK
            for value in values
        ],
    }
    return own_page(admin, request, "fact/what_follows", _("What follows"), context)


def _item_row(item: ItemChange) -> ItemRow:
    before, after = item.before, item.after
    if before and after:
        found = changes(content_record(before), content_record(after))
        return ItemRow(item.key, _("new version"), change_rows(found))
    return ItemRow(item.key, _("new") if after else _("not asked any more"), ())


def _done(plan: CorrectionPlan) -> str:
    told = _("Saved. Questions changed: %(items)d; scores changed: %(scores)d; cards reset: %(n)d.")
    return told % {
        "items": len(plan.items),
        "scores": len(plan.regrade.changes),
        "n": len(plan.memories),
    }
