"""Articles with their passages and topics."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quizzes.admin.anki import AnkiExport
from quizzes.admin.base import (
    Admin,
    InEveryLanguage,
    LabelledRows,
    both_of,
    in_each_language,
    side_by_side,
)
from quizzes.admin.coverage import CoverageViews
from quizzes.admin.keyed import KeyedForm
from quizzes.models import Article, Passage, Topic


class PassageInline(InEveryLanguage, admin.TabularInline):
    """The numbered paragraphs; one that a fact cites cannot be removed."""

    model = Passage
    formset = LabelledRows
    extra = 0
    fields = ("number", "text")
    classes = ("collapse",)


class TopicInline(InEveryLanguage, admin.TabularInline):
    """The headings. Removing one would take its quizzes along, so only an unused one goes."""

    model = Topic
    formset = LabelledRows
    extra = 0
    fields = ("position", "key", *in_each_language("name"))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.quizzes.filter(topic__isnull=False).exists())


class ArticleForm(KeyedForm):
    named_by = "title_en"


@admin.register(Article)
class ArticleAdmin(CoverageViews, AnkiExport, Admin):
    form = ArticleForm
    list_display = ("title_in_both", "publisher", "published_on", "fact_count")
    list_filter = ("language", "published_on")
    search_fields = ("key", "url", *in_each_language("title", "publisher", "summary"))
    date_hierarchy = "published_on"
    inlines = (TopicInline, PassageInline)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    *side_by_side("title", "publisher"),
                    ("published_on", "language"),
                    "url",
                    "key",
                ]
            },
        ),
        (_("Summary"), {"fields": side_by_side("summary")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).annotate(fact_count=Count("facts"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Addresses and fixtures name the article by its key: it stays."""
        return ("key",) if obj else ()

    @admin.display(description=_("title"), ordering="title_zh_hans")
    def title_in_both(self, article: Article) -> SafeString:
        return both_of(article, "title")

    @admin.display(description=_("facts"), ordering="fact_count")
    def fact_count(self, article: Any) -> SafeString:
        text = ngettext("%(n)d fact", "%(n)d facts", article.fact_count) % {"n": article.fact_count}
        address = reverse("admin:quizzes_fact_changelist")
        return format_html('<a href="{}?article__id__exact={}">{}</a>', address, article.pk, text)
