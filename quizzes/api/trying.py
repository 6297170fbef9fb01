"""The shapes of trying an answer."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from quizzes.domain.marking.short_text import MAX_TEXT
from quizzes.domain.responses import Mark
from quizzes.services.explaining import accepted_text


class TryShape(serializers.Serializer[dict[str, Any]]):
    """A written answer to a point."""

    text = serializers.CharField(
        max_length=MAX_TEXT, allow_blank=True, trim_whitespace=False, help_text="As typed."
    )


class TriedShape(serializers.Serializer[Mark]):
    """What marking makes of it."""

    score = serializers.FloatField(help_text="0 to 1.")
    rule = serializers.CharField(allow_null=True, help_text="What accepted it; null if nothing.")
    read = serializers.CharField(help_text="The value that was read, as a person would write it.")
    message = serializers.SerializerMethodField(help_text="The rule in words.")

    def get_message(self, tried: Mark) -> str:
        return accepted_text(tried.rule or "")
