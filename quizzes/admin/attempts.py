"""Who did which quiz with which score."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.answers import answer_row
from quizzes.admin.base import Seen, in_each_language
from quizzes.admin.export import csv_file
from quizzes.admin.regrading import Regrading
from quizzes.models import Attempt, User
from quizzes.permissions import visible_attempts
from quizzes.selectors.attempts import attempt_view
from quizzes.selectors.results import result_view


class SubmittedFilter(admin.SimpleListFilter):
    title = _("submitted")
    parameter_name = "submitted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("yes", "no"):
            return queryset.filter(submitted_at__isnull=self.value() == "no")
        return queryset


@admin.register(Attempt)
class AttemptAdmin(Regrading, Seen):
    list_display = (
        "learner_named",
        "score_in_percent",
        "quiz",
        "started_at",
        "submitted_at",
        "language",
    )
    list_filter = (
        SubmittedFilter,
        ("quiz__article", admin.RelatedOnlyFieldListFilter),
        ("quiz", admin.RelatedOnlyFieldListFilter),
        ("submitted_at", admin.DateFieldListFilter),
        "language",
    )
    list_select_related = ("learner", "quiz__article")
    search_fields = (
        "learner__username",
        "learner__first_name",
        "learner__last_name",
        *in_each_language("quiz__title", "quiz__article__title"),
    )
    search_help_text = _("By user name, name, quiz or article.")
    ordering = ("-started_at",)
    change_form_template = "admin/quizzes/attempt/change_form.html"
    actions = ("as_csv",)
    fields = (
        "learner",
        "quiz",
        "article",
        "score_in_percent",
        ("started_at", "submitted_at"),
        "language",
        "answers",
    )
    readonly_fields = ("article", "score_in_percent", "answers")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        attempts = super().get_queryset(request).annotate(share=F("score") / F("max_score"))
        return visible_attempts(request.user, attempts)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        attempt = options["obj"]
        context["subtitle"] = f"{attempt.learner} · {attempt.quiz}"
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description=_("learner"), ordering="learner__username")
    def learner_named(self, attempt: Attempt) -> str:
        """The user name, and the name that a teacher knows."""
        learner = attempt.learner
        return f"{learner.get_username()} {learner.get_full_name()}".strip()

    @admin.display(description=_("article"))
    def article(self, attempt: Attempt) -> str:
        return str(attempt.quiz.article)

    @admin.display(description=_("score"), ordering="share")
    def score_in_percent(self, attempt: Attempt) -> str:
        if attempt.score is None:
            return "–"
        share = attempt.score / attempt.max_score if attempt.max_score else 0
        return f"{share:.0%} ({attempt.score:g}/{attempt.max_score:g})"

    @admin.display(description=_("answers"))
    def answers(self, attempt: Attempt) -> SafeString:
        context: dict[str, Any] = {}
        if attempt.submitted_at:
            found = result_view(attempt, is_own=False)
            context["rows"] = [answer_row(each) for each in found.questions]
        else:
            context["open"] = attempt_view(attempt)
        return render_to_string("admin/quizzes/attempt/answers.html", context)

    @admin.action(description=_("Download the chosen attempts (CSV)"), permissions=["view"])
    def as_csv(self, request: HttpRequest, attempts: QuerySet[Attempt]) -> HttpResponse:
        heading = [
            gettext("User name"),
            gettext("Name"),
            gettext("Quiz"),
            gettext("Article"),
            gettext("Score in %"),
            gettext("Points"),
            gettext("Of"),
            gettext("Started"),
            gettext("Submitted"),
            gettext("Language"),
        ]
        return csv_file("attempts", heading, map(_row, attempts))


def _row(attempt: Any) -> list[object]:
    learner: User = attempt.learner
    share = None if attempt.share is None else round(100 * attempt.share, 1)
    return [
        learner.get_username(),
        learner.get_full_name(),
        str(attempt.quiz),
        str(attempt.quiz.article),
        share,
        attempt.score,
        attempt.max_score,
        _when(attempt.started_at),
        _when(attempt.submitted_at),
        attempt.language,
    ]


def _when(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
