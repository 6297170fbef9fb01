"""Courses: for teachers, with who is in them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers

from quizzes.api.class_results import ClassResultViews
from quizzes.api.fields import TextField
from quizzes.models import Course, Enrolment
from quizzes.permissions import visible_courses


class EnrolmentShape(serializers.Serializer):
    """A learner in a course."""

    learner = serializers.CharField(source="learner.username")
    desired_retention = serializers.FloatField(
        allow_null=True, help_text="What the learner chose for this course; null: the course's."
    )


class CourseShape(serializers.Serializer):
    """A class, the articles it learns from, and its learners."""

    key = serializers.CharField()
    name = TextField()
    desired_retention = serializers.FloatField(
        allow_null=True, help_text="0.70 to 0.97; null: what each learner chose."
    )
    articles = serializers.SerializerMethodField(help_text="Keys of the articles.")
    enrolments = EnrolmentShape(many=True)

    def get_articles(self, course: Course) -> list[str]:
        return sorted(article.key for article in course.articles.all())


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
