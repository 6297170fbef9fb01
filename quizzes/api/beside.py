"""A list in pages that has something else beside it, the same on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from quizzes.api.pagination import Pagination

PARAMETERS = [
    OpenApiParameter("page", int, description="The number of a page."),
    OpenApiParameter(
        "page_size", int, description=f"Entries of a page, {Pagination.max_page_size} at most."
    ),
]


class PageShape(serializers.Serializer):
    """What every list has; a shape of one adds its `results` and what stands beside them."""

    count = serializers.IntegerField(help_text="Entries of all pages.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


def page_beside(
    view: GenericViewSet[Any],
    entries: Sequence[Any],
    shape: type[serializers.Serializer],
    beside: dict[str, Any],
) -> Response:
    """The page of the entries that was asked for, with what stands beside them."""
    page = view.paginate_queryset(entries)
    assert page is not None
    answer = view.get_paginated_response(shape(page, many=True).data)
    answer.data = {**answer.data, **beside}
    return answer
