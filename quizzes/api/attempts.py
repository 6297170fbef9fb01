"""Attempts: start, answer, submit, result."""

from __future__ import annotations

import uuid
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizsite.addresses import client_address
from quizzes.api.attempt_shapes import (
    AnswerShape,
    AttemptEntryShape,
    AttemptShape,
    FlagShape,
    SavedShape,
    StartShape,
    SubmittedShape,
)
from quizzes.api.base import ApiView, IsTeacher
from quizzes.api.regrading import regrade, regrading
from quizzes.api.result_shapes import CheckedShape, ResultShape
from quizzes.api.schema import problems
from quizzes.models import Attempt, Quiz
from quizzes.permissions import can_take_quiz, visible_attempts, visible_quizzes
from quizzes.selectors import attempts as selectors
from quizzes.selectors.feedback import checked_question
from quizzes.selectors.kept_back import scores_kept_back
from quizzes.selectors.results import result_view
from quizzes.selectors.withheld import with_withheld
from quizzes.services import attempts as services
from quizzes.services import checking

ANSWERS = [
    OpenApiExample("Single choice", {"option": "b"}, request_only=True),
    OpenApiExample("Multiple choice", {"options": ["a", "c"]}, request_only=True),
    OpenApiExample("True or false", {"value": False}, request_only=True),
    OpenApiExample("Number", {"number": "9500", "unit": "人", "revision": 2}, request_only=True),
    OpenApiExample("Short text", {"text": "阿克苏市"}, request_only=True),
]


class AttemptFilter(django_filters.FilterSet):
    """By quiz, by learner, open or submitted."""

    quiz = django_filters.CharFilter(field_name="quiz__key", label="Key of the quiz.")
    learner = django_filters.CharFilter(field_name="learner__username", label="Name of a learner.")
    submitted = django_filters.BooleanFilter(
        field_name="submitted_at", lookup_expr="isnull", exclude=True, label="Only submitted ones."
    )

    class Meta:
        model = Attempt
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(operation_id="attempts_list", summary="Attempts, the latest first")
)
class AttemptViewSet(ApiView, mixins.ListModelMixin, GenericViewSet[Attempt]):
    """A learner's own attempts; teachers may read everybody's, and answer only their own."""

    queryset = Attempt.objects.none()
    serializer_class = AttemptEntryShape
    filterset_class = AttemptFilter
    lookup_value_converter = "uuid"

    def get_queryset(self) -> QuerySet[Attempt]:
        user = self.request.user
        attempts = Attempt.objects.select_related("quiz", "learner")
        found = visible_attempts(user, with_withheld(attempts, scores_kept_back(user)))
        return found.order_by("-started_at", "pk")

    @extend_schema(
        operation_id="attempts_start",
        summary="Start a quiz, or go on with it",
        description="Needs an account or, for a quiz that is open to guests, the session of a "
        "guest: the browser makes guests, this API makes none. Refused (409) with the code "
        "`quiz_not_open_yet`, `quiz_closed`, `no_attempts_left`, `access_code_required` or "
        "`access_code_wrong`; after too many wrong codes with 429 and `too_many_codes`.",
        request=StartShape,
        responses={
            201: OpenApiResponse(AttemptShape, "A new attempt."),
            200: OpenApiResponse(AttemptShape, "The attempt that is open already."),
            **problems(404, 409),
        },
        examples=[OpenApiExample("Start", {"quiz": "cotton-quiz"}, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        given = StartShape(data=request.data)
        given.is_valid(raise_exception=True)
        quizzes = visible_quizzes(request.user, Quiz.objects.select_related("article"))
        quiz = get_object_or_404(quizzes, key=given.validated_data["quiz"])
        if not can_take_quiz(self.user, quiz):
            raise PermissionDenied(_("Guests can take open quizzes only."), code="account_needed")
        language = given.validated_data.get("language") or self.content_language()
        now = timezone.now()
        code = given.validated_data.get("access_code", "")
        address = client_address(request)
        attempt = services.start_attempt(self.user, quiz, language, now, code=code, address=address)
        is_new = attempt.started_at == now
        return Response(
            AttemptShape(selectors.attempt_view(attempt)).data,
            status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )

    @extend_schema(
        operation_id="attempts_retrieve",
        summary="An attempt with its questions and the answers so far",
        responses=AttemptShape,
    )
    def retrieve(self, request: Request, pk: uuid.UUID) -> Response:
        attempt = self._settled(pk)
        return Response(AttemptShape(selectors.attempt_view(attempt)).data)

    @extend_schema(
        operation_id="attempts_answer",
        summary="Save the answer to one question",
        description="Safe to repeat: one answer is kept for each question. With `revision`, an "
        "older answer that comes late is refused (409) and the newer one stays.",
        request=AnswerShape,
        responses={200: SavedShape, **problems(409)},
        examples=ANSWERS,
    )
    @action(detail=True, methods=["put"], url_path="responses/<int:position>")
    def responses(self, request: Request, pk: uuid.UUID, position: int) -> Response:
        given = AnswerShape(data=request.data)
        given.is_valid(raise_exception=True)
        answer: dict[str, Any] = dict(given.validated_data)
        revision, certainty = answer.pop("revision", None), answer.pop("certainty", None)
        now = timezone.now()
        kept = services.save_response(pk, self.user, position, answer, now, revision, certainty)
        members = {"answer": kept.answer, "revision": kept.revision, "saved_at": kept.saved_at}
        return Response(
            SavedShape({"position": position, "certainty": kept.certainty, **members}).data
        )

    @extend_schema(
        operation_id="attempts_check",
        summary="Check the answer to one question",
        description="Where the quiz gives feedback after each question. The answer that was saved "
        "is marked, and can be tried again while `tries_left`; each try lowers what a right one "
        "earns. `feedback`, with the right answer, comes once it is right or was the last try.",
        request=None,
        responses={200: CheckedShape, **problems(409)},
    )
    @action(detail=True, methods=["post"], url_path="responses/<int:position>/check")
    def check(self, request: Request, pk: uuid.UUID, position: int) -> Response:
        checking.check_answer(pk, self.user, position, timezone.now())
        return self._checked(pk, position)

    @extend_schema(
        operation_id="attempts_give_up",
        summary="Give a question up, and see its answer",
        description="Where the quiz gives feedback after each question. Safe to repeat.",
        request=None,
        responses={200: CheckedShape, **problems(409)},
    )
    @action(detail=True, methods=["post"], url_path="responses/<int:position>/give-up")
    def give_up(self, request: Request, pk: uuid.UUID, position: int) -> Response:
        checking.give_up(pk, self.user, position, timezone.now())
        return self._checked(pk, position)

    def _checked(self, pk: uuid.UUID, position: int) -> Response:
        attempt = selectors.own_attempt(self.user, pk)
        return Response(CheckedShape(checked_question(attempt, position)).data)

    @extend_schema(
        operation_id="attempts_flag",
        summary="Flag a question to come back to, or no longer",
        request=FlagShape,
        responses={200: FlagShape, **problems(409)},
    )
    @action(detail=True, methods=["put"], url_path="responses/<int:position>/flag")
    def flag(self, request: Request, pk: uuid.UUID, position: int) -> Response:
        given = FlagShape(data=request.data)
        given.is_valid(raise_exception=True)
        is_flagged = given.validated_data["flagged"]
        slot = services.set_flag(pk, self.user, position, is_flagged, timezone.now())
        return Response(FlagShape(slot).data)

    @extend_schema(
        operation_id="attempts_submit",
        summary="Submit, and get the score",
        description="Submitting again gives the same score.",
        request=None,
        responses=SubmittedShape,
    )
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: uuid.UUID) -> Response:
        services.submit(pk, self.user, timezone.now())
        return Response(SubmittedShape(self.get_object()).data)

    @extend_schema(
        operation_id="attempts_next",
        summary="Leave a question for the next one",
        description="Needed where a quiz goes forward only: the next question is told then, and "
        "the one that is left can no longer be answered. Leaving it again changes nothing.",
        request=None,
        responses={200: AttemptShape, **problems(409)},
    )
    @action(detail=True, methods=["post"], url_path="responses/<int:position>/next")
    def next(self, request: Request, pk: uuid.UUID, position: int) -> Response:
        services.move_on(pk, self.user, position, timezone.now())
        return self.retrieve(request, pk)

    @extend_schema(
        operation_id="attempts_result",
        summary="Every question with its right answer, once submitted",
        description="Questions that another open attempt of the learner asks too, or whose facts "
        "it asks, are `withheld`: they come without score and answer until that is submitted, and "
        "so does the `score` of what was handed in meanwhile. "
        "Where the quiz tells at its close, there is no result before (409 `result_withheld`).",
        responses={200: ResultShape, **problems(409)},
    )
    @action(detail=True, methods=["get"])
    def result(self, request: Request, pk: uuid.UUID) -> Response:
        attempt = self._settled(pk)
        is_own = attempt.learner_id == self.user.pk
        return Response(ResultShape(result_view(attempt, is_own)).data)

    def _settled(self, pk: uuid.UUID) -> Attempt:
        """The attempt, submitted if its time is up."""
        return services.settle(selectors.visible_attempt(self.user, pk), timezone.now())

    @regrading("attempts_regrade", "Mark an attempt anew")
    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated, IsTeacher])
    def regrade(self, request: Request, pk: uuid.UUID) -> Response:
        return regrade(self, selectors.visible_attempt(request.user, pk))
