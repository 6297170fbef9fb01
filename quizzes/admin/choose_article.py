"""The first question when something of an article is added: of which one."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from quizzes.admin.pages import OfModelAdmin, own_page
from quizzes.models import Article


def chosen_article(form: Any) -> Any:
    """The article (or its id) that a record's form is for: its own, or the one chosen first."""
    if form.instance.pk:
        return form.instance.article_id
    chosen = str(form.data.get("article") or form.initial.get("article") or "")
    return chosen if chosen.isdecimal() else None


class OfArticle(OfModelAdmin):
    """For the admin of what belongs to an article: it is chosen first, and then it stays.

    So the form offers only that article's topics, passages and points, with or without JavaScript.
    """

    article_question: Any = ""

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        asked = self._ask_for_article(request)
        return asked or super().add_view(request, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        chosen = request.POST.get("article") or request.GET.get("article") or ""
        if options.get("add") and chosen.isdecimal():
            context["chosen_article"] = Article.objects.filter(pk=int(chosen)).first()
        return super().render_change_form(request, context, *args, **options)

    def _ask_for_article(self, request: HttpRequest) -> HttpResponse | None:
        """A page or redirect that leads on with `?article=`; None where the article is known.

        A list that was filtered by article has answered already, and so has a site with only one.
        """
        known = request.method == "POST" or request.GET.get("article")
        if known or not self.has_add_permission(request):
            return None
        filtered = parse_qs(request.GET.get("_changelist_filters", "")).get("article__id__exact")
        articles = list(Article.objects.annotate(fact_count=Count("facts")))
        if filtered or len(articles) == 1:
            query = request.GET.copy()
            query["article"] = filtered[0] if filtered else str(articles[0].pk)
            return redirect(f"{request.path}?{query.urlencode()}")
        context = {
            "articles": articles,
            "query": request.GET.urlencode(),
        }
        return own_page(self, request, "choose_article", self.article_question, context)
