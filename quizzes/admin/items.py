"""The bank of questions: teachers' own are written here, generated ones are looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from quizzes.admin.base import ArticleColumn, both_of, in_each_language, side_by_side, user_of
from quizzes.admin.choose_article import OfArticle
from quizzes.admin.editors import EDITORS
from quizzes.admin.histories import history_page, item_rows
from quizzes.admin.item_forms import ItemForm
from quizzes.admin.live_lint import LiveLint, for_a_person
from quizzes.admin.regrading import Regrading
from quizzes.admin.shown import item_label, show_content
from quizzes.admin.spreadsheets import Spreadsheets
from quizzes.admin.trying import try_box
from quizzes.admin.variants import Swapping
from quizzes.domain.quality import lint
from quizzes.models import AttemptSlot, Item, ItemVersion
from quizzes.models.base import PublicationStatus
from quizzes.selectors.item_history import item_history, status_changes
from quizzes.services.explaining import finding_text
from quizzes.services.item_status import move_items, take_over
from quizzes.services.trying import is_written
from quizzes.services.writing import write_item


class VersionInline(admin.TabularInline):
    """What the question said before: kept for ever, changed never."""

    model = ItemVersion
    fk_name = "item"
    extra = 0
    fields = ("number", "stem_in_both", "created_at", "created_by")
    readonly_fields = fields
    can_delete = False
    verbose_name_plural = _("versions")
    classes = ("collapse",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ItemVersion]:
        return super().get_queryset(request).select_related("created_by").order_by("-number")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("question"))
    def stem_in_both(self, version: ItemVersion) -> SafeString:
        return both_of(version, "stem")


def _answers(form: str) -> list[Any]:
    """The fieldsets of the answers: those of one form, or for "" of all."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for each in EDITORS.values():
        if form in ("", each.form):
            groups.setdefault((each.title, *each.layout), []).append(each.form)
    return [
        (title, {"fields": layout, "classes": ("of-kind", *forms)})
        for (title, *layout), forms in groups.items()
    ]


@admin.register(Item)
class ItemAdmin(Regrading, Swapping, Spreadsheets, OfArticle, ArticleColumn, LiveLint):
    sheet_kind = "items"
    article_question = _("Which article is the question about?")
    form = ItemForm
    inlines = (VersionInline,)
    list_display = ("stem_in_both", "form", "status", "origin", "of_article", "about")
    list_filter = ("status", "origin", "form", "article")
    search_fields = ("key", "body_text", *in_each_language("current__stem", "current__explanation"))
    search_help_text = _("Words of the question, its options or its explanation.")
    actions = ("publish", "reject", "export_xlsx", "export_csv")
    change_form_template = "admin/quizzes/item/change_form.html"
    ordering = ("article", "id")

    def get_inlines(self, request: HttpRequest, obj: Item | None = None) -> Any:
        """A question that is being written has no versions to look at."""
        return self.inlines if obj else ()

    # What is shown ---------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        items = super().get_queryset(request).select_related("current", "article", "point__fact")
        return items.annotate(body_text=Cast("current__body", TextField()))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        context["for_a_person"] = for_a_person()
        item = options.get("obj")
        if item and item.current:
            item.current.item = item
            is_generated = item.origin == Item.Origin.GENERATED
            is_in_use = item.status != PublicationStatus.RETIRED
            context["may_take_over"] = is_generated and is_in_use and self._may_take_over(request)
            content = item.current.to_content()
            context["box"] = try_box(request, content, "try") if is_written(content) else None
        return super().render_change_form(request, context, *args, **options)

    def choice_label(self, item: Item) -> str:
        return item_label(item)

    def get_fieldsets(self, request: HttpRequest, obj: Item | None = None) -> Any:
        standing = [("form", "status"), "point"] if obj else ["article", "form", "point"]
        if obj and not self.has_change_permission(request, obj):
            fields = ["article", ("origin", "key"), *standing, "content"]
            return ((None, {"fields": fields}),)
        return (
            (None, {"fields": [*standing, *side_by_side("stem")]}),
            *_answers(obj.form if obj else ""),
            (_("Explanation"), {"fields": side_by_side("explanation")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return ("article", "form", "status", "origin", "key", "content", "about")

    @admin.display(description=_("question"), ordering="current__stem_zh_hans")
    def stem_in_both(self, item: Item) -> SafeString | str:
        return both_of(item.current, "stem") if item.current else item.key

    @admin.display(description=_("point"), ordering="point__fact__key")
    def about(self, item: Item) -> str:
        return f"{item.point.fact.key}.{item.point.name}" if item.point else "–"

    @admin.display(description=_("content"))
    def content(self, item: Item) -> SafeString:
        if item.current is None:
            return SafeString("–")
        item.current.item = item
        questions = show_content(item.current.to_content())
        return render_to_string("admin/quizzes/item/content.html", {"questions": questions})

    # Who may ---------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Item | None = None) -> bool:
        """A generated question says what its fact says: change the fact."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.origin == Item.Origin.TEACHER)

    def has_delete_permission(self, request: HttpRequest, obj: Item | None = None) -> bool:
        """Only a draft that nobody has seen may disappear."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or _is_untouched(obj))

    # Saving ----------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """What a question says is a new version of it; nothing that was seen is overwritten."""
        item: Any = obj
        published = "_publish" in request.POST
        kept = write_item(
            author=user_of(request),
            article=item.article,
            content=form.content(),
            now=timezone.now(),
            item=item if change else None,
            point=form.cleaned_data.get("point"),
            status=PublicationStatus.PUBLISHED if published else item.status,
        )
        item.pk = kept.pk
        item.refresh_from_db()
        for finding in lint(form.content()):
            self.message_user(request, finding_text(finding), messages.WARNING)

    # Approving -------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.status_view))
        own = self.admin_site.admin_view(require_POST(self.take_over_view))
        return [
            path("<int:pk>/status/", view, name="quizzes_item_status"),
            path("<int:pk>/take-over/", own, name="quizzes_item_take_over"),
            *super().get_urls(),
        ]

    def take_over_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A generated question becomes a teacher's own, and opens to be edited."""
        found = self.get_queryset(request).filter(pk=pk, origin=Item.Origin.GENERATED)
        item = found.filter(current__isnull=False).first()
        if item is None or not self._may_take_over(request):
            raise Http404
        own = take_over(item, user_of(request), timezone.now())
        self.log_addition(request, own, gettext("Taken over from a generated question."))
        said = gettext("This question is yours now. The generated one is not asked any more.")
        self.message_user(request, said)
        return redirect("admin:quizzes_item_change", own.pk)

    def _may_take_over(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_add_permission(request)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        item = self.get_object(request, object_id)
        return history_page(
            self, request, item, item_rows(item_history(item), status_changes(item)) if item else []
        )

    def status_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        items = self.get_queryset(request).filter(pk=pk)
        status = request.POST.get("status", "")
        if not self.has_change_permission(request) or not items or status not in STATUS_ACTIONS:
            raise Http404
        self._move(request, items, PublicationStatus(status))
        return redirect("admin:quizzes_item_change", pk)

    @admin.action(description=_("Publish the chosen questions"), permissions=["change"])
    def publish(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        self._move(request, items, PublicationStatus.PUBLISHED)

    @admin.action(description=_("Reject the chosen questions"), permissions=["change"])
    def reject(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        self._move(request, items, PublicationStatus.RETIRED)

    def _move(self, request: HttpRequest, items: QuerySet[Item], status: PublicationStatus) -> None:
        moved = move_items(items, status, user_of(request), timezone.now())
        for item in moved:
            self.log_change(request, item, status.label)
        self.message_user(request, STATUS_ACTIONS[status] % {"n": len(moved)})


STATUS_ACTIONS: dict[str, Any] = {
    PublicationStatus.PUBLISHED: _("Questions published: %(n)d."),
    PublicationStatus.RETIRED: _("Questions rejected: %(n)d. They are not asked any more."),
}


def _is_untouched(item: Item) -> bool:
    is_draft = item.status == PublicationStatus.DRAFT
    return is_draft and not AttemptSlot.objects.filter(version__item=item).exists()
