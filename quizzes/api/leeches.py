"""Cards that are set aside because they were forgotten too often."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.fields import WithPinyin, WordsShape
from quizzes.api.schema import problems
from quizzes.selectors.leeches import cards_aside
from quizzes.services.leeches import bring_back

POINT = OpenApiParameter("key", str, OpenApiParameter.PATH, description="The key of the point.")


class AsideShape(serializers.Serializer):
    """A card that is set aside."""

    point = serializers.CharField()
    front = WordsShape()
    lapses = serializers.IntegerField(source="memory.lapses", help_text="How often forgotten.")


class CardsAsideShape(WithPinyin):
    """All cards that are set aside, the most often forgotten first."""

    cards = AsideShape(many=True)


class CardsAside(ApiView):
    """Cards that are set aside."""

    @extend_schema(
        operation_id="cards_aside",
        summary="Your cards that are set aside",
        description="A card that was forgotten eight times comes no more until it is brought "
        "back. What an open attempt asks is left out.",
        responses=CardsAsideShape,
    )
    def get(self, request: Request) -> Response:
        cards: Any = cards_aside(self.user, timezone.now(), self.content_language())
        return Response(CardsAsideShape({"cards": cards}).data)


class BringBack(ApiView):
    """Bringing a card back."""

    @extend_schema(
        operation_id="cards_bring_back",
        summary="Study a card again that was set aside",
        parameters=[POINT],
        request=None,
        responses={204: None, **problems(404)},
    )
    def post(self, request: Request, key: str) -> Response:
        if not bring_back(self.user, key):
            raise Http404
        return Response(status=status.HTTP_204_NO_CONTENT)
