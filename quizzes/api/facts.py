"""Facts and points, for teachers."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiExample,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)
from modeltranslation.utils import build_localized_fieldname
from rest_framework import exceptions, mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.accepting import AcceptancePlanShape, AcceptShape, GivenAnswerShape
from quizzes.api.base import TeacherView
from quizzes.api.correction_shapes import CorrectionPlanShape
from quizzes.api.errors import ConflictError
from quizzes.api.fact_shapes import ChangeFactShape, FactShape, PointEntryShape
from quizzes.api.fact_writing import change_fact, create_fact
from quizzes.api.history_shapes import FactHistoryShape
from quizzes.api.schema import problems
from quizzes.api.trying import TriedShape, TryShape
from quizzes.models import Fact, Point
from quizzes.models.facts import KIND_NAMES
from quizzes.permissions import visible_facts
from quizzes.selectors.fact_history import fact_history
from quizzes.selectors.given_answers import given_answers
from quizzes.services.accepting import accept_answer, preview_acceptance
from quizzes.services.trying import try_answer

EXAMPLE = {
    "key": "aksu-trained",
    "article": "cotton",
    "passage": 3,
    "topic": "people",
    "statement": {
        "en": "Aksu City had trained {trained} e-commerce workers.",
        "zh-hans": "阿克苏市已培育{trained}名电商人才。",
    },
    "status": "draft",
    "points": [
        {
            "name": "trained",
            "kind": "quantity",
            "exclusive": True,
            "amount": "9500",
            "unit": "person",
            "bound": "over",
        }
    ],
}


CHANGING = (
    "What a draft says is changed at once. Of a published fact say with `change` whether only the "
    "`wording` changes or the `truth`: with `dry_run` you are told what follows (questions, "
    "scores, memories); with its `digest` it is done, in one transaction. 409: `change_missing`, "
    "`confirmation_missing`, `plan_changed`, `status_apart`, `version_conflict`."
)


def in_every_language(field: str, text: str) -> Q:
    """Rows whose translated field has the text in some language."""
    found = Q()
    for code, _name in settings.LANGUAGES:
        found |= Q(**{f"{build_localized_fieldname(field, code)}__icontains": text})
    return found


class FactFilter(django_filters.FilterSet):
    """By where a fact stands, by status, and by words of its statement."""

    article = django_filters.CharFilter(field_name="article__key", label="Key of the article.")
    topic = django_filters.CharFilter(field_name="topic__key", label="Key of the topic.")
    passage = django_filters.NumberFilter(
        field_name="passage__number", label="Number of the passage.", max_value=32767
    )
    status = django_filters.ChoiceFilter(choices=Fact.Status.choices)
    search = django_filters.CharFilter(
        method="find", max_length=200, label="Text of the statement, in any language."
    )

    class Meta:
        model = Fact
        fields: list[str] = []

    def find(self, facts: QuerySet[Fact], name: str, text: str) -> QuerySet[Fact]:
        return facts.filter(in_every_language("statement", text) | Q(key__icontains=text))


@extend_schema_view(
    list=extend_schema(operation_id="facts_list", summary="Facts with their points"),
    retrieve=extend_schema(operation_id="facts_retrieve", summary="A fact with its points"),
)
class FactViewSet(
    TeacherView, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Fact]
):
    """What articles report. Teachers only: a statement holds the answers."""

    queryset = Fact.objects.none()
    serializer_class = FactShape
    filterset_class = FactFilter
    lookup_field = "key"
    lookup_value_converter = "str"

    def get_queryset(self) -> QuerySet[Fact]:
        return (
            visible_facts(self.request.user, Fact.objects.all())
            .select_related("article", "passage", "topic")
            .prefetch_related("points__unit", "points__entity", "points__members__entity")
            .order_by("article__key", "topic__position", "passage__number", "pk")
        )

    @extend_schema(
        operation_id="facts_create",
        summary="Keep a new fact",
        responses={201: FactShape, **problems(409)},
        examples=[OpenApiExample("A fact with one point", EXAMPLE, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        self._require("add")
        fact = create_fact(self._given(request), timezone.now(), self.user)
        return self._kept(fact, status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="facts_replace",
        summary="Replace a fact and its points",
        description=CHANGING,
        request=ChangeFactShape,
        responses={
            200: PolymorphicProxySerializer(
                "FactOrPlan", [FactShape, CorrectionPlanShape], resource_type_field_name=None
            ),
            **problems(409),
        },
    )
    def update(self, request: Request, key: str) -> Response:
        self.get_object()
        return self._change(request, key)

    @extend_schema(
        operation_id="facts_change",
        summary="Change some members of a fact",
        description=CHANGING,
        request=ChangeFactShape,
        responses={
            200: PolymorphicProxySerializer(
                "FactOrPlan", [FactShape, CorrectionPlanShape], resource_type_field_name=None
            ),
            **problems(409),
        },
    )
    def partial_update(self, request: Request, key: str) -> Response:
        self.get_object()
        return self._change(request, key, partial=True)

    @extend_schema(
        operation_id="facts_delete",
        summary="Delete a draft that nobody has met",
        responses={204: None, **problems(409)},
    )
    def destroy(self, request: Request, key: str) -> Response:
        self._require("delete")
        fact = self.get_object()
        if fact.status != Fact.Status.DRAFT:
            raise ConflictError(
                _("Only drafts are deleted: supersede a fact that was published."), code="in_use"
            )
        fact.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        operation_id="facts_history",
        summary="All versions of a fact, the newest first",
        description="Who changed what, when, and whether its truth changed or only its words.",
        responses=FactHistoryShape(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def history(self, request: Request, key: str) -> Response:
        return Response(FactHistoryShape(fact_history(self.get_object()), many=True).data)

    def _change(self, request: Request, key: str, partial: bool = False) -> Response:
        shape = ChangeFactShape(data=request.data, partial=partial, context={"view": self})
        shape.is_valid(raise_exception=True)
        changed = change_fact(key, dict(shape.validated_data), timezone.now(), self.user)
        if changed.fact is None:
            return Response(CorrectionPlanShape(changed.plan).data)
        return self._kept(changed.fact)

    def _require(self, action: str) -> None:
        if not self.user.has_perm(f"quizzes.{action}_fact"):
            raise exceptions.PermissionDenied

    def _given(self, request: Request, partial: bool = False) -> dict[str, Any]:
        given = self.get_serializer(data=request.data, partial=partial)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def _kept(self, fact: Fact, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=fact.pk)).data, status=code)


class PointFilter(django_filters.FilterSet):
    """By fact, article, topic and kind."""

    fact = django_filters.CharFilter(field_name="fact__key", label="Key of the fact.")
    article = django_filters.CharFilter(field_name="fact__article__key", label="Key of an article.")
    topic = django_filters.CharFilter(field_name="fact__topic__key", label="Key of a topic.")
    status = django_filters.ChoiceFilter(field_name="fact__status", choices=Fact.Status.choices)
    kind = django_filters.ChoiceFilter(choices=list(KIND_NAMES.items()))

    class Meta:
        model = Point
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(operation_id="points_list", summary="Points with their values"),
    retrieve=extend_schema(operation_id="points_retrieve", summary="A point with its value"),
)
class PointViewSet(
    TeacherView, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Point]
):
    """Every value that can be asked. They are written with their facts."""

    queryset = Point.objects.none()
    serializer_class = PointEntryShape
    filterset_class = PointFilter
    lookup_field = "key"
    lookup_value_converter = "str"

    def get_queryset(self) -> QuerySet[Point]:
        return (
            Point.objects.filter(fact__in=visible_facts(self.request.user, Fact.objects.all()))
            .select_related("fact__article", "unit", "entity")
            .prefetch_related("members__entity")
            .order_by("fact__article__key", "fact__topic__position", "fact_id", "position", "pk")
        )

    def get_object(self) -> Point:
        fact, _dot, name = self.kwargs["key"].rpartition(".")
        return self.get_queryset().get(fact__key=fact, name=name)

    @extend_schema(
        operation_id="points_try",
        summary="Try a written answer",
        description="What marking would make of it: the score, the rule, the value read.",
        request=TryShape,
        responses={200: TriedShape, **problems(409)},
    )
    @action(detail=True, methods=["post"], url_path="try")
    def try_answer(self, request: Request, key: str) -> Response:
        given = TryShape(data=request.data)
        given.is_valid(raise_exception=True)
        text = given.validated_data["text"]
        tried = try_answer(self.get_object(), text, self.content_language())
        return Response(TriedShape(tried).data)

    @extend_schema(
        operation_id="points_answers",
        summary="Written answers that were not accepted",
        description="The most frequent first; the same answer spelt otherwise counts as one.",
        responses=GivenAnswerShape(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def answers(self, request: Request, key: str) -> Response:
        return Response(GivenAnswerShape(given_answers(self.get_object()), many=True).data)

    @extend_schema(
        operation_id="points_accept",
        summary="Accept an answer",
        description="The text becomes another name of the entity or term, and earlier answers are "
        "marked anew. With `dry_run`, tells what would follow; with the `digest` of what was told, "
        "does it in one transaction. 409: `plan_changed`, `not_a_name`, `empty`, `too_long`, "
        "`already_accepted`, `name_taken`.",
        request=AcceptShape,
        responses={200: AcceptancePlanShape, **problems(409)},
    )
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, key: str) -> Response:
        given = AcceptShape(data=request.data)
        given.is_valid(raise_exception=True)
        sent, point, now = given.validated_data, self.get_object(), timezone.now()
        if sent["dry_run"]:
            plan = preview_acceptance(point, sent["text"], now)
        else:
            plan = accept_answer(point, sent["text"], sent["digest"], self.user, now)
        return Response(AcceptancePlanShape(plan).data)
