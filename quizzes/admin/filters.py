"""Filters of lists."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quizzes.models import Topic


class TopicFilter(admin.SimpleListFilter):
    """Topics of the article that is chosen; without one, there are too many to choose from."""

    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        article = request.GET.get("article__id__exact", "")
        topics = Topic.objects.filter(article_id=int(article)) if article.isdecimal() else ()
        return [(str(topic.pk), str(topic)) for topic in topics]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        topic = self.value()
        return queryset.filter(topic=topic) if topic and topic.isdecimal() else queryset
