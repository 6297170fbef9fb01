"""How the API describes itself: every operation tells the problems it can answer with."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from quizzes.api.errors import CONTENT_TYPE


class FieldErrorShape(serializers.Serializer):
    """One thing wrong with the input."""

    field = serializers.CharField(
        help_text='Path of the member: "points.0.amount"; "" for the whole.'
    )
    code = serializers.CharField(help_text="Machine-readable, the same in every language.")
    message = serializers.CharField(help_text="For people, in the language of the request.")


class Problem(serializers.Serializer):
    """An error as RFC 9457 has it."""

    type = serializers.CharField(help_text="A name for this kind of problem, as a URN.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="For people, in the language of the request.")
    code = serializers.CharField(help_text="Machine-readable, the same in every language.")
    errors = FieldErrorShape(many=True, required=False)  # type: ignore[assignment]


def problems(*statuses: int) -> dict[Any, Any]:
    """Responses for `extend_schema`: these statuses answer with a problem."""
    return {(status, CONTENT_TYPE): Problem for status in statuses}


class ProblemSchema(AutoSchema):
    """Adds to each operation the problems that follow from what it is."""

    def _get_serializer_name(self, serializer: Any, *arguments: Any, **options: Any) -> str:
        """Component names for readers of the schema: FactShape is a Fact to them."""
        return super()._get_serializer_name(serializer, *arguments, **options).replace("Shape", "")

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        for status in self._statuses():
            if status not in bodies:
                bodies[status] = self._get_response_for_code(
                    Problem, status, media_types=[CONTENT_TYPE]
                )
        return bodies

    def _statuses(self) -> list[str]:
        has_input = self.method in {"POST", "PUT", "PATCH"} or self._is_list_view()
        needs_account = AllowAny not in self.view.permission_classes
        return [
            *(["400"] if has_input else []),
            *(["401", "403"] if needs_account else []),
            *(["404"] if "{" in self.path else []),
            "429",
            "default",
        ]
