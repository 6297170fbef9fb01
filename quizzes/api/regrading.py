"""Giving scores anew, for teachers: what would change is told first, then done as it was told."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.base import TeacherView
from quizzes.api.schema import problems
from quizzes.models import Attempt, Item, Quiz, Regrade
from quizzes.selectors.regrades import regrades_for, scope_of
from quizzes.services.regrade_plans import NewMark, RegradePlan
from quizzes.services.regrading import apply_regrade, preview_regrade


class RegradeRequestShape(serializers.Serializer[dict[str, Any]]):
    """Ask what would change, then send the `digest` of what was told to have it done."""

    dry_run = serializers.BooleanField(default=False, help_text="Only tell what would change.")
    digest = serializers.CharField(
        required=False, max_length=64, help_text="That of the plan that was told; else dry_run."
    )
    reason = serializers.CharField(required=False, allow_blank=True, max_length=300)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["dry_run"] and not attrs.get("digest"):
            message = _("Ask with dry_run first, then send the digest of what was told.")
            error = serializers.ErrorDetail(message, code="digest_missing")
            raise serializers.ValidationError({"digest": error})
        return attrs


class NewMarkShape(serializers.Serializer[NewMark]):
    """The mark of one question, before and after."""

    position = serializers.IntegerField()
    old = serializers.FloatField(allow_null=True, help_text="null: nothing was answered.")
    new = serializers.FloatField()
    credited = serializers.BooleanField(
        source="is_credited",
        help_text="No right answer was to be had: everyone who met the question gets it.",
    )


class ScoreChangeShape(serializers.Serializer):
    """An attempt whose score changes."""

    attempt = serializers.UUIDField(source="attempt.pk")
    learner = serializers.CharField(source="attempt.learner.username")
    quiz = serializers.CharField(source="attempt.quiz.key")
    old_score = serializers.FloatField(source="old")
    new_score = serializers.FloatField(source="new")
    max_score = serializers.FloatField(source="attempt.max_score")
    marks = NewMarkShape(many=True)


class RegradePlanShape(serializers.Serializer[RegradePlan]):
    """What would change, or has."""

    looked_at = serializers.IntegerField(help_text="Attempts that were looked at.")
    changes = ScoreChangeShape(many=True)
    digest = serializers.CharField(help_text="Send it to have exactly this done.")


class KeptMarkShape(serializers.Serializer):
    """The mark of one question as a regrade kept it."""

    position = serializers.IntegerField()
    old = serializers.FloatField(allow_null=True)
    new = serializers.FloatField()


class RegradeShape(serializers.Serializer[Regrade]):
    """A score that was given anew: who, when, why, what changed."""

    attempt = serializers.UUIDField(source="attempt_id")
    learner = serializers.CharField(source="attempt.learner.username")
    quiz = serializers.CharField(source="attempt.quiz.key")
    old_score = serializers.FloatField()
    new_score = serializers.FloatField()
    max_score = serializers.FloatField(source="attempt.max_score")
    reason = serializers.CharField()
    created_at = serializers.DateTimeField()
    created_by = serializers.SerializerMethodField(help_text="null: the system.")
    marks = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "nullable": True})
    def get_created_by(self, regrade: Regrade) -> str | None:
        return regrade.created_by.username if regrade.created_by else None

    @extend_schema_field(KeptMarkShape(many=True))
    def get_marks(self, regrade: Regrade) -> Any:
        return regrade.marks


def regrading(name: str, summary: str) -> Any:
    """How a regrade action describes itself."""
    return extend_schema(
        operation_id=name,
        summary=summary,
        description="With `dry_run`, tells what would change. With the `digest` of what was told, "
        "does it in one transaction; where something else would follow by now, nothing is done "
        "(409 `plan_changed`).",
        request=RegradeRequestShape,
        responses={200: RegradePlanShape, **problems(403, 409)},
    )


def regrade(view: Any, record: Item | Quiz | Attempt) -> Response:
    """Answer a regrade of what a record stands for."""
    given = RegradeRequestShape(data=view.request.data)
    given.is_valid(raise_exception=True)
    sent, scope = given.validated_data, scope_of(view.request.user, record)
    if sent["dry_run"]:
        plan = preview_regrade(scope.attempts, None, scope.items)
    else:
        plan = apply_regrade(
            scope.attempts,
            sent["digest"],
            view.user,
            timezone.now(),
            sent.get("reason", ""),
            None,
            scope.items,
        )
    return Response(RegradePlanShape(plan).data)


@extend_schema_view(
    list=extend_schema(operation_id="regrades_list", summary="Scores given anew, the latest first")
)
class RegradeViewSet(TeacherView, mixins.ListModelMixin, GenericViewSet[Regrade]):
    """Every score that was given anew: who, when, why, and what it was before."""

    queryset = Regrade.objects.none()
    serializer_class = RegradeShape

    def get_queryset(self) -> QuerySet[Regrade]:
        return regrades_for(self.request.user)
