"""Scores that were given anew: who, when, why, and what changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from quizzes.admin.base import Seen, in_each_language
from quizzes.admin.regrading import score_text
from quizzes.models import Regrade
from quizzes.permissions import is_teacher
from quizzes.selectors.regrades import regrades_for


@admin.register(Regrade)
class RegradeAdmin(Seen):
    list_display = ("learner", "before", "after", "quiz", "reason", "created_at", "created_by")
    list_filter = (
        ("attempt__quiz", admin.RelatedOnlyFieldListFilter),
        ("created_at", admin.DateFieldListFilter),
        ("created_by", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = (
        "reason",
        "attempt__learner__username",
        *in_each_language("attempt__quiz__title"),
    )
    search_help_text = _("By learner, quiz or reason.")
    fields = (
        "of_attempt",
        "before",
        "after",
        "reason",
        "created_at",
        "created_by",
        "questions",
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Regrade]:
        return regrades_for(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_teacher(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_teacher(request.user)

    @admin.display(description=_("learner"), ordering="attempt__learner__username")
    def learner(self, regrade: Regrade) -> str:
        return str(regrade.attempt.learner)

    @admin.display(description=_("quiz"))
    def quiz(self, regrade: Regrade) -> str:
        return str(regrade.attempt.quiz)

    @admin.display(description=_("score before"), ordering="old_score")
    def before(self, regrade: Regrade) -> str:
        return score_text(regrade.old_score, regrade.attempt.max_score)

    @admin.display(description=_("score after"), ordering="new_score")
    def after(self, regrade: Regrade) -> str:
        return score_text(regrade.new_score, regrade.attempt.max_score)

    @admin.display(description=_("attempt"))
    def of_attempt(self, regrade: Regrade) -> SafeString:
        address = reverse("admin:quizzes_attempt_change", args=[regrade.attempt_id])
        text = f"{regrade.attempt.learner} · {regrade.attempt.quiz}"
        return format_html('<a href="{}">{}</a>', address, text)

    @admin.display(description=_("marks changed"))
    def questions(self, regrade: Regrade) -> SafeString:
        return render_to_string("admin/quizzes/marks.html", {"marks": regrade.marks})
