"""Items as teachers read and write them, key and proofs included: never for learners."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from quizzes.api.fields import AmountField, TextField
from quizzes.api.item_write_shapes import WrittenOptionShape
from quizzes.domain.codec import encode
from quizzes.domain.items import (
    ChoiceBody,
    ClozeBody,
    Form,
    ItemContent,
    MatchingBody,
    NumericBody,
    OrderingBody,
    Proof,
    TextBody,
    TrueFalseBody,
)
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
    proofs = ProofShape(many=True, required=False, help_text="Matching: of each wrong pair.")


class ItemShape(serializers.Serializer):
    """A question in its present version, in every language it exists in."""

    key = serializers.CharField()
    article = serializers.CharField(source="article.key")
    point = serializers.SerializerMethodField(help_text="The key of the point, or null.")
    form = serializers.ChoiceField([form.value for form in Form])
    origin = serializers.ChoiceField(Item.Origin.choices)
    status = serializers.ChoiceField(PublicationStatus.choices)
    version = serializers.SerializerMethodField(help_text="The number of the present version.")
    languages = serializers.SerializerMethodField()
    stem = serializers.SerializerMethodField()
    explanation = serializers.SerializerMethodField()
    options = serializers.SerializerMethodField()
    right = serializers.SerializerMethodField(help_text="Ids of the right options: the key.")
    answer = serializers.SerializerMethodField(help_text="For forms without options; else null.")

    @extend_schema_field({"type": "string", "nullable": True})
    def get_point(self, item: Item) -> str | None:
        return f"{item.point.fact.key}.{item.point.name}" if item.point else None

    def get_version(self, item: Item) -> int:
        return item.current.number if item.current else 0

    def get_languages(self, item: Item) -> list[str]:
        return list(item.current.languages) if item.current else []

    @extend_schema_field(TextField())
    def get_stem(self, item: Item) -> dict[str, str]:
        return dict(_content(item).stem) if item.current else {}

    @extend_schema_field(TextField())
    def get_explanation(self, item: Item) -> dict[str, str]:
        return dict(_content(item).explanation) if item.current else {}

    @extend_schema_field(AuthorOptionShape(many=True))
    def get_options(self, item: Item) -> Any:
        return AuthorOptionShape(_options(item), many=True).data

    def get_right(self, item: Item) -> list[str]:
        return [option.id for option in _options(item) if option.is_key]

    @extend_schema_field(AuthorAnswerShape(allow_null=True))
    def get_answer(self, item: Item) -> Any:
        members = _answer(item)
        return AuthorAnswerShape(members).data if members else None


def _content(item: Item) -> ItemContent:
    """The content, read once for an item."""
    if not hasattr(item, "_content"):
        assert item.current is not None
        item.current.item = item  # saves a query
        item._content = item.current.to_content()  # type: ignore[attr-defined]
    return item._content  # type: ignore[attr-defined]


def _options(item: Item) -> tuple[Any, ...]:
    body = _content(item).body if item.current else None
    return body.options if isinstance(body, ChoiceBody) else ()


def _answer(item: Item) -> dict[str, Any]:
    body = _content(item).body if item.current else None
    match body:
        case TrueFalseBody(truth=truth, proof=proof, reason=reason):
            return {"truth": truth, "reason": reason, **({"proof": proof} if proof else {})}
        case NumericBody() | TextBody():
            return _written(body)
        case MatchingBody():
            return _matched(body)
        case OrderingBody(entries=entries, order=order):
            texts = {each.id: each.text for each in entries}
            return {"order": [texts[each] for each in order]}
        case ClozeBody(text, gaps):
            filled = [
                {"id": g.id, "point": g.point, "hint": g.hint, **_written(g.answer)} for g in gaps
            ]
            return {"text": text, "gaps": filled}
    return {}


def _written(body: NumericBody | TextBody) -> dict[str, Any]:
    if isinstance(body, TextBody):
        return {"answer": body.answer, "accepted": list(body.accepted)}
    return {
        "amount": body.quantity.amount,
        "unit": body.quantity.unit,
        "bound": body.quantity.bound.value,
        "tolerance": body.tolerance,
    }


def _matched(body: MatchingBody) -> dict[str, Any]:
    left, right = ({each.id: each.text for each in side} for side in (body.left, body.right))
    used = {pair.right for pair in body.pairs}
    return {
        "pairs": [
            {"left": left[pair.left], "right": right[pair.right], "point": pair.point}
            for pair in body.pairs
        ],
        "spares": [text for key, text in right.items() if key not in used],
        "proofs": list(body.proofs),
    }
