"""Facts with their points: written, looked at as questions and cards, then published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quizzes.admin import correcting, publishing
from quizzes.admin.accepting import Accepting
from quizzes.admin.anki import AnkiImport
from quizzes.admin.base import (
    Admin,
    ArticleColumn,
    both_of,
    in_each_language,
    side_by_side,
    user_of,
)
from quizzes.admin.choose_article import OfArticle
from quizzes.admin.fact_forms import FactForm
from quizzes.admin.filters import TopicFilter
from quizzes.admin.guess import Guessing
from quizzes.admin.histories import fact_rows, history_page
from quizzes.admin.leeches import LeechList
from quizzes.admin.live_preview import LIVE, LivePreview
from quizzes.admin.pages import own_page
from quizzes.admin.points import PointInline
from quizzes.admin.preview import show_fact
from quizzes.admin.proposals import FromText
from quizzes.admin.spreadsheets import Spreadsheets
from quizzes.models import Fact, Review
from quizzes.selectors.copied import copied_words
from quizzes.selectors.fact_history import fact_history
from quizzes.services.facts import save_fact

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Points(TypedDict):
        point_count: int

    CountedFact = WithAnnotations[Fact, Points]


@admin.register(Fact)
class FactAdmin(
    Accepting,
    Spreadsheets,
    AnkiImport,
    FromText,
    Guessing,
    LeechList,
    LivePreview,
    OfArticle,
    ArticleColumn,
    Admin,
):
    sheet_kind = "facts"
    article_question = _("Which article does the fact come from?")
    form = FactForm
    inlines = (PointInline,)
    list_display = (
        "statement_in_both",
        "status",
        "of_article",
        "topic",
        "passage_number",
        "point_count",
    )
    list_filter = ("status", "article", TopicFilter, "modality")
    list_select_related = ("article", "topic", "passage")
    search_fields = (
        "key",
        "points__aliases",
        "points__entity__aliases",
        "points__members__aliases",
        *in_each_language(
            "statement",
            "attributed_to",
            "points__question",
            "points__term",
            "points__entity__name",
            "points__members__term",
            "points__members__entity__name",
        ),
    )
    search_help_text = _("Words of the statement, the questions, the values; Chinese or English.")
    actions = ("publish", "withdraw", "export_xlsx", "export_csv")
    change_form_template = "admin/quizzes/fact/change_form.html"

    # What is shown ---------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fact]:
        return super().get_queryset(request).annotate(point_count=Count("points", distinct=True))

    def get_fieldsets(self, request: HttpRequest, obj: Fact | None = None) -> Any:
        place: list[Any] = [("topic", "passage")]
        standing: list[Any] = [("status", "version")] if obj else ["article"]
        if obj and obj.status == Fact.Status.PUBLISHED:
            standing.append(("change", "note"))
        more = [("as_of", "modality"), *side_by_side("attributed_to"), "relation", "key"]
        return (
            (None, {"fields": [*standing, *place, *side_by_side("statement"), "seen_version"]}),
            (_("More about the fact"), {"fields": more, "classes": ("collapse",)}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Points, cards and history hang on key and article: they stay."""
        return ("article", "status", "version", "key") if obj else ()

    @admin.display(description=_("statement"), ordering="statement_zh_hans")
    def statement_in_both(self, fact: Fact) -> SafeString:
        return both_of(fact, "statement")

    @admin.display(description=_("passage"), ordering="passage__number")
    def passage_number(self, fact: Fact) -> str:
        return f"[{fact.passage.number}]"

    @admin.display(description=_("number of points"), ordering="point_count")
    def point_count(self, fact: CountedFact) -> int:
        return fact.point_count

    # Who may ---------------------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Fact | None = None) -> bool:
        """Only a draft of which nobody has learnt anything may disappear."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or _is_untouched(obj))

    # Saving ----------------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, *arguments: Any, **options: Any
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, *arguments, **options)
        except correcting.UnconfirmedError as waiting:  # it has undone the transaction
            return correcting.page(self, request, waiting)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Nothing yet: a fact is kept together with its points, by the service."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        (points,) = formsets
        points.save(commit=False)  # tells the history what changed
        if change and not form.is_changed and not points.has_changed():
            return
        if change and form.instance.status == Fact.Status.PUBLISHED and "_try" not in request.POST:
            correcting.correct(self, request, form, points.drafts())
            return
        save_fact(form.instance, points.drafts(), user_of(request), timezone.now())

    def response_add(
        self, request: HttpRequest, obj: Fact, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._previewed(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request: HttpRequest, obj: Fact) -> HttpResponse:
        return self._previewed(request, obj) or super().response_change(request, obj)

    def _previewed(self, request: HttpRequest, fact: Fact) -> HttpResponse | None:
        if "_preview" in request.POST:
            self.message_user(request, gettext("Saved."))
            return redirect("admin:quizzes_fact_preview", fact.pk)
        if "_try" not in request.POST:
            return None
        response = self._preview_page(request, fact, is_saved=False)
        response.render()
        # The page was made from records as they would be: now they go again.
        transaction.set_rollback(True)
        return response

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        (points,) = context["inline_admin_formsets"] or (None,)
        context["copied"] = copied_words(context["adminform"].form.instance)
        if points is not None:
            context["entity_names"] = points.formset.book.suggestions()
        return super().render_change_form(request, context, *args, **options)

    # Preview and publication -----------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", wrap(self.preview_view), name="quizzes_fact_preview"),
            path(
                "<int:pk>/publish/",
                wrap(require_POST(self.publish_view)),
                name="quizzes_fact_publish",
            ),
            *super().get_urls(),
        ]

    def _fact(self, request: HttpRequest, pk: int) -> Fact:
        fact = self.get_object(request, str(pk))
        if fact is None or not self.has_change_permission(request, fact):
            raise Http404
        return fact

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        fact = self.get_object(request, object_id)
        rows = fact_rows(fact_history(fact)) if fact else []
        return history_page(self, request, fact, rows)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._preview_page(request, self._fact(request, pk), is_saved=True)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        publishing.publish(self, request, [self._fact(request, pk)])
        return redirect("admin:quizzes_fact_preview", pk)

    def _preview_page(
        self, request: HttpRequest, fact: Fact, *, is_saved: bool
    ) -> TemplateResponse:
        context = {
            "fact": fact,
            "is_saved": is_saved,
            "preview": show_fact(fact, request),
            "copied": copied_words(fact),
        }
        template = "live" if LIVE in request.POST else "preview"
        return own_page(self, request, f"fact/{template}", gettext("Preview"), context)

    @admin.action(description=_("Publish the chosen facts"), permissions=["change"])
    def publish(self, request: HttpRequest, facts: QuerySet[Fact]) -> None:
        publishing.publish(self, request, facts)

    @admin.action(description=_("Withdraw the chosen facts"), permissions=["change"])
    def withdraw(self, request: HttpRequest, facts: QuerySet[Fact]) -> None:
        publishing.withdraw(self, request, facts)


def _is_untouched(fact: Fact) -> bool:
    is_draft = fact.status == Fact.Status.DRAFT
    return is_draft and not Review.objects.filter(point__fact=fact).exists()
