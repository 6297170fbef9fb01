"""Courses: for teachers to make and to keep, with who is in them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import exceptions, mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.class_results import ClassResultViews
from quizzes.api.course_shapes import (
    ChangeCourseShape,
    CourseShape,
    EnrolShape,
    NewCourseShape,
    TakeOutShape,
)
from quizzes.models import Course, Enrolment
from quizzes.models.base import set_text
from quizzes.permissions import visible_courses
from quizzes.services.courses import enrol, keep_course, take_out

EXAMPLE = {
    "name": {"en": "Class 8a", "zh-hans": "八年级（1）班"},
    "articles": ["cotton"],
    "learners": ["student", "student2"],
}
NAMES = {"learners": ["student", "student2"]}


@extend_schema_view(
    list=extend_schema(operation_id="courses_list", summary="Courses"),
    retrieve=extend_schema(operation_id="courses_retrieve", summary="A course with its learners"),
)
class CourseViewSet(ClassResultViews, mixins.ListModelMixin, mixins.RetrieveModelMixin):
    """Courses with their articles and learners."""

    queryset = Course.objects.none()
    serializer_class = CourseShape
    lookup_field = "key"
    lookup_value_converter = "str"

    def get_queryset(self) -> QuerySet[Course]:
        enrolments = Enrolment.objects.select_related("learner").order_by("learner__username")
        courses = Course.objects.prefetch_related("articles", Prefetch("enrolments", enrolments))
        return visible_courses(self.request.user, courses).order_by("key")

    @extend_schema(
        operation_id="courses_create",
        summary="Make a course",
        description="A name that nobody has is told at its place, and nothing is kept.",
        request=NewCourseShape,
        responses={201: CourseShape},
        examples=[OpenApiExample("A class", EXAMPLE, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        self._may("add_course")
        return self._keep(Course(), NewCourseShape(data=request.data), status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="courses_update",
        summary="Change a course",
        description="Only the members that are sent change.",
        request=ChangeCourseShape,
        responses=CourseShape,
    )
    @transaction.atomic
    def partial_update(self, request: Request, key: str) -> Response:
        self._may("change_course")
        course = self._course(key, Course.objects.select_for_update())
        context = {"course": course}
        return self._keep(
            course, ChangeCourseShape(data=request.data, partial=True, context=context)
        )

    @extend_schema(
        operation_id="courses_enrol",
        summary="Put learners in a course",
        description="Who is in it already stays as they are. A name that nobody has is told at "
        "its place, and nobody is put in.",
        request=EnrolShape,
        responses=CourseShape,
        examples=[OpenApiExample("Two learners", NAMES, request_only=True)],
    )
    @action(detail=True, methods=["post"])
    def enrol(self, request: Request, key: str) -> Response:
        self._may("add_enrolment")
        course = self._course(key)
        given = EnrolShape(data=request.data)
        given.is_valid(raise_exception=True)
        enrol(course, given.validated_data["learners"], self.user)
        return self._shown(course)

    @extend_schema(
        operation_id="courses_take_out",
        summary="Take learners out of a course",
        description="Their attempts and cards stay theirs. A name that is not in the course is "
        "told at its place, and nobody is taken out.",
        request=TakeOutShape,
        responses=CourseShape,
        examples=[OpenApiExample("Two learners", NAMES, request_only=True)],
    )
    @action(detail=True, methods=["post"], url_path="take-out")
    def take_out(self, request: Request, key: str) -> Response:
        self._may("delete_enrolment")
        course = self._course(key)
        given = TakeOutShape(data=request.data, context={"course": course})
        given.is_valid(raise_exception=True)
        take_out(course, given.validated_data["learners"], self.user)
        return self._shown(course)

    def _may(self, permission: str) -> None:
        if not self.user.has_perm(f"quizzes.{permission}"):
            raise exceptions.PermissionDenied

    def _keep(
        self, course: Course, sent: serializers.Serializer, code: int = status.HTTP_200_OK
    ) -> Response:
        sent.is_valid(raise_exception=True)
        given = dict(sent.validated_data)
        changed = [name for name in given if name != "key"]
        articles, learners = given.pop("articles", None), given.pop("learners", ())
        if "name" in given:
            set_text(course, "name", given.pop("name"))
        for column, value in given.items():
            setattr(course, column, value)
        return self._shown(keep_course(self.user, course, changed, articles, learners), code)

    def _shown(self, course: Course, code: int = status.HTTP_200_OK) -> Response:
        return Response(CourseShape(self.get_queryset().get(pk=course.pk)).data, status=code)
