"""What follows from the change of a published fact, as a program reads it."""

from __future__ import annotations

from rest_framework import serializers

from quizzes.api.regrading import ScoreChangeShape
from quizzes.services.corrections import CorrectionPlan, ItemChange


class ItemChangeShape(serializers.Serializer[ItemChange]):
    """A question that changes."""

    key = serializers.CharField()
    outcome = serializers.SerializerMethodField(help_text="renewed, new or withdrawn.")

    def get_outcome(self, change: ItemChange) -> str:
        if change.before and change.after:
            return "renewed"
        return "new" if change.after else "withdrawn"


class CorrectionPlanShape(serializers.Serializer[CorrectionPlan]):
    """What would follow; send the digest to have exactly this done."""

    is_truth = serializers.BooleanField()
    items = ItemChangeShape(many=True)
    scores = ScoreChangeShape(many=True, source="regrade.changes")
    memories = serializers.SerializerMethodField(help_text="Memories of cards that begin anew.")
    learners = serializers.IntegerField(help_text="Learners who get a card that says so.")
    digest = serializers.CharField()

    def get_memories(self, plan: CorrectionPlan) -> int:
        return len(plan.memories)
