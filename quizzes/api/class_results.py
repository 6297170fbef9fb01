"""What a class did in the quizzes on its articles. For teachers."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.base import TeacherView
from quizzes.api.beside import PARAMETERS, PageShape, page_beside
from quizzes.api.fields import TextField
from quizzes.models import Course
from quizzes.permissions import visible_courses
from quizzes.selectors.class_results import (
    QuestionResult,
    class_results,
    quiz_results,
    quizzes_of,
)

QUIZ = OpenApiParameter("quiz", str, OpenApiParameter.PATH, description="The key of the quiz.")


class ClassQuizShape(serializers.Serializer):
    """A quiz as a class did it."""

    key = serializers.CharField(source="quiz.key")
    title = TextField()
    begun = serializers.IntegerField(help_text="Learners who began it.")
    handed_in = serializers.IntegerField(help_text="Learners who handed it in.")
    mean = serializers.FloatField(
        allow_null=True, help_text="Of the scores that count, 0 to 1; null: there is none yet."
    )


class CellShape(serializers.Serializer):
    """What a learner did in a quiz that they began."""

    quiz = serializers.CharField(source="quiz.key")
    attempt = serializers.UUIDField(help_text="The last one handed in, else the open one.")
    share = serializers.FloatField(
        allow_null=True, help_text="The score that counts, 0 to 1; null: nothing was handed in."
    )
    handed_in = serializers.IntegerField(help_text="Attempts that were handed in.")
    is_open = serializers.BooleanField(help_text="Whether the learner is at it.")
    is_passed = serializers.BooleanField(
        allow_null=True, help_text="null: there is no pass mark, or no score."
    )


class LearnerShape(serializers.Serializer):
    """A learner of a class, and what they did in the quizzes that are told of."""

    learner = serializers.CharField(source="learner.username", help_text="The user name.")
    name = serializers.CharField(source="learner.get_full_name", help_text="May be empty.")
    handed_in = serializers.IntegerField(help_text="Quizzes that were handed in.")
    quizzes = CellShape(many=True, source="begun", help_text="Those that the learner began.")


class ClassResultsShape(PageShape):
    """A class: a page of its learners, and the quizzes of all of them."""

    results = LearnerShape(many=True, help_text="Learners by user name.")
    quizzes = ClassQuizShape(many=True, help_text="Those that somebody of the class began.")
    untouched = serializers.ListField(
        child=serializers.CharField(), help_text="Keys of quizzes that nobody of the class began."
    )


class MissingShape(serializers.Serializer):
    """A learner who has not handed in a quiz."""

    learner = serializers.CharField(source="learner.username", help_text="The user name.")
    name = serializers.CharField(source="learner.get_full_name", help_text="May be empty.")
    is_open = serializers.BooleanField(source="begun", help_text="Whether the learner is at it.")


class QuestionResultShape(serializers.Serializer):
    """How a version of a question went, in the first attempt that each learner handed in."""

    item = serializers.CharField(source="version.item.key")
    version = serializers.IntegerField(source="version.number")
    form = serializers.CharField(source="version.item.form")
    stem = TextField()
    n = serializers.IntegerField(help_text="Learners who met it.")
    blank = serializers.IntegerField(help_text="Those of them who gave no answer.")
    mean = serializers.FloatField(help_text="Of their scores, 0 to 1.")
    low = serializers.SerializerMethodField(help_text="Where the interval of the mean begins.")
    high = serializers.SerializerMethodField(help_text="Where it ends (95 %).")
    is_enough = serializers.BooleanField(help_text="Whether n is enough to say something by it.")

    def get_low(self, question: QuestionResult) -> float:
        return question.interval[0]

    def get_high(self, question: QuestionResult) -> float:
        return question.interval[1]


class QuizResultsShape(PageShape):
    """A quiz in a class: a page of its questions, and the learners of all of it."""

    results = QuestionResultShape(many=True, help_text="Questions, the hardest first.")
    quiz = ClassQuizShape()
    learners = serializers.IntegerField(help_text="How many are in the class.")
    missing = MissingShape(many=True, help_text="Who has not handed it in, by user name.")


class ClassResultViews(TeacherView, GenericViewSet[Course]):
    """What the courses' views have about results."""

    @extend_schema(
        operation_id="courses_results",
        summary="What a class did in the quizzes on its articles",
        description="Every published quiz on the articles of the class counts.",
        parameters=PARAMETERS,
        responses=ClassResultsShape,
    )
    @action(detail=True)
    def results(self, request: Request, key: str) -> Response:
        found = class_results(self._course(key))
        beside = {
            "quizzes": ClassQuizShape(found.quizzes, many=True).data,
            "untouched": [quiz.key for quiz in found.untouched],
        }
        return page_beside(self, found.rows, LearnerShape, beside)

    @extend_schema(
        operation_id="courses_quiz_results",
        summary="Who of a class is missing in a quiz, and which questions were hard",
        description="The mean of a question is of first attempts, with n and its interval.",
        parameters=[QUIZ, *PARAMETERS],
        responses=QuizResultsShape,
    )
    @action(detail=True, url_path="results/<str:quiz>")
    def quiz_results(self, request: Request, key: str, quiz: str) -> Response:
        course = self._course(key)
        found = quiz_results(course, get_object_or_404(quizzes_of(course), key=quiz))
        beside = {
            "quiz": ClassQuizShape(found.column).data,
            "learners": len(found.rows),
            "missing": MissingShape(found.missing, many=True).data,
        }
        return page_beside(self, found.questions, QuestionResultShape, beside)

    def _course(self, key: str, courses: QuerySet[Course] | None = None) -> Course:
        among = Course.objects.all() if courses is None else courses
        return get_object_or_404(visible_courses(self.user, among), key=key)
