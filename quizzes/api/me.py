"""The account that asks: its settings and its own scores."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.fields import WordsShape
from quizzes.models import User
from quizzes.permissions import is_teacher
from quizzes.selectors.scores import own_scores


class MeShape(serializers.ModelSerializer):
    """The account, and what its person chose for their own learning."""

    is_teacher = serializers.SerializerMethodField()
    content_language = serializers.ChoiceField(
        settings.LANGUAGES,
        allow_blank=True,
        required=False,
        help_text="The language of questions; empty: that of the request.",
    )

    class Meta:
        model = User
        fields = [
            "username",
            "is_teacher",
            "is_guest",
            "content_language",
            "time_zone",
            "desired_retention",
            "new_cards_per_day",
            "maximum_interval",
            "balances_load",
            "has_four_ratings",
            "types_answers",
            "card_style",
            "reverses_cards",
        ]
        read_only_fields = ["username", "is_guest"]

    def get_is_teacher(self, user: User) -> bool:
        return is_teacher(user)

    def validate_time_zone(self, name: str) -> str:
        if name and name not in available_timezones():
            raise serializers.ValidationError(
                _("“%(name)s” is not a time zone.") % {"name": name}, code="unknown_time_zone"
            )
        return name


class ScoreShape(serializers.Serializer):
    """What one attempt earned on an article or topic."""

    attempt = serializers.UUIDField()
    submitted_at = serializers.DateTimeField()
    points = serializers.FloatField()
    out_of = serializers.IntegerField(help_text="The number of questions.")
    share = serializers.FloatField(help_text="points of out_of, 0 to 1.")


class TopicScoresShape(serializers.Serializer):
    """Scores of the questions on one topic, whichever quiz asked them; oldest first."""

    key = serializers.CharField()
    name = WordsShape()
    scores = ScoreShape(many=True)


class ArticleScoresShape(serializers.Serializer):
    """Scores of the quizzes on one article, oldest first, and those of each of its topics."""

    key = serializers.CharField()
    title = WordsShape()
    publisher = WordsShape()
    published_on = serializers.DateField()
    scores = ScoreShape(many=True)
    topics = TopicScoresShape(many=True)


class ScoresShape(serializers.Serializer):
    """All of a learner's own scores."""

    articles = ArticleScoresShape(many=True)


class Me(ApiView):
    """The account that asks."""

    @extend_schema(operation_id="me_retrieve", summary="Your account", responses=MeShape)
    def get(self, request: Request) -> Response:
        return Response(MeShape(self.user).data)

    @extend_schema(
        operation_id="me_update",
        summary="Change what you chose",
        request=MeShape,
        responses=MeShape,
    )
    def patch(self, request: Request) -> Response:
        given = MeShape(self.user, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        given.save()
        return Response(given.data)


class Scores(ApiView):
    """Own scores over time."""

    @extend_schema(
        operation_id="scores_retrieve",
        summary="Your scores over time, per article and topic",
        responses=ScoresShape,
    )
    def get(self, request: Request) -> Response:
        articles: Any = own_scores(self.user, self.content_language())
        return Response(ScoresShape({"articles": articles}).data)
