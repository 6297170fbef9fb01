"""Checking an answer that was typed to a card."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.errors import ConflictError
from quizzes.api.leeches import POINT
from quizzes.api.schema import problems
from quizzes.domain.marking.short_text import MAX_TEXT
from quizzes.services.card_check import CheckedCard, KeptBackError, check_card
from quizzes.services.explaining import accepted_text


class TypedShape(serializers.Serializer[dict[str, Any]]):
    """A typed answer."""

    text = serializers.CharField(max_length=MAX_TEXT, trim_whitespace=False, help_text="As typed.")


class CheckedCardShape(serializers.Serializer[CheckedCard]):
    """What marking makes of it. Nothing was recorded: send a review with the learner's rating."""

    is_right = serializers.BooleanField()
    rule = serializers.CharField(
        source="mark.rule", allow_null=True, help_text="What accepted it; null if nothing."
    )
    read = serializers.CharField(source="mark.read", help_text="The value that was read.")
    message = serializers.SerializerMethodField(help_text="The rule in words.")
    suggested_rating = serializers.IntegerField(source="suggested", help_text="1 again, 3 good.")

    def get_message(self, checked: CheckedCard) -> str:
        return accepted_text(checked.mark.rule or "")


class CheckCard(ApiView):
    """Checking a typed answer."""

    @extend_schema(
        operation_id="cards_check",
        summary="Mark an answer that was typed to a card",
        description="Marked as a question is. While an open attempt asks about the fact it is "
        "refused: the mark would tell.",
        parameters=[POINT],
        request=TypedShape,
        responses={200: CheckedCardShape, **problems(400, 404, 409)},
    )
    def post(self, request: Request, key: str) -> Response:
        given = TypedShape(data=request.data)
        given.is_valid(raise_exception=True)
        text = given.validated_data["text"]
        try:
            checked = check_card(self.user, key, text, self.content_language())
        except KeptBackError as error:
            said = _("This card waits until you hand in your quiz.")
            raise ConflictError(said, KeptBackError.code) from error
        if checked is None:
            raise Http404
        return Response(CheckedCardShape(checked).data)
