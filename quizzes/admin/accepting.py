"""Answers that learners gave and that were not accepted: a teacher can accept one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.admin.base import Admin, both, user_of
from quizzes.admin.pages import own_page
from quizzes.models import Point
from quizzes.models.base import text_of
from quizzes.permissions import is_teacher
from quizzes.selectors.given_answers import given_answers, names_of
from quizzes.services.accepting import (
    AcceptancePlan,
    NotAcceptableError,
    accept_answer,
    accepted_text,
    preview_acceptance,
)
from quizzes.services.regrade_plans import PlanChangedError

LISTED = 100
"""Attempts shown one by one; the rest are counted."""


class Accepting(Admin):
    """For the admin of facts: a page of the answers given to a point, to accept some of them."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.answers_view)
        name = "quizzes_fact_answers"
        return [path("<int:pk>/answers/<str:point>/", view, name=name), *super().get_urls()]

    def answers_view(self, request: HttpRequest, pk: int, point: str) -> HttpResponse:
        found = Point.objects.filter(fact=pk, name=point)
        record = found.select_related("fact__article", "entity").first()
        if record is None or not is_teacher(request.user):
            raise Http404
        if request.method != "POST":
            return self._answers_page(request, record, None)
        try:
            plan = self._accepted(request, record)
        except NotAcceptableError as error:
            self.message_user(request, error.message, messages.ERROR)
            plan = None
        if plan is None:
            return redirect("admin:quizzes_fact_answers", pk, point)
        return self._answers_page(request, record, plan)

    def _accepted(self, request: HttpRequest, point: Point) -> AcceptancePlan | None:
        """Do what was confirmed; else, or where other things would follow, what would follow."""
        text, digest = request.POST.get("text", ""), request.POST.get("digest", "")
        now = timezone.now()
        if digest:
            try:
                plan = accept_answer(point, text, digest, user_of(request), now)
            except PlanChangedError:
                said = _("Something changed meanwhile, and other things would follow. Look again.")
                self.message_user(request, said, messages.WARNING)
            else:
                self.message_user(request, accepted_text(plan), messages.SUCCESS)
                return None
        return preview_acceptance(point, text, now)

    def _answers_page(
        self, request: HttpRequest, point: Point, plan: AcceptancePlan | None
    ) -> HttpResponse:
        changes: Any = plan.regrade.changes if plan else ()
        context = {
            "fact": point.fact,
            "point": point,
            "question": both(text_of(point, "question") or text_of(point.fact, "statement")),
            "name": point.entity.name if point.entity else point.term,
            "names": " / ".join(names_of(point)),
            "plan": plan,
            "scores": changes[:LISTED],
            "more_scores": max(0, len(changes) - LISTED),
            "answers": [] if plan else given_answers(point),
        }
        title = _("Accept an answer") if plan else _("Answers given")
        return own_page(self, request, "fact/answers", title, context)
