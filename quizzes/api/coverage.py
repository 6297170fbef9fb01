"""How well an article's points are covered by questions and quizzes. For teachers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.base import ApiView, IsTeacher
from quizzes.api.fields import ReferenceField, TextField
from quizzes.models import Article, Quiz, Topic
from quizzes.selectors.coverage import Coverage, State, coverage
from quizzes.services.coverage import why_not_asked

STATES = [state.value for state in State]


class TopicCoverageShape(serializers.Serializer):
    """A topic with its points by what became of them."""

    key = serializers.CharField(source="topic.key")
    name = TextField()
    points = serializers.IntegerField()
    asked = serializers.IntegerField()
    never_asked = serializers.IntegerField(help_text="They have a question, but never had a turn.")
    no_question = serializers.IntegerField()


class PointCoverageShape(serializers.Serializer):
    """A point: its questions, and how often it was asked."""

    key = serializers.CharField(help_text='"<fact>.<name>".')
    fact = serializers.CharField(source="fact_key")
    kind = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    questions = serializers.IntegerField(help_text="Published ones.")
    forms = serializers.DictField(
        child=serializers.IntegerField(), help_text="Published questions by form."
    )
    asked = serializers.IntegerField(help_text="In how many attempts.")
    last_asked = serializers.DateTimeField(allow_null=True)
    reasons = serializers.SerializerMethodField(
        help_text="Why it has no question, in the language of the request."
    )

    def get_reasons(self, point: Any) -> list[str]:
        reasons: list[str] = self.context["reasons"].get(point.key, [])
        return reasons


class CoverageQueryShape(serializers.Serializer):
    """Which points are asked for."""

    quiz = ReferenceField(
        slug_field="key", queryset=Quiz.objects.select_related("topic"), required=False
    )
    topic = ReferenceField(slug_field="key", queryset=Topic.objects.none(), required=False)
    state = serializers.MultipleChoiceField(choices=STATES, required=False)

    def __init__(self, article: Article, **options: Any) -> None:
        super().__init__(**options)
        fields: Any = self.fields
        fields["quiz"].queryset = fields["quiz"].queryset.filter(article=article)
        fields["topic"].queryset = Topic.objects.filter(article=article)


PARAMETERS = [
    OpenApiParameter("quiz", str, description="Key of a quiz: its scope, and how often it asked."),
    OpenApiParameter("topic", str, description="Key of a topic."),
    OpenApiParameter("state", str, enum=STATES, many=True, description="What became of a point."),
]


class CoverageViews(ApiView, GenericViewSet[Article]):
    """What the articles' views have for teachers about coverage."""

    @extend_schema(
        operation_id="articles_coverage",
        summary="An article's points: their questions, and how often they were asked",
        parameters=PARAMETERS,
        responses=PointCoverageShape(many=True),
        filters=False,
    )
    @action(detail=True, permission_classes=[IsAuthenticated, IsTeacher])
    def coverage(self, request: Request, key: str) -> Response:
        article = self.get_object()
        given = _given(request, article)
        topic = given.get("topic")
        found = coverage(article, given.get("quiz"))
        points = found.of(given.get("state", ()), topic.pk if topic else None)
        page = self.paginate_queryset(points)
        assert page is not None
        context = {"reasons": why_not_asked(article, page)}
        return self.get_paginated_response(
            PointCoverageShape(page, many=True, context=context).data
        )

    @extend_schema(
        operation_id="articles_coverage_topics",
        summary="How many points of each topic were asked",
        parameters=PARAMETERS[:1],
        responses=TopicCoverageShape(many=True),
        filters=False,
    )
    @action(
        detail=True,
        url_path="coverage/topics",
        permission_classes=[IsAuthenticated, IsTeacher],
        pagination_class=None,
    )
    def coverage_topics(self, request: Request, key: str) -> Response:
        article = self.get_object()
        found: Coverage = coverage(article, _given(request, article).get("quiz"))
        return Response(TopicCoverageShape(found.topics, many=True).data)


def _given(request: Request, article: Article) -> dict[str, Any]:
    query = CoverageQueryShape(article, data=request.query_params)
    query.is_valid(raise_exception=True)
    return query.validated_data
