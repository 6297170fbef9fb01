"""Versions of facts and items as teachers read them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quizzes.api.fields import TextField
from quizzes.domain.changes import Change
from quizzes.domain.codec import encode
from quizzes.domain.items import ItemContent
from quizzes.models import FactVersion

ANY = {"nullable": True, "description": "Text, a number, true or false; null: not there."}


class ChangeShape(serializers.Serializer):
    """One field that differs from the version before."""

    field = serializers.SerializerMethodField(help_text='Its path: "points.trained.amount".')
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()

    def get_field(self, change: Change) -> str:
        return ".".join(change.path)

    @extend_schema_field(ANY)
    def get_before(self, change: Change) -> Any:
        return change.before

    @extend_schema_field(ANY)
    def get_after(self, change: Change) -> Any:
        return change.after


class HistoryShape(serializers.Serializer):
    """What every version tells."""

    version = serializers.IntegerField(source="version.number")
    created_at = serializers.DateTimeField(source="version.created_at")
    created_by = serializers.CharField(
        source="version.created_by.username",
        default=None,
        allow_null=True,
        help_text="A user name; null: the system, or an account that is gone.",
    )
    changes = ChangeShape(many=True, help_text="What it changed; none in the first version.")


class FactHistoryShape(HistoryShape):
    """A version of a fact."""

    change = serializers.ChoiceField(FactVersion.Change.choices, source="version.change")
    note = serializers.CharField(source="version.note")
    content = serializers.DictField(
        source="version.content", help_text="The fact with its points, in keys."
    )


class ItemHistoryShape(HistoryShape):
    """A version of an item."""

    fact_version = serializers.IntegerField(source="version.fact_version", allow_null=True)
    digest = serializers.CharField(source="version.digest")
    stem = TextField()
    explanation = TextField()
    body = serializers.SerializerMethodField(help_text="Options, keys and proofs, as stored.")

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_body(self, entry: Any) -> Any:
        content: ItemContent = entry.content
        return encode(content.body)
