"""An address of the API that leads nowhere is a problem like any other, not an HTML page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from quizzes.api.base import ApiView


@extend_schema(exclude=True)
class Nowhere(ApiView):
    """Answers every method with 404, whoever asks."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise exceptions.NotFound

    def get(self, request: Request) -> HttpResponseBase:
        raise exceptions.NotFound  # never reached: `initial` has answered
