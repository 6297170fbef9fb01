"""Giving scores anew by hand: a page tells what would change, and only its button does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.admin.base import Admin, user_of
from quizzes.admin.pages import own_page
from quizzes.permissions import is_teacher
from quizzes.selectors.regrades import RegradeScope, scope_of
from quizzes.services.regrade_plans import PlanChangedError, RegradePlan, ScoreChange
from quizzes.services.regrading import apply_regrade, preview_regrade

LISTED = 100
"""Attempts shown one by one; the rest are counted."""


@dataclass(frozen=True)
class ScoreRow:
    """An attempt whose score would change, with the questions that make it so."""

    change: ScoreChange
    questions: str
    is_credited: bool


class Regrading(Admin):
    """For the admin of a question, a quiz or an attempt: a page that marks its attempts anew."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_regrade"
        view = self.admin_site.admin_view(self.regrade_view)
        return [path("<path:pk>/regrade/", view, name=name), *super().get_urls()]

    def regrade_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        record: Any = self.get_object(request, pk)
        if record is None or not is_teacher(request.user):
            raise Http404
        scope = scope_of(request.user, record)
        if request.method == "POST" and self._done(request, record, scope):
            return redirect(self._record_url(record, "change"))
        return self._regrade_page(
            request, record, preview_regrade(scope.attempts, None, scope.items)
        )

    def _done(self, request: HttpRequest, record: Any, scope: RegradeScope) -> bool:
        digest, why = request.POST.get("digest", ""), request.POST.get("reason", "")[:300]
        now, by = timezone.now(), user_of(request)
        try:
            plan = apply_regrade(scope.attempts, digest, by, now, why, None, scope.items)
        except PlanChangedError:
            said = _("Something changed meanwhile, and other things would follow. Look again.")
            self.message_user(request, said, messages.WARNING)
            return False
        n = len(plan.changes)
        text = ngettext("%(n)d score was given anew.", "%(n)d scores were given anew.", n)
        self.message_user(request, text % {"n": n}, messages.SUCCESS)
        self.log_change(request, record, text % {"n": n})
        return True

    def _regrade_page(self, request: HttpRequest, record: Any, plan: RegradePlan) -> HttpResponse:
        context = {
            "record": record,
            "record_url": self._record_url(record, "change"),
            "plan": plan,
            "rows": [_row(change) for change in plan.changes[:LISTED]],
            "more_scores": max(0, len(plan.changes) - LISTED),
            "reason": request.POST.get("reason", ""),
        }
        return own_page(self, request, "regrade", _("Mark anew"), context)

    def _record_url(self, record: Any, page: str) -> str:
        return reverse(f"admin:quizzes_{self.opts.model_name}_{page}", args=[record.pk])


def _row(change: ScoreChange) -> ScoreRow:
    questions = ", ".join(str(mark.position) for mark in change.marks)
    return ScoreRow(change, questions, any(mark.is_credited for mark in change.marks))


def score_text(score: float, of: float) -> str:
    """A score as it is read in lists: 7.5/10."""
    return f"{round(score, 2):g}/{of:g}"
