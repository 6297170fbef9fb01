"""More time for several learners at once, or for a whole class."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.base import ApiView
from quizzes.api.course_shapes import MOST
from quizzes.api.fields import LearnersField, ReferenceField
from quizzes.models import Course, ExtraTime, Quiz
from quizzes.models.sitting import LONGEST
from quizzes.services.extra_time_many import give_to_many

EXAMPLE = {"course": "class-8a", "quiz": "cotton-quiz", "minutes": 10}


class TimeForManyShape(serializers.Serializer[Any]):
    """Either `learners` or a `course`; either `factor` or `minutes`."""

    learners = LearnersField(required=False, max_length=MOST, help_text="User names.")
    course = ReferenceField(
        slug_field="key",
        queryset=Course.objects.all(),
        required=False,
        help_text="Its key: everybody who is in it by now.",
    )
    quiz = ReferenceField(
        slug_field="key",
        queryset=Quiz.objects.all(),
        allow_null=True,
        default=None,
        help_text="Its key; null: every quiz.",
    )
    factor = serializers.FloatField(
        allow_null=True, default=None, min_value=1, max_value=10, help_text="Times the limit."
    )
    minutes = serializers.IntegerField(
        allow_null=True, default=None, min_value=1, max_value=LONGEST, help_text="Minutes more."
    )
    replace = serializers.BooleanField(
        default=False, help_text="Also for those who have extra time that counts there already."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("learners" in attrs) == ("course" in attrs):
            message = _("Say either which learners, or which course.")
            raise serializers.ValidationError(message, code="learners_or_course")
        return attrs


class GivenTimeShape(serializers.Serializer[Any]):
    """What came of it, by user names."""

    given = serializers.ListField(child=serializers.CharField(), help_text="Who has it now.")
    kept = serializers.ListField(
        child=serializers.CharField(), help_text="Who had extra time before, and has the same now."
    )
    deadlines = serializers.IntegerField(help_text="Open attempts with a new deadline.")


class TimeForManyViews(ApiView, GenericViewSet[ExtraTime]):
    """What the views of extra time have for several learners."""

    @extend_schema(
        operation_id="extra_time_give_to_many",
        summary="Give several learners, or a class, more time",
        description="Who has extra time that counts there keeps it, unless `replace` is sent. "
        "A name that nobody has is told at its place, and nobody gets anything.",
        request=TimeForManyShape,
        responses=GivenTimeShape,
        examples=[OpenApiExample("Ten minutes for a class", EXAMPLE, request_only=True)],
    )
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def many(self, request: Request) -> Response:
        shape = TimeForManyShape(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        if sent["replace"] and not self.user.has_perm("quizzes.change_extratime"):
            raise exceptions.PermissionDenied
        learners = sent["learners"] if "learners" in sent else list(sent["course"].learners.all())
        done = give_to_many(
            learners, sent["quiz"], sent["factor"], sent["minutes"], sent["replace"]
        )
        found = {
            "given": sorted(each.learner.username for each in done.given),
            "kept": sorted(each.username for each in done.kept),
            "deadlines": len(done.attempts),
        }
        return Response(GivenTimeShape(found).data)
