"""Exams to study for, and what else there is to choose from."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.fields import WithPinyin, WordsShape
from quizzes.api.schema import problems
from quizzes.models import Exam
from quizzes.selectors.exams import upcoming_exams
from quizzes.selectors.study_choices import study_choices
from quizzes.services.exams import ExamError, keep_exam, remove_exam

ID = OpenApiParameter("exam", int, OpenApiParameter.PATH, description="The id of the exam.")
PROBLEMS = {
    "unknown_article": lambda: _("There is no such article."),
    "unknown_topic": lambda: _("The article has no such topic."),
    "day_over": lambda: _("That day is over. Give a day to come."),
}


class ExamShape(serializers.Serializer):
    """An exam that is not over: `days_left` counts your study days, 0 on its day."""

    id = serializers.IntegerField()
    article = serializers.CharField(help_text="The key of the article.")
    title = WordsShape()
    topic = serializers.CharField(allow_null=True, help_text="Its key; null: the whole article.")
    topic_name = WordsShape(allow_null=True)
    day = serializers.DateField()
    days_left = serializers.IntegerField()


class ExamsShape(WithPinyin):
    """Your exams, the next one first."""

    exams = ExamShape(many=True)


class NewExamShape(serializers.Serializer):
    """The day of an exam. Another day for the same article or topic takes its place."""

    article = serializers.CharField(max_length=80, help_text="Key of an article.")
    topic = serializers.CharField(
        max_length=80, required=False, allow_null=True, help_text="Key of a topic of it."
    )
    day = serializers.DateField(help_text="Today or later, by your study day.")


class ExamChoiceShape(serializers.Serializer):
    """An exam, and what it asks for today."""

    exam = ExamShape()
    due = serializers.IntegerField(help_text="Cards to recall today, due or not.")
    new = serializers.IntegerField(help_text="New cards of today.")


class TopicChoiceShape(serializers.Serializer):
    """A topic of an article."""

    key = serializers.CharField()
    name = WordsShape()
    due = serializers.IntegerField(help_text="Cards that are due.")
    unmet = serializers.IntegerField(help_text="Points that you have not met yet.")


class ArticleChoiceShape(serializers.Serializer):
    """An article with its topics."""

    key = serializers.CharField()
    title = WordsShape()
    publisher = WordsShape()
    published_on = serializers.DateField()
    due = serializers.IntegerField()
    unmet = serializers.IntegerField()
    topics = TopicChoiceShape(many=True)


class StudyChoicesShape(WithPinyin):
    """What there is to study. For its cards, ask `cards/due/` with these keys."""

    exams = ExamChoiceShape(many=True)
    articles = ArticleChoiceShape(many=True)
    mistakes = serializers.IntegerField(help_text="Mistakes to practise today.")


class StudyChoices(ApiView):
    """What can be studied."""

    @extend_schema(
        operation_id="cards_choices",
        summary="Exams, articles and topics to study, and how much of each waits",
        responses=StudyChoicesShape,
    )
    def get(self, request: Request) -> Response:
        found: Any = study_choices(self.user, timezone.now(), self.content_language())
        return Response(StudyChoicesShape(found).data)


class Exams(ApiView):
    """The exams of the account that asks."""

    @extend_schema(operation_id="exams_list", summary="Your exams to come", responses=ExamsShape)
    def get(self, request: Request) -> Response:
        found: Any = upcoming_exams(self.user, timezone.now(), self.content_language())
        return Response(ExamsShape({"exams": found}).data)

    @extend_schema(
        operation_id="exams_create",
        summary="Keep the day of an exam",
        request=NewExamShape,
        responses={201: ExamShape, **problems(400)},
    )
    def post(self, request: Request) -> Response:
        given = NewExamShape(data=request.data)
        given.is_valid(raise_exception=True)
        kept = self._keep(given.validated_data)
        exams = upcoming_exams(self.user, timezone.now(), self.content_language())
        (exam,) = (each for each in exams if each.id == kept.pk)
        return Response(ExamShape(exam).data, status=status.HTTP_201_CREATED)

    def _keep(self, given: dict[str, Any]) -> Exam:
        topic, now = given.get("topic"), timezone.now()
        try:
            return keep_exam(self.user, given["article"], topic, given["day"], now)
        except ExamError as error:
            said = PROBLEMS[error.code]()
            raise serializers.ValidationError({error.field: said}, code=error.code) from error


class OneExam(ApiView):
    """One of them."""

    @extend_schema(
        operation_id="exams_destroy",
        summary="Remove an exam; its cards come as usual",
        parameters=[ID],
        responses={204: None, **problems(404)},
    )
    def delete(self, request: Request, exam: int) -> Response:
        if not remove_exam(self.user, exam):
            raise Http404
        return Response(status=status.HTTP_204_NO_CONTENT)
