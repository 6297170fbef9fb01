"""A learner's own courses, and how much they want to remember of each."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.fields import WordsShape
from quizzes.api.schema import problems
from quizzes.selectors.course_retention import CourseRetention, course_retentions
from quizzes.services.courses import choose_retention

KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description="The key of the course.")


class OwnCourseShape(serializers.Serializer):
    """A course that you are in, and the share of its cards that you want to remember."""

    key = serializers.CharField()
    name = WordsShape()
    articles = serializers.ListField(
        child=serializers.CharField(), help_text="Keys of its articles."
    )
    asked = serializers.FloatField(
        allow_null=True, help_text="What the course asks; null: what you chose for everything."
    )
    desired_retention = serializers.FloatField(
        source="chosen", allow_null=True, help_text="What you chose; null: as the course asks."
    )
    in_force = serializers.FloatField(help_text="What counts from the next review on.")


class OwnCoursesShape(serializers.Serializer):
    """All courses that you are in."""

    courses = OwnCourseShape(many=True)


class ChosenRetentionShape(serializers.Serializer):
    """What you want to remember of a course."""

    desired_retention = serializers.FloatField(
        allow_null=True,
        min_value=0.7,
        max_value=0.97,
        help_text="0.70 to 0.97; null: as the course asks.",
    )


class OwnCourses(ApiView):
    """The courses of the account that asks."""

    @extend_schema(
        operation_id="me_courses",
        summary="Your courses, and how much of each you want to remember",
        responses=OwnCoursesShape,
    )
    def get(self, request: Request) -> Response:
        courses: Any = course_retentions(self.user, self.content_language())
        return Response(OwnCoursesShape({"courses": courses}).data)


class OwnCourse(ApiView):
    """One of them."""

    @extend_schema(
        operation_id="me_courses_update",
        summary="Choose how much of a course you want to remember",
        parameters=[KEY],
        request=ChosenRetentionShape,
        responses={200: OwnCourseShape, **problems(400, 404)},
    )
    def patch(self, request: Request, key: str) -> Response:
        course = self._course(key)
        given = ChosenRetentionShape(data=request.data)
        given.is_valid(raise_exception=True)
        choose_retention(self.user, {course.course_id: given.validated_data["desired_retention"]})
        return Response(OwnCourseShape(self._course(key)).data)

    def _course(self, key: str) -> CourseRetention:
        for course in course_retentions(self.user, self.content_language()):
            if course.key == key:
                return course
        raise Http404
