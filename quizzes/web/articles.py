"""Pages about articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quizzes.models import Article
from quizzes.permissions import visible_articles
from quizzes.selectors.articles import article_page, list_articles
from quizzes.web.languages import content_language


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    articles = list_articles(request.user, content_language(request))
    return render(request, "articles/list.html", {"articles": articles})


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    article = get_object_or_404(visible_articles(request.user, Article.objects.all()), key=key)
    page = article_page(request.user, article, content_language(request))
    return render(request, "articles/article.html", {"page": page})
