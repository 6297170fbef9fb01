"""Items as a teacher sends them."""

from __future__ import annotations

from rest_framework import serializers

from quizzes.api.fact_shapes import KeyField
from quizzes.api.fields import AliasesField, AmountField, TextField
from quizzes.domain.items import Form
from quizzes.models import Article, Unit
from quizzes.models.base import PublicationStatus


class WrittenOptionShape(serializers.Serializer):
    """One option as a teacher writes it."""

    text = TextField(max_length=1000)
    is_key = serializers.BooleanField(default=False)
    reason = TextField(required=False, help_text="Why it is wrong or right; shown afterwards.")


class WrittenPairShape(serializers.Serializer):
    """What belongs together."""

    left = TextField(max_length=1000)
    right = TextField(max_length=1000)


class WrittenGapShape(serializers.Serializer):
    """What belongs in a gap: a number by `amount`, anything else by `answer`."""

    id = serializers.RegexField("^[a-j]$", help_text="As it stands in the braces: a, b, c…")
    answer = TextField(required=False, max_length=200)
    accepted = AliasesField(required=False, help_text="Other ways to write the answer.")
    amount = AmountField(required=False)
    unit = KeyField(Unit, required=False, help_text="Of a number; without it only bare digits.")
    tolerance = AmountField(required=False, min_value=0)
    hint = TextField(required=False, max_length=200)


class WriteItemShape(serializers.Serializer):
    """A teacher's own question: the stem, and the members that its form needs."""

    article = KeyField(Article)
    form = serializers.ChoiceField([form.value for form in Form])
    point = serializers.CharField(
        required=False, allow_null=True, max_length=130, help_text="Whose memory it trains."
    )
    status = serializers.ChoiceField(PublicationStatus.choices, default=PublicationStatus.PUBLISHED)
    stem = TextField(
        max_length=2000,
        help_text="Of cloze the sentence: {a} for each of `gaps`, or without `gaps` the answers "
        "themselves: “{Aksu | Aksu City} had trained {9500} workers.”",
    )
    explanation = TextField(required=False)
    options = WrittenOptionShape(
        many=True, required=False, help_text="Choice: one right in a single one, else one or more."
    )
    in_order = serializers.BooleanField(default=False, help_text="Keep the options in this order.")
    truth = serializers.BooleanField(required=False, help_text="True/false.")
    reason = TextField(required=False, help_text="True/false: why.")
    amount = AmountField(required=False, help_text="Number.")
    unit = KeyField(Unit, required=False, help_text="Number.")
    tolerance = AmountField(required=False, min_value=0, help_text="Number; without it: exact.")
    answer = TextField(required=False, max_length=200, help_text="Short text.")
    accepted = AliasesField(required=False, help_text="Short text: other ways to write it.")
    pairs = WrittenPairShape(many=True, required=False, help_text="Matching.")
    spares = serializers.ListField(
        child=TextField(max_length=1000), required=False, help_text="Matching: belong to none."
    )
    order = serializers.ListField(
        child=TextField(max_length=1000), required=False, help_text="Ordering: first to last."
    )
    gaps = WrittenGapShape(many=True, required=False, help_text="Cloze.")


class ItemStatusShape(serializers.Serializer):
    """Whether learners meet a question."""

    status = serializers.ChoiceField(PublicationStatus.choices)
