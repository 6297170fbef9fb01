"""The conditions of sitting a quiz, for teachers to read and to change."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import TeacherView
from quizzes.models import Quiz
from quizzes.models.sitting import SittingSettings
from quizzes.permissions import visible_quizzes
from quizzes.services.quiz_settings import change_settings

SETTINGS = [field.name for field in SittingSettings._meta.get_fields()]


class QuizSettingsShape(serializers.ModelSerializer):
    """How a quiz is sat. Shares and points are fractions of 1, `time_limit` is in minutes."""

    class Meta:
        model = Quiz
        fields = SETTINGS


class QuizSettings(TeacherView):
    """The settings of a quiz. Learners see what concerns them with the quiz itself."""

    @extend_schema(
        operation_id="quizzes_settings_retrieve",
        summary="How a quiz is sat",
        responses=QuizSettingsShape,
    )
    def get(self, request: Request, key: str) -> Response:
        return Response(QuizSettingsShape(self._quiz(key)).data)

    @extend_schema(
        operation_id="quizzes_settings_update",
        summary="Change how a quiz is sat",
        description="Only the members that are sent change. Choosing practice chooses feedback "
        "after each question. Open attempts get the new deadline.",
        request=QuizSettingsShape,
        responses=QuizSettingsShape,
    )
    @transaction.atomic
    def patch(self, request: Request, key: str) -> Response:
        quiz = self._quiz(key)
        if not self.user.has_perm("quizzes.change_quiz"):
            raise exceptions.PermissionDenied
        given = QuizSettingsShape(quiz, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        changed: dict[str, Any] = given.validated_data
        return Response(QuizSettingsShape(change_settings(quiz, changed)).data)

    def _quiz(self, key: str) -> Quiz:
        return get_object_or_404(visible_quizzes(self.user, Quiz.objects.all()), key=key)
