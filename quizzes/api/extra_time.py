"""More time for a learner, in one quiz or in every quiz: for teachers to give and to take."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.viewsets import ModelViewSet

from quizzes.api.base import IsTeacher, MayAsInAdmin
from quizzes.api.extra_time_many import TimeForManyViews
from quizzes.api.fields import ReferenceField
from quizzes.models import ExtraTime, Quiz, User
from quizzes.services.extra_time import give_extra_time, take_extra_time

EXAMPLE = {"learner": "student", "quiz": "cotton-quiz", "factor": 1.5}


class ExtraTimeShape(serializers.ModelSerializer):
    """The time limit times `factor`, or `minutes` more: one of the two."""

    learner = ReferenceField(
        slug_field="username", queryset=User.objects.all(), help_text="The user name."
    )
    quiz = ReferenceField(
        slug_field="key",
        queryset=Quiz.objects.all(),
        allow_null=True,
        default=None,
        help_text="Its key; null: every quiz. What is said for a quiz goes before that.",
    )

    class Meta:
        model = ExtraTime
        fields = ("id", "learner", "quiz", "factor", "minutes")
        validators: tuple[Any, ...] = ()  # the model's, in the words of the admin


class ExtraTimeFilter(django_filters.FilterSet):
    """By learner and quiz."""

    learner = django_filters.CharFilter(field_name="learner__username", label="Name of a learner.")
    quiz = django_filters.CharFilter(field_name="quiz__key", label="Key of the quiz.")

    class Meta:
        model = ExtraTime
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(operation_id="extra_time_list", summary="Who has more time, and where"),
    retrieve=extend_schema(operation_id="extra_time_retrieve", summary="More time of a learner"),
    create=extend_schema(
        operation_id="extra_time_give",
        summary="Give a learner more time",
        description="Open attempts of the learner get the new deadline.",
        examples=[OpenApiExample("Half as much again", EXAMPLE, request_only=True)],
    ),
    partial_update=extend_schema(
        operation_id="extra_time_change",
        summary="Give more or less of it",
        description="Only the members that are sent change; of `factor` and `minutes` the other "
        "has to be null. Open attempts get the new deadline.",
    ),
    destroy=extend_schema(
        operation_id="extra_time_take",
        summary="Take it back",
        description="Open attempts of the learner get the deadline of the others.",
    ),
)
class ExtraTimeViewSet(TimeForManyViews, ModelViewSet[ExtraTime]):
    """More time, as it is kept in the admin."""

    permission_classes = [IsAuthenticated, IsTeacher, MayAsInAdmin]
    queryset = ExtraTime.objects.select_related("learner", "quiz").order_by(
        "learner__username", F("quiz__key").asc(nulls_first=True), "pk"
    )
    serializer_class = ExtraTimeShape
    filterset_class = ExtraTimeFilter
    lookup_value_converter = "int"
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def perform_create(self, serializer: serializers.BaseSerializer[ExtraTime]) -> None:
        self._keep(serializer, ExtraTime())

    def perform_update(self, serializer: serializers.BaseSerializer[ExtraTime]) -> None:
        assert serializer.instance is not None
        self._keep(serializer, serializer.instance)

    def perform_destroy(self, instance: ExtraTime) -> None:
        take_extra_time(instance)

    def _keep(self, sent: serializers.BaseSerializer[ExtraTime], extra: ExtraTime) -> None:
        for name, value in sent.validated_data.items():
            setattr(extra, name, value)
        give_extra_time(extra)
        sent.instance = extra
