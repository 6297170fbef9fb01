"""What the API has: its collections by name, and where it describes itself. For anyone."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from quizzes.api.base import ApiView

COLLECTIONS = {
    "articles": "article-list",
    "attempts": "attempt-list",
    "cards": "cards-due",
    "courses": "course-list",
    "exams": "exams",
    "extra-time": "extra-time-list",
    "facts": "fact-list",
    "items": "item-list",
    "me": "me",
    "mistakes": "mistakes",
    "points": "point-list",
    "progress": "progress",
    "quizzes": "quiz-list",
    "regrades": "regrade-list",
    "scores": "scores",
}
"""Names of addresses below /api/v1/ that lead on to all others."""


class IndexShape(serializers.Serializer):
    """Addresses of what there is."""

    collections = serializers.DictField(
        child=serializers.URLField(), help_text="By name; what is for teachers is among them."
    )
    sign_in = serializers.URLField(help_text="Answers a name and a password with a token.")
    description = serializers.URLField(help_text="The OpenAPI schema.")
    documentation = serializers.URLField(help_text="The same for people.")


class Index(ApiView):
    """Where a program begins."""

    permission_classes = [AllowAny]

    @extend_schema(operation_id="index", summary="What there is", responses=IndexShape)
    def get(self, request: Request) -> Response:
        collections = {
            name: reverse(f"api:{route}", request=request) for name, route in COLLECTIONS.items()
        }
        whole = {
            "collections": collections,
            "sign_in": reverse("api:login", request=request),
            "description": reverse("schema", request=request),
            "documentation": reverse("docs", request=request),
        }
        return Response(IndexShape(whole).data)
