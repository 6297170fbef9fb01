"""The rule by which a quiz draws, and an example of what it draws. For teachers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.base import ApiView, IsTeacher
from quizzes.api.fields import ReferenceField, TextField
from quizzes.domain.assembly import Familiarity
from quizzes.domain.quiz_rule import WHOLE
from quizzes.models import Quiz, Topic, User
from quizzes.models.base import content_languages
from quizzes.models.items import FORM_NAMES, LOTS
from quizzes.services.drawing import scope_of
from quizzes.services.example_draws import DrawnQuestion, example_draw
from quizzes.services.quiz_rules import RULE_COLUMNS, askable, change_rule

MOST_DRAWN = 50
EXAMPLE = {
    "questions": 10,
    "topics": ["people", "trade"],
    "forms": ["single_choice", "numeric"],
    "new_share": 60,
    "known_share": 40,
    "draw_seed": None,
}


class ShareField(serializers.IntegerField):
    """A share in per cent; null for no wish."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=WHOLE, allow_null=True, default=None, **options)


class RuleShape(serializers.Serializer):
    """What a quiz draws. A member that is left out is set back to its default."""

    questions = serializers.IntegerField(
        min_value=0, max_value=MOST_DRAWN, help_text="So many are drawn, beside fixed ones."
    )
    topics = serializers.ListField(
        child=serializers.CharField(max_length=80),
        default=list,
        help_text="Keys of topics, beside the quiz's own; none at all: the whole article.",
    )
    forms = serializers.ListField(
        child=serializers.ChoiceField([(form.value, str(form)) for form in FORM_NAMES]),
        default=list,
        help_text="None: all forms.",
    )
    new_share = ShareField(help_text="Per cent, at least, of points the learner has not met.")
    known_share = ShareField(help_text="Per cent, at least, of points the learner has met.")
    draw_seed = serializers.IntegerField(
        min_value=0,
        max_value=LOTS - 1,
        allow_null=True,
        default=None,
        help_text="Set: everyone is asked the same. Not with shares.",
    )
    points = serializers.IntegerField(
        read_only=True, help_text="Points that have a published question the rule allows."
    )


class DrawnShape(serializers.Serializer):
    """One question of an example draw."""

    position = serializers.IntegerField()
    item = serializers.CharField(source="version.item.key")
    form = serializers.CharField(source="version.item.form")
    topic = serializers.SerializerMethodField(help_text="Null where it asks no point.")
    points = serializers.ListField(child=serializers.CharField(), source="version.asks")
    stem = TextField()
    is_fixed = serializers.BooleanField(help_text="Chosen by hand.")
    familiarity = serializers.ChoiceField([each.value for each in Familiarity])

    def get_topic(self, drawn: DrawnQuestion) -> str | None:
        return drawn.topic.key if drawn.topic else None


class ExampleShape(serializers.Serializer):
    """A draw that is kept nowhere; `missing` places stayed empty."""

    seed = serializers.IntegerField()
    language = serializers.CharField()
    missing = serializers.IntegerField()
    questions = DrawnShape(many=True)


class AskedForShape(serializers.Serializer):
    """For whom an example is drawn."""

    seed = serializers.IntegerField(min_value=0, max_value=LOTS - 1, default=0)
    language = serializers.ChoiceField(content_languages(), required=False)
    learner = ReferenceField(
        slug_field="username",
        queryset=User.objects.all(),
        required=False,
        help_text="An account; without one, somebody who has met nothing.",
    )


class RuleViews(ApiView, GenericViewSet[Quiz]):
    """What the quizzes' views have for teachers about the rule."""

    @extend_schema(
        operation_id="quizzes_rule",
        summary="By which rule a quiz draws",
        responses=RuleShape,
        filters=False,
    )
    @action(detail=True, permission_classes=[IsAuthenticated, IsTeacher], pagination_class=None)
    def rule(self, request: Request, key: str) -> Response:
        return Response(_rule(self.get_object()))

    @extend_schema(
        operation_id="quizzes_set_rule",
        summary="Give a quiz another rule",
        description="Attempts that have begun keep their questions.",
        request=RuleShape,
        responses=RuleShape,
        examples=[OpenApiExample("Ten questions", EXAMPLE, request_only=True)],
    )
    @rule.mapping.put
    def set_rule(self, request: Request, key: str) -> Response:
        quiz = self.get_object()
        if not self.user.has_perm("quizzes.change_quiz"):
            raise exceptions.PermissionDenied
        shape = RuleShape(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        columns = {name: given[name] for name in RULE_COLUMNS}
        topics = _topics(quiz, given["topics"])
        change_rule(self.user, quiz, given["questions"], topics, **columns)
        return Response(_rule(quiz))

    @extend_schema(
        operation_id="quizzes_example",
        summary="What a quiz would ask",
        description="A draw by the rule. The same seed and bank give the same one again.",
        parameters=[
            OpenApiParameter("seed", int),
            OpenApiParameter("language", enum=content_languages()),
            OpenApiParameter("learner", str, description="An account."),
        ],
        responses=ExampleShape,
        filters=False,
    )
    @action(detail=True, permission_classes=[IsAuthenticated, IsTeacher], pagination_class=None)
    def example(self, request: Request, key: str) -> Response:
        asked = AskedForShape(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        language = given.get("language") or self.content_language()
        drawn = example_draw(self.get_object(), language, given["seed"], given.get("learner"))
        return Response(ExampleShape(drawn).data)


def _rule(quiz: Quiz) -> dict[str, Any]:
    """The rule as it is kept."""
    return {
        "questions": quiz.slots.filter(item=None).count(),
        "topics": list(quiz.topics.values_list("key", flat=True)),
        **{name: getattr(quiz, name) for name in RULE_COLUMNS},
        "points": askable(scope_of(quiz)),
    }


def _topics(quiz: Quiz, keys: list[str]) -> list[Topic]:
    found = {t.key: t for t in Topic.objects.filter(article=quiz.article_id, key__in=keys)}
    errors: dict[Any, Any] = {
        place: [
            serializers.ErrorDetail(_("The article has no such topic."), "topic_not_of_article")
        ]
        for place, key in enumerate(keys)
        if key not in found
    }
    if errors:
        raise serializers.ValidationError({"topics": errors})
    return list(found.values())
