"""The shapes of accepting an answer that learners gave."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from quizzes.api.regrading import ScoreChangeShape
from quizzes.domain.marking.short_text import MAX_TEXT
from quizzes.services.accepting import AcceptancePlan


class GivenAnswerShape(serializers.Serializer):
    """A text that learners gave and that was not accepted."""

    text = serializers.CharField()
    count = serializers.IntegerField(help_text="How often it was given, however it was spelt.")
    language = serializers.CharField(help_text="The language of the attempt.")


class AcceptShape(serializers.Serializer[dict[str, Any]]):
    """The answer to accept: ask with `dry_run` first, then send the `digest` of what was told."""

    text = serializers.CharField(max_length=MAX_TEXT)
    dry_run = serializers.BooleanField(default=False, help_text="Only tell what would follow.")
    digest = serializers.CharField(required=False, max_length=64)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["dry_run"] and not attrs.get("digest"):
            message = _("Ask with dry_run first, then send the digest of what was told.")
            error = serializers.ErrorDetail(message, code="digest_missing")
            raise serializers.ValidationError({"digest": error})
        return attrs


class AcceptancePlanShape(serializers.Serializer[AcceptancePlan]):
    """What would follow, or has."""

    text = serializers.CharField(help_text="The name as it is kept.")
    items = serializers.ListField(
        child=serializers.CharField(), help_text="Keys of the questions that get a new version."
    )
    looked_at = serializers.IntegerField(source="regrade.looked_at")
    scores = ScoreChangeShape(many=True, source="regrade.changes")
    digest = serializers.CharField(help_text="Send it to have exactly this done.")
