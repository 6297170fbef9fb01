"""What the lint says of a question."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quizzes.domain.quality.findings import Severity
from quizzes.domain.quality.flaws import WritingFlaw
from quizzes.services.explaining import flaw_name, person_hint
from quizzes.services.linting import ExplainedFinding


class SpanShape(serializers.Serializer):
    """Where some words stand: the first character, and the one after the last, from 0."""

    start = serializers.IntegerField(source="0")
    end = serializers.IntegerField(source="1")


class FindingShape(serializers.Serializer):
    """One flaw of a question. `start` and `end` are those of the first span."""

    rule = serializers.CharField(source="finding.rule", help_text="Stable name of the rule.")
    severity = serializers.ChoiceField([each.value for each in Severity], source="finding.severity")
    language = serializers.CharField(source="finding.language", help_text="Empty: in all.")
    place = serializers.CharField(
        source="finding.place",
        help_text='"stem", "explanation", "body", "option:<id>" or "entry:<id>".',
    )
    message = serializers.CharField(help_text="Why, in the language of the request.")
    words = serializers.ListField(child=serializers.CharField(), source="finding.words")
    text = serializers.CharField(help_text="The text that the words stand in.")
    start = serializers.SerializerMethodField()
    end = serializers.SerializerMethodField()
    spans = serializers.SerializerMethodField(help_text="Every place of the words in the text.")

    @extend_schema_field({"type": "integer", "nullable": True})
    def get_start(self, found: ExplainedFinding) -> int | None:
        return found.spans[0][0] if found.spans else None

    @extend_schema_field({"type": "integer", "nullable": True})
    def get_end(self, found: ExplainedFinding) -> int | None:
        return found.spans[0][1] if found.spans else None

    @extend_schema_field(SpanShape(many=True))
    def get_spans(self, found: ExplainedFinding) -> list[dict[str, int]]:
        return [{"start": start, "end": end} for start, end in found.spans]


class PersonFlawShape(serializers.Serializer):
    """A flaw that no rule can see whole, and the question to ask oneself."""

    flaw = serializers.CharField(source="code")
    name = serializers.SerializerMethodField()
    hint = serializers.SerializerMethodField()

    def get_name(self, flaw: WritingFlaw) -> str:
        return flaw_name(flaw)

    def get_hint(self, flaw: WritingFlaw) -> str:
        return person_hint(flaw)


class LintShape(serializers.Serializer):
    """All that the rules find, and what they cannot find."""

    findings = FindingShape(many=True)
    for_a_person = PersonFlawShape(many=True)
