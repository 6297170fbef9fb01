"""The bank of questions, for teachers."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import exceptions, mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.base import TeacherView
from quizzes.api.errors import ConflictError
from quizzes.api.facts import in_every_language
from quizzes.api.history_shapes import ItemHistoryShape
from quizzes.api.item_shapes import ItemShape
from quizzes.api.item_write_shapes import ItemStatusShape, WriteItemShape
from quizzes.api.item_writing import content_of, find_point
from quizzes.api.lint_shapes import LintShape
from quizzes.api.regrading import regrade, regrading
from quizzes.api.schema import problems
from quizzes.domain.quality.flaws import FLAWS
from quizzes.models import Item
from quizzes.models.base import PublicationStatus
from quizzes.models.items import FORM_NAMES
from quizzes.permissions import visible_items
from quizzes.selectors.item_history import item_history
from quizzes.services.item_status import move_items, take_over
from quizzes.services.linting import explain
from quizzes.services.writing import write_item

EXAMPLE = {
    "article": "cotton",
    "form": "single_choice",
    "stem": {"en": "Which city does the article start in?", "zh-hans": "文章从哪座城市写起？"},
    "options": [
        {"text": {"en": "Aksu City", "zh-hans": "阿克苏市"}, "is_key": True},
        {
            "text": {"en": "Hotan City", "zh-hans": "和田市"},
            "reason": {"en": "It comes later.", "zh-hans": "和田市在后文才出现。"},
        },
    ],
}


class ItemFilter(django_filters.FilterSet):
    """By article, point, fact, form, status and origin, and by words of the stem."""

    article = django_filters.CharFilter(field_name="article__key", label="Key of the article.")
    fact = django_filters.CharFilter(field_name="point__fact__key", label="Key of the fact.")
    point = django_filters.CharFilter(method="of_point", label="Key of the point.")
    form = django_filters.ChoiceFilter(choices=list(FORM_NAMES.items()))
    status = django_filters.ChoiceFilter(choices=PublicationStatus.choices)
    origin = django_filters.ChoiceFilter(choices=Item.Origin.choices)
    search = django_filters.CharFilter(
        method="find", max_length=200, label="Text of the stem, in any language."
    )

    class Meta:
        model = Item
        fields: list[str] = []

    def of_point(self, items: QuerySet[Item], name: str, key: str) -> QuerySet[Item]:
        fact, _dot, point = key.rpartition(".")
        return items.filter(point__fact__key=fact, point__name=point)

    def find(self, items: QuerySet[Item], name: str, text: str) -> QuerySet[Item]:
        return items.filter(in_every_language("current__stem", text) | Q(key__icontains=text))


@extend_schema_view(
    list=extend_schema(operation_id="items_list", summary="Questions with key and proofs"),
    retrieve=extend_schema(operation_id="items_retrieve", summary="A question"),
)
class ItemViewSet(
    TeacherView, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Item]
):
    """Every question of the bank. Teachers only: keys and proofs are in it."""

    queryset = Item.objects.none()
    serializer_class = ItemShape
    filterset_class = ItemFilter
    lookup_field = "key"
    lookup_value_converter = "str"
    http_method_names = ["get", "post", "put", "patch", "head", "options"]

    def get_queryset(self) -> QuerySet[Item]:
        related = Item.objects.select_related("article", "point__fact", "current")
        return visible_items(self.request.user, related).order_by("article__key", "pk")

    @extend_schema(
        operation_id="items_create",
        summary="Write a question of your own",
        request=WriteItemShape,
        responses={201: ItemShape, **problems(409)},
        examples=[OpenApiExample("Single choice", EXAMPLE, request_only=True)],
    )
    def create(self, request: Request) -> Response:
        if not self.user.has_perm("quizzes.add_item"):
            raise exceptions.PermissionDenied
        return self._write(request, None, status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="items_replace",
        summary="Write your question anew",
        description="Makes a new version; attempts keep the one they showed. A generated question "
        "says what its fact says: change the fact (409).",
        request=WriteItemShape,
        responses={200: ItemShape, **problems(409)},
    )
    def update(self, request: Request, key: str) -> Response:
        item = self.get_object()
        if item.origin != Item.Origin.TEACHER:
            raise ConflictError(
                _("A generated question says what its fact says: change the fact."),
                code="generated",
            )
        return self._write(request, item, status.HTTP_200_OK)

    @extend_schema(
        operation_id="items_change_status",
        summary="Publish a question, take it back, or retire it",
        request=ItemStatusShape,
        responses=ItemShape,
    )
    def partial_update(self, request: Request, key: str) -> Response:
        item = self.get_object()
        given = ItemStatusShape(data=request.data)
        given.is_valid(raise_exception=True)
        status_given = PublicationStatus(given.validated_data["status"])
        move_items([item], status_given, self.user, timezone.now())
        item.refresh_from_db(fields=["status"])
        return Response(ItemShape(item).data)

    @extend_schema(
        operation_id="items_take_over",
        summary="Make a generated question the teacher's own, to be edited, in its place",
        request=None,
        responses={201: ItemShape, **problems(409)},
    )
    @action(detail=True, methods=["post"], url_path="take-over")
    def take_over(self, request: Request, key: str) -> Response:
        try:
            own = take_over(self.get_object(), self.user, timezone.now())
        except ValueError as error:
            said = _("Only a generated question that is in use can be taken over.")
            raise ConflictError(said, "not_generated") from error
        shown = ItemShape(self.get_queryset().get(pk=own.pk)).data
        return Response(shown, status=status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="items_versions",
        summary="All versions of a question, the newest first",
        responses=ItemHistoryShape(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def versions(self, request: Request, key: str) -> Response:
        return Response(ItemHistoryShape(item_history(self.get_object()), many=True).data)

    @extend_schema(
        operation_id="items_lint",
        summary="What could be better in a question, before it is kept",
        description="Takes what writing a question takes and keeps nothing. `findings` is empty "
        "for a question that breaks no rule; `for_a_person` lists the flaws no rule can see.",
        request=WriteItemShape,
        responses=LintShape,
        examples=[OpenApiExample("Single choice", EXAMPLE, request_only=True)],
    )
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def lint(self, request: Request) -> Response:
        shape = WriteItemShape(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        content = content_of(given, find_point(given["article"], given.get("point")))
        by_hand = [flaw for flaw in FLAWS if flaw.needs_person]
        return Response(LintShape({"findings": explain(content), "for_a_person": by_hand}).data)

    @regrading("items_regrade", "Mark a question anew wherever it was met")
    @action(detail=True, methods=["post"], filterset_class=None, pagination_class=None)
    def regrade(self, request: Request, key: str) -> Response:
        return regrade(self, self.get_object())

    def _write(self, request: Request, item: Item | None, code: int) -> Response:
        shape = WriteItemShape(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        article = item.article if item else given["article"]
        point = find_point(article, given.get("point"))
        written = write_item(
            self.user,
            article,
            content_of(given, point),
            timezone.now(),
            item=item,
            point=point,
            status=given["status"],
        )
        return Response(ItemShape(self.get_queryset().get(pk=written.pk)).data, status=code)
