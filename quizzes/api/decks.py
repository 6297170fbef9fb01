"""An article's cards as a file for Anki."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request

from quizzes.api.base import TeacherView
from quizzes.domain.formats.anki.package import write_package
from quizzes.domain.formats.anki.tsv import write_tsv
from quizzes.models import Article
from quizzes.permissions import visible_articles
from quizzes.selectors.anki import anki_deck


class DeckQuery(serializers.Serializer):
    """What file is asked for."""

    language = serializers.ChoiceField(settings.LANGUAGES, required=False)
    type = serializers.ChoiceField(["apkg", "tsv"], default="apkg")


class DeckView(TeacherView):
    """For teachers: the file holds every answer."""

    @extend_schema(
        operation_id="articles_deck",
        summary="An article's cards as a deck for Anki, or as text with tabs",
        parameters=[
            DeckQuery,
            OpenApiParameter("key", str, OpenApiParameter.PATH, description="Of the article."),
        ],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            (200, "text/tab-separated-values"): OpenApiTypes.STR,
        },
    )
    def get(self, request: Request, key: str, **_kwargs: Any) -> HttpResponse:
        query = DeckQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        article = get_object_or_404(visible_articles(self.user, Article.objects.all()), key=key)
        deck = anki_deck(article, query.validated_data.get("language") or article.language)
        if query.validated_data["type"] == "tsv":
            return _file(write_tsv(deck), key, "tsv", "text/tab-separated-values; charset=utf-8")
        return _file(write_package(deck, timezone.now()), key, "apkg", "application/octet-stream")


def _file(content: bytes, key: str, kind: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{key}.{kind}"'
    return response
