"""Items as teachers read and write them, key and proofs included: never for learners."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quizzes.api.authored_item import AuthoredItem
from quizzes.api.fields import AmountField, TextField
from quizzes.api.item_write_shapes import WrittenOptionShape
from quizzes.api.lint_shapes import FindingShape
from quizzes.domain.codec import encode
from quizzes.domain.items import Form, Proof
from quizzes.models import Item
from quizzes.models.base import PublicationStatus


class ProofShape(serializers.Serializer):
    """Why a wrong option is wrong, in terms that can be checked again from the facts."""

    rule = serializers.CharField(help_text="The check.")
    point = serializers.CharField(help_text="The key of the point that it contradicts.")
    value = serializers.SerializerMethodField(
        "encoded", help_text="The wrong value offered in its place."
    )
    source = serializers.CharField(  # type: ignore[assignment]  # a member of the JSON object
        help_text="The point or entity it came from; empty for a computed figure."
    )

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def encoded(self, proof: Proof) -> Any:
        return encode(proof.value)


class AuthorOptionShape(WrittenOptionShape):
    """One option with its id and its proof; an option that a teacher wrote has none."""

    id = serializers.CharField()
    proof = ProofShape(allow_null=True)


class AuthorPairShape(serializers.Serializer):
    """What belongs together."""

    left = TextField()
    right = TextField()
    point = serializers.CharField()


class AuthorGapShape(serializers.Serializer):
    """What belongs in a gap; a figure has an amount, and a text all that is accepted."""

    id = serializers.CharField()
    point = serializers.CharField()
    hint = TextField(help_text="How exactly it is asked (month and year); mostly empty.")
    amount = AmountField(required=False)
    unit = serializers.CharField(required=False)
    bound = serializers.CharField(required=False)
    tolerance = AmountField(required=False)
    answer = TextField(required=False)
    accepted = serializers.ListField(child=serializers.CharField(), required=False)


class AuthorAnswerShape(serializers.Serializer):
    """The right answer of forms without options; members of other forms are left out."""

    truth = serializers.BooleanField(required=False)
    amount = AmountField(required=False)
    unit = serializers.CharField(required=False)
    bound = serializers.CharField(required=False)
    tolerance = AmountField(required=False)
    answer = TextField(required=False)
    accepted = serializers.ListField(child=serializers.CharField(), required=False)
    reason = TextField(required=False)
    proof = ProofShape(required=False)
    pairs = AuthorPairShape(many=True, required=False, help_text="Matching.")
    spares = serializers.ListField(child=TextField(), required=False, help_text="Matching.")
    order = serializers.ListField(child=TextField(), required=False, help_text="First to last.")
    text = TextField(required=False, help_text="Cloze: the sentence, with {id} for each gap.")
    gaps = AuthorGapShape(many=True, required=False, help_text="Cloze.")
    proofs = ProofShape(
        many=True,
        required=False,
        help_text="Matching: of each wrong pair; ordering by date: of each step.",
    )


class ItemShape(serializers.Serializer):
    """A question in its present version, in every language it exists in."""

    key = serializers.CharField()
    article = serializers.CharField()
    point = serializers.CharField(allow_null=True, help_text="The key of the point, or null.")
    form = serializers.ChoiceField([form.value for form in Form])
    origin = serializers.ChoiceField(Item.Origin.choices)
    status = serializers.ChoiceField(PublicationStatus.choices)
    version = serializers.IntegerField(help_text="The number of the present version.")
    languages = serializers.ListField(child=serializers.CharField())
    stem = TextField()
    explanation = TextField()
    options = AuthorOptionShape(many=True)
    right = serializers.ListField(
        child=serializers.CharField(), help_text="Ids of the right options: the key."
    )
    answer = AuthorAnswerShape(allow_null=True, help_text="For forms without options; else null.")
    findings = FindingShape(many=True, help_text="What could be better, by the rules of the lint.")

    def to_representation(self, item: Item) -> Any:
        return super().to_representation(AuthoredItem(item))
